"""An instrument that a school adds to those of the catalogue: defined anew by version, retired."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid5

from services.assessments.domain.instrument_definition import InstrumentDefinition
from services.assessments.domain.instruments import CATALOGUES, CURRENT
from services.assessments.domain.result import Shape
from shared.modelling.decider import CommandRefused, Decider
from shared.modelling.message import message


@message
class AddInstrument:
    """Add an instrument under a code that is the school's own."""

    school_id: UUID
    code: str
    definition: InstrumentDefinition


@message
class AmendInstrument:
    """Define it anew, for results from now on."""

    definition: InstrumentDefinition


@message
class RetireInstrument:
    """Take no results of it any more, of tests after today."""

    reason: str
    today: date


# Stored for good under these names: add fields with defaults, rename nothing.
@message
class InstrumentAdded:
    """The first definition: version 1."""

    school_id: UUID
    code: str
    definition: InstrumentDefinition


@message
class InstrumentAmended:
    """Results recorded under an earlier version stay as they are, and are corrected under it."""

    version: int
    definition: InstrumentDefinition


@message
class InstrumentRetired:
    retired_on: date
    reason: str


Command = AddInstrument | AmendInstrument | RetireInstrument
Event = InstrumentAdded | InstrumentAmended | InstrumentRetired


@dataclass(frozen=True)
class OwnInstrumentInUse:
    """The instrument as it is defined now; `added` is what it was at first."""

    added: InstrumentAdded
    definition: InstrumentDefinition
    version: int = 1
    retired: InstrumentRetired | None = None


State = OwnInstrumentInUse | None  # None until it is added


def instrument_id(school_id: UUID, code: str) -> UUID:
    """The id of the stream of a school's own instrument."""
    return uuid5(school_id, f"instrument {code}")


def decide(instrument: State, command: Command) -> list[Event]:
    if isinstance(command, AddInstrument):
        return _add(instrument, command)
    if instrument is None:
        raise CommandRefused("instrument_unknown", "code")
    match command:
        case AmendInstrument():
            return _amend(instrument, command)
        case RetireInstrument():
            return _retire(instrument, command)


def _add(instrument: State, command: AddInstrument) -> list[Event]:
    added = InstrumentAdded(
        school_id=command.school_id, code=command.code, definition=command.definition
    )
    if instrument is not None:
        if instrument.added != added:
            raise CommandRefused("instrument_already_added", "code")
        return []
    if command.code in CATALOGUES[CURRENT]:
        raise CommandRefused("code_of_the_catalogue", "code")
    _refuse_what_cannot_be(command.definition)
    return [added]


def _amend(instrument: OwnInstrumentInUse, command: AmendInstrument) -> list[Event]:
    if command.definition == instrument.definition:
        return []
    if instrument.retired is not None:
        raise CommandRefused("instrument_retired", "code")
    _refuse_what_cannot_be(command.definition)
    return [InstrumentAmended(version=instrument.version + 1, definition=command.definition)]


def _retire(instrument: OwnInstrumentInUse, command: RetireInstrument) -> list[Event]:
    if instrument.retired is not None:
        if instrument.retired.reason != command.reason:
            raise CommandRefused("instrument_already_retired", "reason")
        return []
    if not command.reason.strip():
        raise CommandRefused("reason_missing", "reason")
    return [InstrumentRetired(retired_on=command.today, reason=command.reason)]


def _refuse_what_cannot_be(definition: InstrumentDefinition) -> None:
    for code, field in _faults_of(definition):
        raise CommandRefused(code, field)


def _faults_of(definition: InstrumentDefinition) -> Iterator[tuple[str, str]]:
    if not definition.welsh.strip():
        yield "name_missing", "name.cy"
    if not definition.english.strip():
        yield "name_missing", "name.en"
    if len(set(definition.shapes)) < len(definition.shapes):
        yield "shape_repeated", "shapes"
    yield from _faults_of_lists(definition)


def _faults_of_lists(definition: InstrumentDefinition) -> Iterator[tuple[str, str]]:
    """A stage needs stages in order, a band bands; without the shape, they would mean nothing."""
    lists = {
        "stages": (definition.stages, Shape.STAGE),
        "bands": (definition.bands, Shape.BANDED_RISK),
    }
    for name, (named, shape) in lists.items():
        if bool(named) != (shape in definition.shapes):
            yield f"{name}_do_not_fit_shapes", name
    if definition.parts and not definition.bands:
        yield "parts_without_bands", "parts"
    for name in ("stages", "bands", "parts"):
        codes = [one.code for one in getattr(definition, name)]
        if len(set(codes)) < len(codes):
            yield "code_repeated", name


def evolve(instrument: State, event: Event) -> State:
    match event:
        case InstrumentAdded():
            return OwnInstrumentInUse(event, event.definition)
        case InstrumentAmended(version=version, definition=definition):
            assert instrument is not None
            return replace(instrument, definition=definition, version=version)
        case InstrumentRetired():
            assert instrument is not None
            return replace(instrument, retired=event)


own_instrument: Decider[State, Command, Event] = Decider(None, decide, evolve)
