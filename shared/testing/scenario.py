"""Given these events, when this command, then these events, nothing, or a refusal."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from shared.modelling.decider import CommandRefused, Decider, replay

State = TypeVar("State")
Command = TypeVar("Command")
Event = TypeVar("Event")


@dataclass(frozen=True)
class Decided(Generic[Event]):
    """What a decision led to: events, or the refusal."""

    events: list[Event]
    refusal: CommandRefused | None = None

    def then(self, *expected: Event) -> None:
        """Exactly these events follow."""
        assert self.refusal is None, f"refused: {self.refusal}"
        assert self.events == list(expected)

    def then_nothing(self) -> None:
        """The command is accepted and changes nothing."""
        self.then()

    def then_refused(self, code: str, field: str | None = None) -> None:
        """The command is refused with this code, and names this field where one is at fault."""
        assert self.refusal is not None, f"not refused, but {self.events}"
        assert (self.refusal.code, self.refusal.field) == (code, field)


@dataclass(frozen=True)
class Given(Generic[State, Command, Event]):
    """A decider with a past."""

    decider: Decider[State, Command, Event]
    past: Iterable[Event]

    def when(self, command: Command) -> Decided[Event]:
        """Decide, and check that the state accepts what was decided."""
        state = replay(self.decider, self.past)
        try:
            events = self.decider.decide(state, command)
        except CommandRefused as refusal:
            return Decided([], refusal)
        for event in events:
            state = self.decider.evolve(state, event)
        return Decided(events)


def given(decider: Decider[State, Command, Event], *past: Event) -> Given[State, Command, Event]:
    """Start a scenario with what has already happened."""
    return Given(decider, past)
