"""Who is in the ALN part of a census, and what does it say of them?

`is_listed` is True once anything was recorded for the census, or while the tier is the highest:
only those are read for a census, so only at them it is looked.
"""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.learners.domain.response.census_needs import CensusNeedsRecorded
from services.learners.domain.response.provision_tier import Tier
from services.learners.domain.roll.learner_messages import (
    LearnerEnrolled,
    ProvisionTierChangeCorrected,
    ProvisionTierChanged,
    TierStanding,
    UpnReplaced,
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
class InCensus:
    """`records` stand in the order they were made; `at_school_since` is of the roll we know."""

    learner_id: UUID
    school_id: UUID
    at_school_since: date
    left_on: date | None
    upn: str
    former_upns: tuple[str, ...]
    year_group: YearGroup
    tier: Tier
    records: tuple[CensusNeedsRecorded, ...]
    is_listed: bool


Row = InCensus | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.subject,) if fact.stream_kind in ("learner", "census_needs") else None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case LearnerEnrolled() as enrolled:
            return _enrolled(fact, enrolled)
        case CensusNeedsRecorded() as recorded:
            return row and replace(row, records=(*row.records, recorded), is_listed=True)
        case (
            ProvisionTierChanged(tier=tier)
            | ProvisionTierChangeCorrected(standing=TierStanding(tier=tier))
        ):
            listed = tier is Tier.ALP
            return row and replace(row, tier=tier, is_listed=listed or bool(row.records))
        case _:
            return row and _on_the_roll(row, fact)


def _enrolled(fact: Recorded, enrolled: LearnerEnrolled) -> InCensus:
    return InCensus(
        learner_id=fact.stream_id,
        school_id=enrolled.school_id,
        at_school_since=enrolled.enrolled_on or fact.occurred_at.date(),
        left_on=None,
        upn=enrolled.upn,
        former_upns=(),
        year_group=enrolled.year_group,
        tier=Tier.UNIVERSAL,
        records=(),
        is_listed=False,
    )


def _on_the_roll(row: InCensus, fact: Recorded) -> InCensus:
    today = fact.occurred_at.date()
    match fact.event:
        case LearnerMovedSchool(school_id=school_id, moved_on=moved_on):
            return replace(row, school_id=school_id, at_school_since=moved_on or today)
        case LearnerLeft(left_on=left_on):
            return replace(row, left_on=left_on)
        case LearnerReturned(school_id=school_id, year_group=group):
            back = replace(row, school_id=school_id, year_group=group, left_on=None)
            return replace(back, at_school_since=today)
        case LearnerMovedYearGroup(year_group=year_group):
            return replace(row, year_group=year_group)
        case UpnReplaced(upn=upn, former_upn=former):
            return replace(row, upn=upn, former_upns=(*row.former_upns, former))
        case _:
            return row


CENSUS = Projection(
    table="census",
    row=InCensus,
    key=("learner_id",),
    key_of=key_of,
    project=project,
    subject="learner_id",
)
