"""A roster is long work: each way in which it may not be as it was told, and the rule it breaks."""

from dataclasses import replace

import pytest

from tests.checking.check import Fault
from tests.checking.history import Attempt, Fate
from tests.checking.test_what_was_asked_and_not_done_shows import found
from tests.checking.world import World

_A_PART = """
    INSERT INTO long_work_steps (authority, work_id, step, stream_kind, stream_id, command, body)
    SELECT authority, work_id, 1, 'school', work_id, 'OpenSchool', '' FROM long_work
    WHERE authority = %(a)s
"""
DAMAGE: dict[str, tuple[str, set[str]]] = {
    "work that is gone": ("DELETE FROM long_work WHERE authority = %(a)s", {"lost", "unasked"}),
    "another work": (
        "UPDATE long_work SET work_id = gen_random_uuid() WHERE authority = %(a)s",
        {"lost", "unasked", "work"},
    ),
    "fewer steps": (
        "UPDATE long_work SET steps = steps - 1 WHERE authority = %(a)s",
        {"lost", "work"},
    ),
    "less done": ("UPDATE long_work SET done = done - 1 WHERE authority = %(a)s", {"lost", "work"}),
    "not finished": (
        "UPDATE long_work SET finished_at = NULL WHERE authority = %(a)s",
        {"lost", "work_waits"},
    ),
    "another effect": ("UPDATE long_work SET effect = '{}' WHERE authority = %(a)s", {"work"}),
    "a step left": (_A_PART, {"work"}),
    "by another": ("UPDATE long_work SET actor = 'another' WHERE authority = %(a)s", {"work"}),
    "of another request": (
        "UPDATE long_work SET correlation = gen_random_uuid() WHERE authority = %(a)s",
        {"work"},
    ),
}


@pytest.mark.parametrize(("damage", "rules"), DAMAGE.values(), ids=DAMAGE)
def test_work_that_is_not_as_it_was_told_or_noted_shows(
    world: World, damage: str, rules: set[str]
) -> None:
    assert world.rules("learners", damage) == rules


def test_an_end_that_is_not_in_the_log_shows(world: World) -> None:
    closing = "DELETE FROM events WHERE authority = %(a)s AND type = 'RosterImported'"
    assert "its closing" in world.fault_of("work", "learners", closing).what


def test_work_may_wait_while_not_all_is_quiet(world: World) -> None:
    waiting = DAMAGE["not finished"][0]
    assert world.rules("learners", waiting, quiet=False) == {"lost"}


def told_otherwise(world: World, **other: object) -> list[Fault]:
    """What is found where the roster was answered otherwise."""
    changed = [replace(one, **other) if is_roster(one) else one for one in world.history]  # type: ignore[arg-type]
    return found(world, changed)


def is_roster(one: Attempt) -> bool:
    return one.effect == "RosterImported"


def test_work_that_is_told_of_while_it_goes_on_is_no_fault(world: World) -> None:
    assert told_otherwise(world, done=1, finished=False) == []


def test_work_of_which_nobody_knows_whether_it_began_is_no_fault(world: World) -> None:
    unanswered = {"stream_id": None, "steps": None, "done": None, "finished": False}
    assert told_otherwise(world, fate=Fate.UNKNOWN, **unanswered) == []


def test_work_that_was_refused_and_done_all_the_same_shows(world: World) -> None:
    faults = told_otherwise(world, fate=Fate.REFUSED, code="roster_rejected")
    assert {fault.rule for fault in faults} == {"refused", "unasked"}


def test_work_that_nobody_asked_for_shows_with_each_of_its_parts(world: World) -> None:
    faults = found(world, [one for one in world.history if not is_roster(one)])
    assert {fault.rule for fault in faults} == {"unasked"}
    assert sum("is put down" in fault.what for fault in faults) == 1
    assert sum("is in the log" in fault.what for fault in faults) >= 2


def test_work_that_was_told_of_with_other_steps_each_time_shows(world: World) -> None:
    again = [replace(one, steps=(one.steps or 0) + 1) for one in world.history if is_roster(one)]
    rules = {fault.rule for fault in found(world, [*world.history, *again])}
    assert rules == {"lost", "answers"}
