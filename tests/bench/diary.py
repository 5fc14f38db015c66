"""What is measured: a service as small as ours are, one aggregate and three questions.

A diary about a subject, with notes of about 500 bytes of JSON: the size of a review of a target.
"""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import UUID

from shared.modelling.decider import Decider
from shared.modelling.message import message
from shared.modelling.recorded import Recorded
from shared.relationships import RELATIONSHIPS
from shared.runtime.projection import Projection
from shared.runtime.service import Aggregate, Service

TEXT = "Mae'n darllen brawddegau byr yn hyderus, a ŵyr sut i ofyn am gymorth. " * 5
DAY = date(2026, 11, 24)


@message
class Note:
    """Write so many notes into a diary."""

    note_ids: tuple[UUID, ...]
    text: str = TEXT
    on: date = DAY
    minutes: int = 20


@message
class Noted:
    """A note was written."""

    note_id: UUID
    text: str
    on: date
    minutes: int


@dataclass(frozen=True)
class Diary:
    """What a decision needs to know."""

    notes: int = 0
    minutes: int = 0


def decide(_diary: Diary, command: Note) -> list[Noted]:
    return [
        Noted(note_id=note_id, text=command.text, on=command.on, minutes=command.minutes)
        for note_id in command.note_ids
    ]


def evolve(diary: Diary, event: Noted) -> Diary:
    return Diary(diary.notes + 1, diary.minutes + event.minutes)


@dataclass(frozen=True)
class OpenDiary:
    """How much is in a diary?"""

    diary_id: UUID
    subject_id: UUID
    notes: int
    minutes: int
    last_on: date


def open_diary(row: OpenDiary | None, fact: Recorded) -> OpenDiary:
    noted: Noted = fact.event
    if row is None:
        return OpenDiary(fact.stream_id, fact.subject, 1, noted.minutes, noted.on)
    return replace(row, notes=row.notes + 1, minutes=row.minutes + noted.minutes, last_on=noted.on)


@dataclass(frozen=True)
class WrittenNote:
    """Which notes are there?"""

    note_id: UUID
    diary_id: UUID
    on_day: date
    text: str
    actor: str


def written_note(_row: WrittenNote | None, fact: Recorded) -> WrittenNote:
    noted: Noted = fact.event
    return WrittenNote(noted.note_id, fact.stream_id, noted.on, noted.text, fact.actor)


@dataclass(frozen=True)
class TimeSpent:
    """How many minutes were spent on a subject, over all diaries?"""

    subject_id: UUID
    minutes: int


def time_spent(row: TimeSpent | None, fact: Recorded) -> TimeSpent:
    return TimeSpent(fact.subject, (row.minutes if row else 0) + fact.event.minutes)


OPEN_DIARIES = Projection(
    table="open_diaries",
    row=OpenDiary,
    key=("diary_id",),
    key_of=lambda fact: (fact.stream_id,),
    project=open_diary,
)
WRITTEN_NOTES = Projection(
    table="written_notes",
    row=WrittenNote,
    key=("note_id",),
    key_of=lambda fact: (fact.event.note_id,),
    project=written_note,
)
TIME_SPENT = Projection(
    table="time_spent",
    row=TimeSpent,
    key=("subject_id",),
    key_of=lambda fact: (fact.subject,),
    project=time_spent,
)
DIARIES = Service(
    name="diaries",
    migrations=Path(__file__).parent / "migrations",
    relationships=RELATIONSHIPS,
    aggregates=(
        Aggregate("diary", Decider[Diary, Note, Noted](Diary(), decide, evolve), (Noted,)),
    ),
    projections=(OPEN_DIARIES,),
)
THREE_QUESTIONS = replace(DIARIES, projections=(OPEN_DIARIES, WRITTEN_NOTES, TIME_SPENT))
