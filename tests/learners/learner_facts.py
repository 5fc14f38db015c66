"""Commands and events of a learner, with everything irrelevant to a test defaulted."""

from datetime import date
from typing import Any
from uuid import UUID

from services.learners.domain.response.provision_tier import NAMES, LegalMeaning, SchoolTier, Tier
from services.learners.domain.roll.learner_messages import (
    ChangeProvisionTier,
    ClassPlace,
    CorrectProvisionTier,
    Details,
    EnrolLearner,
    LearnerEnrolled,
    Parent,
    ProvisionTierChangeCorrected,
    ProvisionTierChanged,
    Relationship,
    Sex,
    TierStanding,
)
from services.learners.domain.roll.year_group import YearGroup

LEARNER = UUID(int=1)
SCHOOL, OTHER_SCHOOL = UUID(int=11), UUID(int=12)
MAM, DAD, NAIN = UUID(int=21), UUID(int=22), UUID(int=23)
OWN_CLASS, READING_GROUP = UUID(int=31), UUID(int=32)
ALNCO = UUID(int=41)
CHANGE, OTHER_CHANGE = UUID(int=51), UUID(int=52)
CORRECTION, OTHER_CORRECTION = UUID(int=61), UUID(int=62)
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


REASON = "Darllen yn araf / reads slowly"
UNIVERSAL_PLUS = SchoolTier(
    code="plus",
    welsh="Cyffredinol a Mwy",
    english="Universal Plus",
    stands_for=Tier.UNIVERSAL,
    legal_meaning=LegalMeaning.NO_ALN,
)


def change_tier(
    tier: Tier = Tier.TARGETED,
    change_id: UUID = CHANGE,
    reason: str = REASON,
    effective_on: date = TODAY,
    own_tier: SchoolTier | None = None,
) -> ChangeProvisionTier:
    return ChangeProvisionTier(
        change_id=change_id,
        tier=tier,
        reason=reason,
        effective_on=effective_on,
        decided_by=ALNCO,
        today=TODAY,
        own_tier=own_tier,
    )


def tier_changed(
    tier: Tier = Tier.TARGETED,
    previous_tier: Tier = Tier.UNIVERSAL,
    change_id: UUID = CHANGE,
    effective_on: date = TODAY,
    own_tier: SchoolTier | None = None,
) -> ProvisionTierChanged:
    return ProvisionTierChanged(
        change_id=change_id,
        tier=tier,
        previous_tier=previous_tier,
        reason=REASON,
        effective_on=effective_on,
        decided_by=ALNCO,
        own_tier=own_tier.code if own_tier else None,
        legal_meaning=own_tier.legal_meaning if own_tier else NAMES[tier].legal_meaning,
    )


def correct_tier(
    correction_id: UUID = CORRECTION, change_id: UUID = CHANGE, **said: Any
) -> CorrectProvisionTier:
    usual: dict[str, Any] = {
        "change_id": change_id,
        "correction_id": correction_id,
        "because": "Dyddiad anghywir",
        "corrected_by": ALNCO,
        "today": TODAY,
    }
    return CorrectProvisionTier(**usual | said)


def on_tier(
    tier: Tier, since: date | None = TODAY, own_tier: SchoolTier | None = None
) -> TierStanding:
    return TierStanding(
        tier=tier,
        own_tier=own_tier.code if own_tier else None,
        legal_meaning=own_tier.legal_meaning if own_tier else NAMES[tier].legal_meaning,
        since=since,
    )


def tier_corrected(standing: TierStanding, **said: Any) -> ProvisionTierChangeCorrected:
    usual: dict[str, Any] = {
        "change_id": CHANGE,
        "correction_id": CORRECTION,
        "tier": Tier.TARGETED,
        "own_tier": None,
        "legal_meaning": LegalMeaning.NO_ALN,
        "effective_on": TODAY,
        "reason": REASON,
        "withdrawn": False,
        "because": "Dyddiad anghywir",
        "corrected_by": ALNCO,
        "standing": standing,
    }
    return ProvisionTierChangeCorrected(**usual | said)
