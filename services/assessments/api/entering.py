"""Many results at once: each looked at on its own first, so that every fault names its row."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from services.assessments.api.own_instrument_in_use import own_instrument_of
from services.assessments.domain.assessment_result import (
    RecordAssessmentResult,
    assessment_result,
)
from services.assessments.domain.instrument_definition import OwnInstrument
from services.assessments.domain.missed_assessment import (
    RecordMissedAssessment,
    missed_assessment,
)
from shared.modelling.decider import CommandRefused
from shared.runtime.execute import Outcome
from shared.runtime.http import caller
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream

Command = RecordAssessmentResult | RecordMissedAssessment
Select = Callable[[dict[str, Any]], list[Any]]
UNKNOWN = "learner_unknown"


@dataclass(frozen=True)
class EnteringLedger:
    """What entering many results needs of the log and the read models."""

    execute_all: Callable[[Cause, Sequence[tuple[Stream, object]]], Outcome]
    places: Select
    results: Select
    missed: Select
    find_own_instrument: Callable[[UUID], Any | None]


@dataclass(frozen=True)
class Entry:
    """A command, and the row it comes from: its place in the list, or its line in the file."""

    row: int
    command: Command


@dataclass(frozen=True)
class Fault:
    """What is wrong with a row."""

    row: int
    field: str
    code: str
    detail: str = ""


@dataclass
class Checked:
    """What is new, what is on record already as it was said, and what is wrong."""

    new: list[tuple[Stream, object]] = field(default_factory=list)
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)

    def count(self, kind: type[Command]) -> int:
        """How many commands of a kind are new."""
        return sum(isinstance(command, kind) for _, command in self.new)


def check(ledger: EnteringLedger, entries: Sequence[Entry]) -> Checked:
    """Look at each row: whose it is, whether it is on record, and whether it can be."""
    checked = Checked()
    schools = _schools(ledger, entries)
    known = _Known(ledger, schools, dict(_on_record(ledger, entries)))
    for entry in entries:
        try:
            stream, command = known.take(entry.command)
        except CommandRefused as refusal:
            checked.faults.append(Fault(entry.row, refusal.field or "", refusal.code))
            continue
        if stream is None:
            checked.unchanged += 1
        else:
            checked.new.append((stream, command))
    return checked


def carry_out(ledger: EnteringLedger, checked: Checked) -> int | None:
    """Append what is new, all of it or nothing; the position, or None where nothing is new."""
    if not checked.new:
        return None
    return ledger.execute_all(caller().creating(), checked.new).position


@dataclass
class _Known:
    """The learners who may be reached, and what is on record of what is entered."""

    ledger: EnteringLedger
    schools: dict[UUID, UUID]
    on_record: dict[UUID, tuple[Any, ...]]
    own: dict[tuple[UUID, str], OwnInstrument | None] = field(default_factory=dict)

    def take(self, command: Command) -> tuple[Stream | None, Command]:
        """The stream to append to, None where it is on record; raises `CommandRefused`."""
        school_id = self.schools.get(command.learner_id)
        if school_id is None:
            raise CommandRefused(UNKNOWN, "learner_id")
        own = self._own_instrument(school_id, command.instrument)
        thing_id, said = _said(command)
        if (before := self.on_record.get(thing_id)) is not None:
            if before != said:
                raise CommandRefused("result_already_recorded", "result")
            return None, command
        if isinstance(command, RecordMissedAssessment):
            missed = replace(command, is_own=own is not None)
            missed_assessment.decide(None, missed)
            return Stream("missed_assessment", thing_id, command.learner_id, school_id), missed
        taken = replace(command, own=own)
        assessment_result.decide(None, taken)
        return Stream("assessment_result", thing_id, command.learner_id, school_id), taken

    def _own_instrument(self, school_id: UUID, code: str) -> OwnInstrument | None:
        named = (school_id, code)
        if named not in self.own:
            self.own[named] = own_instrument_of(self.ledger.find_own_instrument, *named)
        return self.own[named]


def _schools(ledger: EnteringLedger, entries: Iterable[Entry]) -> dict[UUID, UUID]:
    ids = sorted({entry.command.learner_id for entry in entries})
    return {place.learner_id: place.school_id for place in ledger.places({"learner_id in": ids})}


def _on_record(
    ledger: EnteringLedger, entries: Sequence[Entry]
) -> Iterator[tuple[UUID, tuple[Any, ...]]]:
    """What was said first of each: a later correction does not make a repeat another result."""
    ids = [_said(entry.command)[0] for entry in entries]
    for row in ledger.results({"result_id in": ids}):
        first = row.earlier[0] if row.earlier else row
        sheet = (first.form, first.age_at_test_months, first.result)
        yield row.result_id, (row.learner_id, row.instrument, row.taken_on, *sheet)
    for row in ledger.missed({"missed_id in": ids}):
        yield row.missed_id, (row.learner_id, row.instrument, row.due_on, row.reason)


def _said(command: Command) -> tuple[UUID, tuple[Any, ...]]:
    """The id of the stream, and what a repeat must say again."""
    whose = (command.learner_id, command.instrument)
    if isinstance(command, RecordMissedAssessment):
        return command.missed_id, (*whose, command.due_on, command.reason)
    sheet = (command.form, command.age_at_test_months, command.result)
    return command.result_id, (*whose, command.taken_on, *sheet)
