"""What the census is told of a learner: the provision, the needs in their order, the support.

One stream a learner. A record says how things are from a day on, until a later one says otherwise;
one that was wrong is put right by another from the same day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.learners.domain.response.census_codes import (
    HIGHEST_LEVEL,
    LOWEST_LEVEL,
    NEEDS,
    PROVISIONS,
    Code,
    find,
)
from shared.modelling.decider import CommandRefused, Decider
from shared.modelling.message import message


@message
class SupportLevels:
    """How much of each kind of support is given, 1 to 4; None where it is not recorded.

    `ct` curriculum and teaching methods, `gs` grouping and support, `sr` specialised resources,
    `aa` advice and assessment (domain.md §3.2).
    """

    ct: int | None = None
    gs: int | None = None
    sr: int | None = None
    aa: int | None = None


@message
class RecordCensusNeeds:
    """Say how things are from a day on; `today` is the day of asking.

    `provision` is a code of `census_codes.PROVISIONS`, None for no provision any more; `needs` are
    codes of `NEEDS`, the first need first.
    """

    record_id: UUID
    learner_id: UUID
    provision: str | None
    needs: tuple[str, ...]
    support: SupportLevels
    effective_on: date
    today: date


@message
class ReceiveCensusNeeds:
    """Another school says in a transfer file how things were with it from a day on.

    `needs` is None where the file does not tell them for that day. Support is no part of the file.
    """

    record_id: UUID
    learner_id: UUID
    provision: str | None
    needs: tuple[str, ...] | None
    effective_on: date
    today: date


# Stored for good under this name: add fields with defaults, rename nothing.
@message
class CensusNeedsRecorded:
    record_id: UUID
    learner_id: UUID
    provision: str | None
    needs: tuple[str, ...]
    support: SupportLevels
    effective_on: date


Command = RecordCensusNeeds | ReceiveCensusNeeds
Event = CensusNeedsRecorded
State = tuple[CensusNeedsRecorded, ...]  # in the order they were recorded


@dataclass(frozen=True)
class NeedsHeld:
    """What holds on a day."""

    provision: str | None
    needs: tuple[str, ...]
    support: SupportLevels
    effective_on: date


def held_on(records: Iterable[CensusNeedsRecorded], day: date) -> NeedsHeld | None:
    """What holds on this day: of the latest day, what was recorded last."""
    begun = [one for one in records if one.effective_on <= day]
    if not begun:
        return None
    latest = max(one.effective_on for one in begun)
    last = [one for one in begun if one.effective_on == latest][-1]
    return NeedsHeld(last.provision, last.needs, last.support, last.effective_on)


def decide(records: State, command: Command) -> list[Event]:
    match command:
        case RecordCensusNeeds():
            return _record(records, _said(command, command.needs, command.support), command.today)
        case ReceiveCensusNeeds():
            return _receive(records, command)


def _receive(records: State, told: ReceiveCensusNeeds) -> list[Event]:
    """What is on record already is not recorded again; support that was recorded here stands."""
    held = held_on(records, told.effective_on)
    if held is None or held.effective_on != told.effective_on:
        return _record(records, _said(told, told.needs or (), SupportLevels()), told.today)
    needs = held.needs if told.needs is None else told.needs
    if (held.provision, held.needs) == (told.provision, needs):
        return []
    return _record(records, _said(told, needs, held.support), told.today)


def _said(command: Command, needs: tuple[str, ...], support: SupportLevels) -> CensusNeedsRecorded:
    return CensusNeedsRecorded(
        record_id=command.record_id,
        learner_id=command.learner_id,
        provision=command.provision,
        needs=needs,
        support=support,
        effective_on=command.effective_on,
    )


def _record(records: State, recorded: CensusNeedsRecorded, today: date) -> list[Event]:
    for earlier in records:
        if earlier.record_id == recorded.record_id:
            return _on_record_already(earlier, recorded)
    _refuse_what_cannot_be(recorded, today)
    return [recorded]


def _on_record_already(earlier: CensusNeedsRecorded, recorded: CensusNeedsRecorded) -> list[Event]:
    if earlier != recorded:
        raise CommandRefused("census_needs_already_recorded", "record_id")
    return []


def _refuse_what_cannot_be(recorded: CensusNeedsRecorded, today: date) -> None:
    if recorded.effective_on > today:
        raise CommandRefused("effective_on_in_future", "effective_on")
    if recorded.provision is None and recorded.needs:
        raise CommandRefused("needs_without_provision", "needs")
    if len(set(recorded.needs)) < len(recorded.needs):
        raise CommandRefused("need_ranked_twice", "needs")
    if recorded.provision is not None:
        _refuse_code(PROVISIONS, recorded.provision, recorded.effective_on, "provision")
    for need in recorded.needs:
        _refuse_code(NEEDS, need, recorded.effective_on, "needs")
    _refuse_levels(recorded.support)


def _refuse_code(table: Iterable[Code], code: str, day: date, field: str) -> None:
    known = find(table, code)
    if known is None:
        raise CommandRefused("census_code_unknown", field)
    if not known.is_valid(day):
        raise CommandRefused("census_code_not_in_use", field)


def _refuse_levels(support: SupportLevels) -> None:
    for name in ("ct", "gs", "sr", "aa"):
        level = getattr(support, name)
        if level is not None and not LOWEST_LEVEL <= level <= HIGHEST_LEVEL:
            raise CommandRefused("support_level_out_of_range", f"support.{name}")


def evolve(records: State, event: Event) -> State:
    return (*records, event)


census_needs: Decider[State, Command, Event] = Decider((), decide, evolve)
