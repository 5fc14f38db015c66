"""What is a school's assessment timetable of a school year?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.assessments.domain.assessment_timetable import (
    AssessmentTimetableKept,
    TimetableEntry,
)
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class TimetableOfSchool:
    timetable_id: UUID
    school_id: UUID
    school_year: int
    entries: tuple[TimetableEntry, ...]
    version: int
    kept_at: datetime
    kept_by: str


Row = TimetableOfSchool | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.stream_id,) if fact.stream_kind == "assessment_timetable" else None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case AssessmentTimetableKept() as event:
            return TimetableOfSchool(
                timetable_id=fact.stream_id,
                school_id=event.school_id,
                school_year=event.school_year,
                entries=event.entries,
                version=fact.version,
                kept_at=fact.occurred_at,
                kept_by=fact.actor,
            )
        case _:
            return row


ASSESSMENT_TIMETABLES = Projection(
    table="assessment_timetables",
    row=TimetableOfSchool,
    key=("timetable_id",),
    key_of=key_of,
    project=project,
    school="school_id",
)
