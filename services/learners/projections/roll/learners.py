"""Who is on the roll, in which school, year, class and tier?"""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.learners.domain.response.provision_tier import Tier
from services.learners.domain.roll.learner_messages import (
    ClassPlace,
    LearnerDetailsCorrected,
    LearnerEnrolled,
    LearnerPlacedInClass,
    LearnerRemovedFromClass,
    ProvisionTierChangeCorrected,
    ProvisionTierChanged,
    Sex,
)
from services.learners.domain.roll.roll_messages import (
    LearnerLeft,
    LearnerMovedSchool,
    LearnerMovedYearGroup,
    LearnerReturned,
)
from services.learners.domain.roll.year_group import YearGroup
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class LearnerOnRoll:
    """`class_id` is the learner's own class, where the register is taken.

    `own_tier` is the code of which of the school's own tiers it is, where one was decided on.
    There is no tier where it is withheld from whoever asks. The UPN is left out: it is not for
    display (domain.md §3.1). Who has left is on no roll: `school_id` is the last, which keeps the
    record. The year group of now became known on the day `placed_on`.
    """

    learner_id: UUID
    given_name: str
    family_name: str
    born_on: date
    sex: Sex | None
    year_group: YearGroup
    school_id: UUID
    class_id: UUID | None
    tier: Tier | None
    tier_since: date | None
    on_roll: bool
    left_on: date | None
    placed_on: date
    own_tier: str | None = None


Row = LearnerOnRoll | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.stream_id,) if fact.stream_kind == "learner" else None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case LearnerEnrolled() as event:
            return _enrolled(fact, event)
        case LearnerPlacedInClass(place=place) | LearnerRemovedFromClass(place=place):
            return _in_class(row, fact.event, place)
        case ProvisionTierChanged() | ProvisionTierChangeCorrected():
            return row and _on_tier(row, fact.event)
        case _:
            return _with_new_details(row, fact)


def _enrolled(fact: Recorded, event: LearnerEnrolled) -> LearnerOnRoll:
    return LearnerOnRoll(
        learner_id=fact.stream_id,
        given_name=event.details.given_name,
        family_name=event.details.family_name,
        born_on=event.details.born_on,
        sex=event.details.sex,
        year_group=event.year_group,
        school_id=event.school_id,
        class_id=None,
        tier=Tier.UNIVERSAL,
        tier_since=None,
        on_roll=True,
        left_on=None,
        placed_on=event.year_group_since or fact.occurred_at.date(),
    )


def _on_tier(
    row: LearnerOnRoll, event: ProvisionTierChanged | ProvisionTierChangeCorrected
) -> LearnerOnRoll:
    """A change that held from an earlier day than the one that stands changes nothing of now."""
    if isinstance(event, ProvisionTierChangeCorrected):
        now = event.standing
        return replace(row, tier=now.tier, tier_since=now.since, own_tier=now.own_tier)
    if row.tier_since is not None and event.effective_on < row.tier_since:
        return row
    return replace(row, tier=event.tier, tier_since=event.effective_on, own_tier=event.own_tier)


def _in_class(row: Row, event: object, place: ClassPlace) -> Row:
    if row is None or not place.is_own_class:
        return row
    if isinstance(event, LearnerPlacedInClass):
        return replace(row, class_id=place.class_id)
    return replace(row, class_id=None) if row.class_id == place.class_id else row


def _with_new_details(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case LearnerDetailsCorrected(details=details):
            return row and replace(
                row,
                given_name=details.given_name,
                family_name=details.family_name,
                born_on=details.born_on,
                sex=details.sex,
            )
        case _:
            return row and _on_roll(row, fact)


def _on_roll(row: LearnerOnRoll, fact: Recorded) -> LearnerOnRoll:
    today = fact.occurred_at.date()
    match fact.event:
        case LearnerMovedYearGroup(year_group=year_group):
            return replace(row, year_group=year_group, placed_on=today)
        case LearnerMovedSchool(school_id=school_id):
            return replace(row, school_id=school_id)
        case LearnerLeft(left_on=left_on):
            return replace(row, on_roll=False, left_on=left_on)
        case LearnerReturned(school_id=school_id, year_group=year_group):
            back = replace(row, on_roll=True, left_on=None, placed_on=today)
            return replace(back, school_id=school_id, year_group=year_group)
        case _:
            return row


LEARNERS = Projection(
    table="learners",
    row=LearnerOnRoll,
    key=("learner_id",),
    key_of=key_of,
    project=project,
    subject="learner_id",
    withheld={"tier": ("tier", "tier_since", "own_tier")},
)
