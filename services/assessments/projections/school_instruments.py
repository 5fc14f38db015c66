"""Which instruments has a school added to the catalogue, and how does it define each now?"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from services.assessments.domain.instrument_definition import InstrumentDefinition
from services.assessments.domain.own_instrument import (
    InstrumentAdded,
    InstrumentAmended,
    InstrumentRetired,
)
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class SchoolInstrument:
    """`version` counts definitions; of a retired one, tests after `retired_on` are not taken."""

    instrument_id: UUID
    school_id: UUID
    code: str
    version: int
    definition: InstrumentDefinition
    defined_at: datetime
    retired_on: date | None


Row = SchoolInstrument | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.stream_id,) if fact.stream_kind == "instrument" else None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case InstrumentAdded() as event:
            return SchoolInstrument(
                instrument_id=fact.stream_id,
                school_id=event.school_id,
                code=event.code,
                version=1,
                definition=event.definition,
                defined_at=fact.occurred_at,
                retired_on=None,
            )
        case InstrumentAmended(version=version, definition=definition):
            return row and replace(
                row, version=version, definition=definition, defined_at=fact.occurred_at
            )
        case InstrumentRetired(retired_on=retired_on):
            return row and replace(row, retired_on=retired_on)
        case _:
            return row


SCHOOL_INSTRUMENTS = Projection(
    table="school_instruments",
    row=SchoolInstrument,
    key=("instrument_id",),
    key_of=key_of,
    project=project,
    school="school_id",
)
