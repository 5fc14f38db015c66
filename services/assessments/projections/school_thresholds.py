"""Below which results does a school want to be prompted, and since when?"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.assessments.domain.school_thresholds import SchoolThresholdsSet, Threshold
from shared.modelling.message import message
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@message
class EarlierChoice:
    """What a school had chosen until it chose otherwise."""

    thresholds: tuple[Threshold, ...]
    set_on: date
    set_by: str


@dataclass(frozen=True)
class ThresholdsOfSchool:
    """As they are now; `version` counts the choices, `earlier` has the oldest first."""

    school_id: UUID
    version: int
    thresholds: tuple[Threshold, ...]
    set_on: date
    set_at: datetime
    set_by: str
    earlier: tuple[EarlierChoice, ...]


Row = ThresholdsOfSchool | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.stream_id,) if fact.stream_kind == "school_thresholds" else None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case SchoolThresholdsSet() as event:
            return ThresholdsOfSchool(
                school_id=event.school_id,
                version=fact.version,
                thresholds=event.thresholds,
                set_on=event.set_on,
                set_at=fact.occurred_at,
                set_by=fact.actor,
                earlier=_with_earlier(row),
            )
        case _:
            return row


def _with_earlier(row: Row) -> tuple[EarlierChoice, ...]:
    if row is None:
        return ()
    was = EarlierChoice(thresholds=row.thresholds, set_on=row.set_on, set_by=row.set_by)
    return (*row.earlier, was)


SCHOOL_THRESHOLDS = Projection(
    table="school_thresholds",
    row=ThresholdsOfSchool,
    key=("school_id",),
    key_of=key_of,
    project=project,
    school="school_id",
)
