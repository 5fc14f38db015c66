"""Commands and events of a learner, with everything irrelevant to a test defaulted."""

from datetime import date
from uuid import UUID

from services.learners.domain.response.provision_tier import Tier
from services.learners.domain.roll.learner_messages import (
    ChangeProvisionTier,
    ClassPlace,
    Details,
    EnrolLearner,
    LearnerEnrolled,
    Parent,
    ProvisionTierChanged,
    Relationship,
    Sex,
)
from services.learners.domain.roll.year_group import YearGroup

LEARNER = UUID(int=1)
SCHOOL, OTHER_SCHOOL = UUID(int=11), UUID(int=12)
MAM, DAD, NAIN = UUID(int=21), UUID(int=22), UUID(int=23)
OWN_CLASS, READING_GROUP = UUID(int=31), UUID(int=32)
ALNCO = UUID(int=41)
CHANGE, OTHER_CHANGE = UUID(int=51), UUID(int=52)
UPN, OTHER_UPN = "G681213425001", "J66530242400A"
TODAY, YESTERDAY, TOMORROW = date(2026, 11, 24), date(2026, 11, 23), date(2026, 11, 25)


def details(given_name: str = "Llŷr", family_name: str = "Wyn-Jones") -> Details:
    return Details(
        given_name=given_name, family_name=family_name, born_on=date(2019, 3, 1), sex=Sex.MALE
    )


def enrol(
    upn: str = UPN,
    about: Details | None = None,
    year_group: YearGroup = YearGroup.YEAR_2,
    school_id: UUID = SCHOOL,
) -> EnrolLearner:
    return EnrolLearner(
        upn=upn, details=about or details(), year_group=year_group, school_id=school_id
    )


ENROLLED = LearnerEnrolled(
    upn=UPN, details=details(), year_group=YearGroup.YEAR_2, school_id=SCHOOL
)


def place(class_id: UUID = OWN_CLASS, *, is_own_class: bool = True) -> ClassPlace:
    return ClassPlace(class_id=class_id, is_own_class=is_own_class)


def parent(parent_id: UUID = MAM, relationship: Relationship = Relationship.PARENT) -> Parent:
    return Parent(parent_id=parent_id, relationship=relationship)


def change_tier(
    tier: Tier = Tier.TARGETED,
    change_id: UUID = CHANGE,
    reason: str = "Darllen yn araf / reads slowly",
    effective_on: date = TODAY,
) -> ChangeProvisionTier:
    return ChangeProvisionTier(
        change_id=change_id,
        tier=tier,
        reason=reason,
        effective_on=effective_on,
        decided_by=ALNCO,
        today=TODAY,
    )


def tier_changed(
    tier: Tier = Tier.TARGETED, previous_tier: Tier = Tier.UNIVERSAL, change_id: UUID = CHANGE
) -> ProvisionTierChanged:
    return ProvisionTierChanged(
        change_id=change_id,
        tier=tier,
        previous_tier=previous_tier,
        reason="Darllen yn araf / reads slowly",
        effective_on=TODAY,
        decided_by=ALNCO,
    )
