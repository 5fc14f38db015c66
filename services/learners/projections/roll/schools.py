"""Which schools does the authority have?"""

from dataclasses import dataclass
from uuid import UUID

from services.learners.domain.roll.school import SchoolDetailsCorrected, SchoolRegistered
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class RegisteredSchool:
    school_id: UUID
    name: str
    number: str | None


Row = RegisteredSchool | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.stream_id,) if fact.stream_kind == "school" else None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case SchoolRegistered() | SchoolDetailsCorrected() as event:
            return RegisteredSchool(fact.stream_id, event.name, event.number)
        case _:
            return row


SCHOOLS = Projection(
    table="schools",
    row=RegisteredSchool,
    key=("school_id",),
    key_of=key_of,
    project=project,
    school="school_id",
)
