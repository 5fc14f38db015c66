"""Inboxes, reactions and copied read models, damaged in each way that the rules forbid."""

import pytest

from tests.checking.damage import copied
from tests.checking.world import World

CHANGED = {
    "position": "900",
    "event_id": "gen_random_uuid()",
    "hash": "sha256(hash)",
    "stream_kind": "'another'",
    "stream_id": "gen_random_uuid()",
    "version": "900",
    "subject": "gen_random_uuid()",
    "school": "gen_random_uuid()",
    "occurred_at": "occurred_at + interval '1 microsecond'",
    "recorded_at": "recorded_at + interval '1 microsecond'",
    "actor": "'another'",
    "correlation": "gen_random_uuid()",
    "source": "'nobody'",
}
MADE_UP = """
INSERT INTO inbox SELECT (jsonb_populate_record(i, jsonb_build_object(
  'position', 23, 'arrival', 23, 'event_id', gen_random_uuid()))).*
FROM inbox i WHERE authority = %(a)s AND position = 7
"""
OF_AN_INBOX = {
    "the last message lost": (
        "DELETE FROM inbox WHERE authority = %(a)s AND position = 22",
        {"behind", "inbox_position", "arrival"},
    ),
    "a message lost": (
        "DELETE FROM inbox WHERE authority = %(a)s AND position = 9",
        {"copy", "arrival"},
    ),
    "a message that nobody sent": (
        MADE_UP,
        {"copy", "arrival", "inbox_position"},
    ),
    "an arrival skipped": (
        "UPDATE inbox SET arrival = 23 WHERE authority = %(a)s AND arrival = 22",
        {"arrival"},
    ),
    "arrivals miscounted": (
        "UPDATE inbox_heads SET arrival = 21 WHERE authority = %(a)s",
        {"arrival"},
    ),
    "a position noted too high": (
        "UPDATE inbox_positions SET position = 23 WHERE authority = %(a)s",
        {"inbox_position"},
    ),
    "somebody halted": (
        "INSERT INTO halted_subjects VALUES (%(a)s, gen_random_uuid(), 5, 'KeyError')",
        {"halted"},
    ),
}
MODELS = {
    ("learners", "chronology"): "detail = 'another'",
    ("targets", "places_at_school"): "school_id = gen_random_uuid()",
    ("assessments", "places_at_school"): "school_id = gen_random_uuid()",
    ("assessments", "heard_concerns"): "learner_id = gen_random_uuid()",
    ("assessments", "reviewed_targets"): "area = 'another'",
    ("notifications", "places_at_school"): "school_id = gen_random_uuid()",
    ("notifications", "parents_of_learner"): "linked_at = now()",
    ("notifications", "notices"): "state = 'waiting'",
    ("notifications", "deliveries"): "email_message_id = 'another'",
}


@pytest.mark.parametrize("column", CHANGED)
def test_a_message_that_is_not_as_it_was_sent_shows(world: World, column: str) -> None:
    damage = (
        f"UPDATE inbox SET {column} = {CHANGED[column]}"  # noqa: S608 - our own
        " WHERE authority = %(a)s AND position = 9"
    )
    fault = world.fault_of("copy", "assessments", damage)
    assert column == "source" or fault.story[1].startswith(f"log of {world.authority} learners")


@pytest.mark.parametrize(("damage", "rules"), OF_AN_INBOX.values(), ids=OF_AN_INBOX)
def test_an_inbox_that_is_not_the_log_shows(world: World, damage: str, rules: set[str]) -> None:
    """Of `targets`, which hears one log alone: its arrivals are that log's positions."""
    assert world.rules("targets", damage) == rules


def test_a_listener_may_be_behind_while_not_all_is_quiet(world: World) -> None:
    damage = """
    WITH lost AS (DELETE FROM inbox WHERE authority = %(a)s AND position > 20),
    noted AS (UPDATE inbox_positions SET position = 20 WHERE authority = %(a)s)
    UPDATE inbox_heads SET arrival = 20 WHERE authority = %(a)s
    """
    assert world.rules("targets", damage, quiet=False) == set()
    assert world.rules("targets", damage, quiet=True) == {"behind"}


@pytest.mark.parametrize(("place", "change"), MODELS.items(), ids=map(" ".join, MODELS))
def test_a_copied_row_that_does_not_follow_shows(
    world: World, place: tuple[str, str], change: str
) -> None:
    service, table = place
    changed = f"UPDATE {table} SET {change} WHERE authority = %(a)s"  # noqa: S608 - our own
    assert world.rules(service, changed) == {table}


@pytest.mark.parametrize(("service", "table"), MODELS)
def test_a_copied_row_that_is_missing_or_made_up_shows(
    world: World, service: str, table: str
) -> None:
    missing = f"DELETE FROM {table} WHERE authority = %(a)s"  # noqa: S608 - our own
    assert world.rules(service, missing) == {table}
    key = KEY.get(table, "learner_id")
    value = {"chronology": "999"}.get(table, "gen_random_uuid()")
    other = f", '{KEY_BESIDE[table]}', gen_random_uuid()" if table in KEY_BESIDE else ""
    made_up = (
        f"INSERT INTO {table} SELECT (jsonb_populate_record("  # noqa: S608 - our own
        f"t, jsonb_build_object('{key}', {value}{other}))).*"
        f" FROM {table} t WHERE authority = %(a)s LIMIT 1"
    )
    assert world.rules(service, made_up) == {table}


OF_A_CONCERN = "authority = %(a)s AND type LIKE '%%concern_raised.v1'"
TOLD = {
    "nothing": "type = 'wales.llwybr.withheld.v1', body = NULL",
    "something else": "type = 'wales.llwybr.learners.parent_unlinked.v1'",
    "another learner_id": "body = convert_to(replace(convert_from(body, 'UTF8'),"
    " '\"learner_id\":\"', '\"learner_id\":\"9'), 'UTF8')",
    "another area": "body = convert_to(replace(convert_from(body, 'UTF8'),"
    " 'reading', 'writing'), 'UTF8')",
    "more than is agreed": "body = convert_to(replace(convert_from(body, 'UTF8'),"
    " '{', '{\"observation\":\"Mae hi\",'), 'UTF8')",
}


@pytest.mark.parametrize("said", TOLD)
def test_a_message_that_says_otherwise_than_its_event_shows(world: World, said: str) -> None:
    """Of `targets`, which keeps nothing of a concern, so that no copy differs as well."""
    damage = f"UPDATE inbox SET {TOLD[said]} WHERE {OF_A_CONCERN}"  # noqa: S608 - our own
    fault = world.fault_of("told", "targets", damage)
    assert said in fault.what
    assert world.rules("targets", damage) == {"told"}


KEY = {
    "chronology": "position",
    "heard_concerns": "concern_id",
    "reviewed_targets": "target_id",
}
KEY_BESIDE = {"notices": "notice_id", "deliveries": "notice_id"}


def test_a_message_that_led_to_something_twice_shows(world: World) -> None:
    again = copied("NoticeRaised")
    fault = world.fault_of("reaction_twice", "notifications", again)
    assert len(fault.story) == 3
    assert fault.story[0].startswith(f"inbox of {world.authority} notifications")


def test_a_reaction_to_nothing_shows(world: World) -> None:
    damage = (
        "UPDATE events SET causation = gen_random_uuid()"
        " WHERE authority = %(a)s AND type = 'NoticeRaised'"
    )
    assert world.rules("notifications", damage) >= {"uncaused", "notice_missing", "notice_undue"}
