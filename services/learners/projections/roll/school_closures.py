"""On which days was a school closed after all, and since when is that known?"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from services.learners.domain.roll.school_calendar import (
    ClosureReason,
    SchoolClosed,
    SchoolReopened,
)
from services.learners.domain.roll.school_days import school_year_of
from shared.modelling.message import message
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@message
class KnownClosure:
    """From when a closure was known, and until when; versions are those of the calendar."""

    reason: ClosureReason
    closed_at: datetime
    closed_version: int
    reopened_at: datetime | None = None
    reopened_version: int | None = None


@dataclass(frozen=True)
class Closure:
    school_id: UUID
    closed_on: date
    school_year: int
    known: tuple[KnownClosure, ...]


Row = Closure | None


def key_of(fact: Recorded) -> tuple[UUID, date] | None:
    match fact.event:
        case SchoolClosed() | SchoolReopened():
            return (fact.event.school_id, fact.event.closed_on)
        case _:
            return None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case SchoolClosed(school_id=school_id, closed_on=day, reason=reason):
            closed = KnownClosure(
                reason=reason, closed_at=fact.occurred_at, closed_version=fact.version
            )
            before = row.known if row else ()
            return Closure(school_id, day, school_year_of(day), (*before, closed))
        case SchoolReopened():
            return row and replace(row, known=(*row.known[:-1], _reopened(row.known[-1], fact)))
        case _:
            return row


def _reopened(known: KnownClosure, fact: Recorded) -> KnownClosure:
    return replace(known, reopened_at=fact.occurred_at, reopened_version=fact.version)


SCHOOL_CLOSURES = Projection(
    table="school_closures",
    row=Closure,
    key=("school_id", "closed_on"),
    key_of=key_of,
    project=project,
    school="school_id",
)
