"""Histories that the real logs do not bear out."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from tests.checking.check import Fault, judge, look
from tests.checking.history import Attempt, Fate, append_to, read
from tests.checking.world import LISTENS_TO, World

Change = Callable[[Attempt], Attempt | None]


def found(world: World, history: list[Attempt]) -> list[Fault]:
    with ExitStack() as stack:
        seen = {name: stack.enter_context(store.connect()) for name, store in world.stores.items()}
        looked = look(seen, history)
    return judge(looked, history, quiet=True, listens_to=LISTENS_TO, mail=world.mail)


def with_the_concern(world: World, change: Change) -> list[Fault]:
    """What is found where the second attempt at the concern was answered otherwise."""
    [_, again] = [one for one in world.history if one.effect == "ConcernRaised" and one.position]
    history = [change(one) if one is again else one for one in world.history]
    return found(world, [one for one in history if one is not None])


ANSWERS: dict[str, tuple[Change, str]] = {
    "another version": (lambda one: replace(one, version=2), "lost"),
    "another stream": (lambda one: replace(one, stream_id=uuid4()), "lost"),
    "another position": (lambda one: replace(one, position=1), "lost"),
    "a position beyond": (lambda one: replace(one, position=99), "lost"),
    "another effect": (lambda one: replace(one, effect="ClassOpened"), "lost"),
    "another thing": (lambda one: replace(one, thing="another"), "lost"),
    "two answers": (lambda one: replace(one, position=None), "answers"),
    "two commands": (lambda one: replace(one, command="PUT another"), "shared"),
}


@pytest.mark.parametrize(("change", "rule"), ANSWERS.values(), ids=ANSWERS)
def test_an_answer_that_the_log_does_not_bear_out_shows(
    world: World, change: Change, rule: str
) -> None:
    [fault, *_] = [one for one in with_the_concern(world, change) if one.rule == rule]
    assert any(line.startswith("asked") for line in fault.story)


def test_an_unanswered_attempt_of_an_acknowledged_command_is_no_fault(world: World) -> None:
    def unanswered(one: Attempt) -> Attempt:
        return replace(one, fate=Fate.UNKNOWN, position=None, version=None)

    assert with_the_concern(world, unanswered) == []


def test_what_was_refused_and_done_all_the_same_shows(world: World) -> None:
    [unknown] = [one for one in world.history if of_the_unknown_concern(one)]
    refused = replace(unknown, fate=Fate.REFUSED, code="version_conflict")
    history = [refused if one is unknown else one for one in world.history]
    [fault] = found(world, history)
    assert fault.rule == "refused"
    assert "version_conflict" in fault.story[0]
    assert "ConcernRaised" in fault.story[1]


def test_what_nobody_asked_for_shows(world: World) -> None:
    history = [one for one in world.history if not of_the_unknown_concern(one)]
    [fault] = found(world, history)
    assert (fault.rule, len(fault.story)) == ("unasked", 1)


def test_an_unknown_command_accounts_for_one_command_in_the_log(world: World) -> None:
    wild = [
        replace(one, effect=None, thing=None, command=f"POST {nth}")
        for nth, one in enumerate(world.history)
        if one.fate is Fate.UNKNOWN
    ]
    known = [one for one in world.history if one.fate is not Fate.UNKNOWN]
    assert found(world, [*known, *wild[:1]]) == []
    without_concern = [one for one in known if one.effect != "ConcernRaised"]
    faults = found(world, [*without_concern, *wild[:1]])
    assert [fault.rule for fault in faults] == ["unasked"]


def of_the_unknown_concern(one: Attempt) -> bool:
    return one.fate is Fate.UNKNOWN and "/concerns/" in one.command


def test_a_history_survives_the_client_that_wrote_it(world: World, tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    for attempt in world.history:
        append_to(path, attempt)
    assert read(path) == world.history
    with path.open("a") as torn:
        torn.write('{"command": "PUT')
    assert read(path) == world.history
