"""A log damaged in each way that the rules forbid, and the fault and story that must be found."""

import pytest

from tests.checking.damage import ANOTHER_CONCERN, copied
from tests.checking.world import World

TAKEN_OUT = "DELETE FROM events WHERE authority = %(a)s AND position = "
RECHAINED = (
    "UPDATE events SET previous_hash = sha256(hash) WHERE authority = %(a)s AND position = 5"
)
SPLIT = "UPDATE events SET ordinal = ordinal + 100 WHERE authority = %(a)s AND position = 16"
SAME_ID = """
UPDATE events SET event_id =
  (SELECT event_id FROM events WHERE authority = %(a)s AND position = 3)
WHERE authority = %(a)s AND position = 4
"""
OF_THE_CONCERN = {
    "version": "UPDATE events SET version = 2 WHERE authority = %(a)s AND position = 21",
    "hash": "UPDATE events SET actor = 'another' WHERE authority = %(a)s AND position = 21",
    "payload": "UPDATE payloads SET body = '{}' WHERE authority = %(a)s AND position = 21",
    "recorded_at": (
        "UPDATE events SET recorded_at = recorded_at - interval '1 day'"
        " WHERE authority = %(a)s AND position = 21"
    ),
    "command": "UPDATE commands SET version = 9 WHERE authority = %(a)s AND position = 21",
}
OF_A_HEAD = {
    "a stream's": "UPDATE stream_heads SET version = 9 WHERE authority = %(a)s",
    "a chain's": "UPDATE subject_heads SET events = 9 WHERE authority = %(a)s",
    "a chain's hash": "UPDATE subject_heads SET hash = sha256(hash) WHERE authority = %(a)s",
    "the log's": "UPDATE authority_heads SET position = 9 WHERE authority = %(a)s",
}
DAMAGE = {
    "an event taken out": (TAKEN_OUT + "3", "position"),
    "an acknowledged event taken out": (TAKEN_OUT + "21", "lost"),
    "the last event taken out": (TAKEN_OUT + "22", "head"),
    "an event chained upon another": (RECHAINED, "chain"),
    "a command's events apart": (SPLIT, "piece"),
    "commands forgotten": ("DELETE FROM commands WHERE authority = %(a)s", "command"),
    "a command that never was": (
        "INSERT INTO commands VALUES (%(a)s, gen_random_uuid(), '', 1, 5)",
        "command",
    ),
    "a command carried out twice": (copied("ConcernRaised"), "effect_twice"),
    "a command that nobody sent": (ANOTHER_CONCERN, "unasked"),
    "an event id used twice": (SAME_ID, "event_id"),
    "an effect without a cause": (copied("ConcernRaised", actor="'service:learners'"), "uncaused"),
}


@pytest.mark.parametrize(("damage", "rule"), DAMAGE.values(), ids=DAMAGE)
def test_damage_to_a_log_shows(world: World, damage: str, rule: str) -> None:
    fault = world.fault_of(rule, "learners", damage)
    assert fault.story or rule == "head"


@pytest.mark.parametrize(("rule", "damage"), OF_THE_CONCERN.items())
def test_anything_else_in_place_of_what_was_recorded_shows(
    world: World, rule: str, damage: str
) -> None:
    assert "21" in world.fault_of(rule, "learners", damage).story[-1]


@pytest.mark.parametrize("damage", OF_A_HEAD.values(), ids=OF_A_HEAD)
def test_a_head_that_says_otherwise_shows(world: World, damage: str) -> None:
    assert world.rules("learners", damage) >= {"head"}


@pytest.mark.parametrize("by", ["+ 1", "- 1"])
def test_a_relay_beyond_the_log_or_behind_it_shows(world: World, by: str) -> None:
    damage = f"UPDATE relay_checkpoints SET position = position {by} WHERE authority = %(a)s"  # noqa: S608
    assert world.rules("learners", damage) == {"relay"}


def test_a_relay_may_be_behind_while_not_all_is_quiet(world: World) -> None:
    damage = "UPDATE relay_checkpoints SET position = position - 1 WHERE authority = %(a)s"
    assert world.rules("learners", damage, quiet=False) == set()


def test_an_erased_payload_is_no_fault_of_the_log(world: World) -> None:
    erased = "DELETE FROM payloads WHERE authority = %(a)s AND position = 2"
    assert world.rules("learners", erased) == set()


def test_a_story_is_no_longer_than_what_shows_the_fault(world: World) -> None:
    assert len(world.fault_of("chain", "learners", RECHAINED).story) == 2
    [lost] = world.fault_of("lost", "learners", TAKEN_OUT + "21").story
    assert lost.startswith(f"asked {world.authority} learners PUT learners /concerns/")
