"""Is everything that was acknowledged in the log, once, and everything in the log asked for?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tests.checking import long_work
from tests.checking.effects import Effects
from tests.checking.faults import Fault, of_attempt, of_event
from tests.checking.history import Attempt, Fate
from tests.checking.log import by_command, told_version
from tests.checking.rows import Records, Row


@dataclass(frozen=True)
class Asked:
    """What was asked of one service in one authority, and the log it has."""

    log: Records
    attempts: Sequence[Attempt]

    @cached_property
    def pieces(self) -> dict[Any, list[Row]]:
        """The events of each command id."""
        return by_command(self.log["events"])

    @cached_property
    def at(self) -> dict[int, Row]:
        """The event at each position."""
        return {row.position: row for row in self.log["events"]}

    @cached_property
    def effects(self) -> Effects:
        """What each event is the effect of."""
        return Effects(self.log["events"])

    @cached_property
    def commands(self) -> dict[str, list[Attempt]]:
        """The attempts of each command."""
        found: dict[str, list[Attempt]] = {}
        for attempt in self.attempts:
            found.setdefault(attempt.command, []).append(attempt)
        return found

    @property
    def told(self) -> list[Attempt]:
        """Those that were told of a position."""
        return [one for one in self.attempts if one.fate is Fate.OK and one.position is not None]

    def story(self, attempts: Iterable[Attempt], events: Iterable[Row]) -> tuple[str, ...]:
        """Attempts and events, told."""
        return (*map(of_attempt, attempts), *(of_event(self.log.service, row) for row in events))


def acknowledged(asked: Asked) -> Iterator[Fault]:
    """What was answered is so, and stays the answer."""
    for attempt in asked.told:
        yield from _is_there(asked, attempt)
    yield from _one_answer(asked)
    yield from _a_command_each(asked)


def of_long_work(asked: Asked, *, quiet: bool) -> Iterator[Fault]:
    """What is carried out a part at a time was asked for, and is carried out whole."""
    return long_work.faults(asked.log, asked.attempts, asked.pieces, quiet=quiet)


def effects_once(asked: Asked) -> Iterator[Fault]:
    """However often a command was sent, what it is for was recorded at most once."""
    named: dict[tuple[str, str], list[Attempt]] = {}
    for attempt in asked.attempts:
        if attempt.effect and attempt.thing and attempt.fate is not Fate.REFUSED:
            named.setdefault((attempt.effect, attempt.thing), []).append(attempt)
    for (effect, thing), attempts in named.items():
        found = asked.effects.of(effect, thing)
        if len(found) > 1:
            what = f"{effect} of {thing} is in the log {len(found)} times"
            yield Fault("effect_twice", what, asked.story(attempts, found))


def asked_for(asked: Asked) -> Iterator[Fault]:
    """Every event that no service caused belongs to a command that succeeded, or may have."""
    loose = _unclaimed(asked)
    for attempts in asked.commands.values():
        if all(one.fate is Fate.REFUSED for one in attempts):
            named = attempts[0].effect is not None
            for command_id in list(_may_be(asked, loose, attempts[0])) if named else ():
                what = f"{attempts[0].command} was refused, and is in the log"
                yield Fault("refused", what, asked.story(attempts, loose.pop(command_id)))
    for command_id, piece in loose.items():
        what = f"command {command_id} is in the log of {asked.log.service}, and nobody asked for it"
        yield Fault("unasked", what, asked.story((), piece[:2]))


def _is_there(asked: Asked, attempt: Attempt) -> Iterator[Fault]:
    assert attempt.position is not None
    row = asked.at.get(attempt.position)
    if row is None:
        what = f"{attempt.command} was acknowledged, and is not in the log"
        yield Fault("lost", what, asked.story([attempt], ()))
        return
    piece = asked.pieces[row.command_id]
    found = {
        "its place": piece[-1].position == attempt.position,
        "its stream": any(_is_about(one, attempt.stream_id) for one in piece),
        "its version": told_version(piece) == attempt.version,
        "its effect": attempt.effect is None or _holds(asked, piece, [attempt]),
    }
    wrong = [name for name, fits in found.items() if not fits]
    if wrong:
        what = f"{attempt.command} was acknowledged, and the log has not {', '.join(wrong)}"
        yield Fault("lost", what, asked.story([attempt], dict.fromkeys((*piece[:1], row))))


def _is_about(row: Row, told: object) -> bool:
    """An answer names the stream; that of an import names what the event holds."""
    return row.stream_id == told or str(told).encode() in (row.body or b"")


def _one_answer(asked: Asked) -> Iterator[Fault]:
    for command, attempts in asked.commands.items():
        told = (one for one in attempts if one.fate is Fate.OK)
        answers = {(one.version, one.position, one.steps): one for one in told}
        if len(answers) > 1:
            what = f"{command} was answered in {len(answers)} ways"
            yield Fault("answers", what, asked.story(answers.values(), ()))


def _a_command_each(asked: Asked) -> Iterator[Fault]:
    """Two commands that were both acknowledged are two."""
    holders: dict[int, Attempt] = {}
    for attempt in asked.told:
        assert attempt.position is not None
        other = holders.setdefault(attempt.position, attempt)
        if other.command != attempt.command:
            what = f"{other.command} and {attempt.command} were acknowledged as one"
            row = asked.at.get(attempt.position)
            story = asked.story([other, attempt], [row] if row else ())
            yield Fault("shared", what, story)


def _unclaimed(asked: Asked) -> dict[Any, list[Row]]:
    """People's commands in the log that no attempt can have led to."""
    parts = long_work.claimed(asked.log, asked.attempts)
    loose = {
        command_id: piece
        for command_id, piece in asked.pieces.items()
        if command_id not in parts and not piece[0].actor.startswith("service:")
    }
    for attempt in asked.told:
        row = asked.at.get(attempt.position or 0)
        if row is not None:
            loose.pop(row.command_id, None)
    for attempts in _open(asked):
        loose.pop(next(_may_be(asked, loose, attempts[0]), None), None)
    return loose


def _open(asked: Asked) -> list[list[Attempt]]:
    """Commands of which nobody knows whether they happened; those that say most about it first."""
    unknown = [
        attempts
        for attempts in asked.commands.values()
        if any(one.fate is Fate.UNKNOWN for one in attempts)
        and not any(one.fate is Fate.OK and one.position is not None for one in attempts)
    ]
    return sorted(
        unknown, key=lambda attempts: (attempts[0].effect is None, attempts[0].thing is None)
    )


def _may_be(asked: Asked, loose: Mapping[Any, list[Row]], attempt: Attempt) -> Iterator[Any]:
    """The commands in the log that such an attempt may have led to."""
    if attempt.effect is None:
        return iter(loose)
    found = asked.effects.of(attempt.effect, attempt.thing)
    return iter(dict.fromkeys(row.command_id for row in found if row.command_id in loose))


def _holds(asked: Asked, piece: list[Row], attempts: Sequence[Attempt]) -> bool:
    """Does this command in the log hold what was asked for?"""
    effect, thing = attempts[0].effect, attempts[0].thing
    if effect is None:
        return False
    found = asked.effects.of(effect, thing)
    return any(row.command_id == piece[0].command_id for row in found)
