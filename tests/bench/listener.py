"""What diaries publish, and a service that keeps a copy of it."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import UUID

from shared.modelling.message import message
from shared.modelling.recorded import Recorded
from shared.relationships import RELATIONSHIPS
from shared.runtime.projection import Projection
from shared.runtime.service import Service
from tests.bench.diary import DIARIES


@message
class NoteWritten:
    """Published: a note was written; not what it says."""

    note_id: UUID
    diary_id: UUID
    on: date


def publish(fact: Recorded) -> NoteWritten:
    return NoteWritten(note_id=fact.event.note_id, diary_id=fact.stream_id, on=fact.event.on)


@dataclass(frozen=True)
class HeardDiary:
    """How much was heard of a diary."""

    diary_id: UUID
    notes: int
    last_on: date


def heard_diary(row: HeardDiary | None, fact: Recorded) -> HeardDiary:
    written: NoteWritten = fact.event
    return HeardDiary(written.diary_id, (row.notes if row else 0) + 1, written.on)


PUBLISHER = replace(DIARIES, publish=publish)
LISTENER = Service(
    name="readers",
    migrations=Path(__file__).parent / "listener_migrations",
    relationships=RELATIONSHIPS,
    aggregates=(),
    copies=(
        Projection(
            table="heard_diaries",
            row=HeardDiary,
            key=("diary_id",),
            key_of=lambda fact: (fact.event.diary_id,),
            project=heard_diary,
        ),
    ),
    listens_to=("diaries",),
)
MESSAGES = (NoteWritten,)
