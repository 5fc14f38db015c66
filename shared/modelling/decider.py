"""A decider: what may happen (`decide`) and what has happened (`evolve`), both pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

State = TypeVar("State")
Command = TypeVar("Command")
Event = TypeVar("Event")


class CommandRefused(Exception):
    """A rule of the domain says no.

    `code` is stable snake case, part of the public interface; `field` names the part of the
    request at fault, where one is.
    """

    def __init__(self, code: str, field: str | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.field = field


@dataclass(frozen=True)
class Decider(Generic[State, Command, Event]):
    """One aggregate: its state before any event, its decisions, and how events change it.

    `decide` returns the events that follow from a command, `[]` where it changes nothing (so a
    repeated accepted command is harmless), or raises `CommandRefused`. `evolve` never refuses.
    """

    initial: State
    decide: Callable[[State, Command], list[Event]]
    evolve: Callable[[State, Event], State]


def replay(decider: Decider[State, Command, Event], events: Iterable[Event]) -> State:
    """The state after `events`, in order."""
    state = decider.initial
    for event in events:
        state = decider.evolve(state, event)
    return state
