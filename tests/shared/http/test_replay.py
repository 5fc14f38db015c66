"""The record of one subject as of any instant: what was known then, and who knew it."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from tests.relating import person
from tests.shared.http.conftest import open_counter, problem

BEFORE_ALL = datetime(2020, 1, 1, tzinfo=UTC)


def record(client: FlaskClient, subject: UUID, as_of: datetime | str | None = None) -> Any:
    """The record, as an answer."""
    if as_of is None:
        return client.get(f"/subjects/{subject}/record")
    text = as_of if isinstance(as_of, str) else as_of.isoformat()
    return client.get(f"/subjects/{subject}/record?as_of={quote(text)}")


def recorded(client: FlaskClient, subject: UUID) -> list[datetime]:
    """When each event of the subject's only stream was recorded."""
    (stream,) = record(client, subject).get_json()["streams"]
    return [datetime.fromisoformat(event["recorded_at"]) for event in stream["events"]]


@pytest.fixture
def history(own_teacher: FlaskClient) -> tuple[UUID, UUID]:
    """A counter of three events, and its subject."""
    subject = uuid4()
    counter_id = open_counter(own_teacher, "Siân", subject=subject)
    own_teacher.post(f"/counters/{counter_id}/counts", json={"names": ["Llŷr"]})
    own_teacher.put(f"/counters/{counter_id}/end", headers={"If-Match": '"2"'})
    return counter_id, subject


def test_a_record_holds_every_event_with_who_and_when(
    own_teacher: FlaskClient, history: tuple[UUID, UUID]
) -> None:
    counter_id, subject = history
    told = record(own_teacher, subject).get_json()
    (stream,) = told["streams"]
    assert (told["service"], told["subject"]) == ("probe", str(subject))
    assert told["position"] == stream["events"][-1]["position"]
    assert (stream["kind"], stream["id"], stream["version"]) == ("counter", str(counter_id), 3)
    assert stream["state"] == {"count": 2, "closed": True}
    assert [event["type"] for event in stream["events"]] == ["Counted", "Counted", "Closed"]
    assert [event["data"].get("name") for event in stream["events"]] == ["Siân", "Llŷr", None]
    assert {event["actor"] for event in stream["events"]} == {str(person("a-teacher"))}
    assert [event["version"] for event in stream["events"]] == [1, 2, 3]
    assert not any(event["erased"] for event in stream["events"])


def test_before_the_first_event_nothing_was_known(
    own_teacher: FlaskClient, history: tuple[UUID, UUID]
) -> None:
    first = recorded(own_teacher, history[1])[0]
    for instant in (BEFORE_ALL, first - timedelta(microseconds=1)):
        told = record(own_teacher, history[1], instant).get_json()
        assert (told["streams"], told["position"]) == ([], 0)
        assert datetime.fromisoformat(told["as_of"]) == instant


@pytest.mark.parametrize(
    ("known", "state"),
    [
        (1, {"count": 1, "closed": False}),
        (2, {"count": 2, "closed": False}),
        (3, {"count": 2, "closed": True}),
    ],
)
def test_between_events_only_the_earlier_were_known(
    own_teacher: FlaskClient,
    history: tuple[UUID, UUID],
    known: int,
    state: dict[str, object],
) -> None:
    times = recorded(own_teacher, history[1])
    for instant in (times[known - 1], [*times, datetime.max.replace(tzinfo=UTC)][known]):
        as_of = instant if instant == times[known - 1] else instant - timedelta(microseconds=1)
        (stream,) = record(own_teacher, history[1], as_of).get_json()["streams"]
        assert (stream["version"], stream["state"]) == (known, state)
        assert len(stream["events"]) == known


def test_an_instant_may_be_told_in_any_zone(
    own_teacher: FlaskClient, history: tuple[UUID, UUID]
) -> None:
    second = recorded(own_teacher, history[1])[1]
    for shift in (-7, 0, 5.75):
        local = (second + timedelta(hours=shift)).replace(tzinfo=None)
        zone = f"{'-' if shift < 0 else '+'}{int(abs(shift)):02}:{int(abs(shift) % 1 * 60):02}"
        (stream,) = record(own_teacher, history[1], f"{local.isoformat()}{zone}").get_json()[
            "streams"
        ]
        assert stream["version"] == 2


def test_the_record_is_of_every_stream_of_the_subject_and_of_no_other(
    own_teacher: FlaskClient,
) -> None:
    subject = uuid4()
    counters = {str(open_counter(own_teacher, subject=subject)) for _ in range(3)}
    open_counter(own_teacher)
    streams = record(own_teacher, subject).get_json()["streams"]
    assert {stream["id"] for stream in streams} == counters


def test_another_authority_sees_nothing(
    own_teacher: FlaskClient, teacher: FlaskClient, history: tuple[UUID, UUID]
) -> None:
    assert record(own_teacher, history[1]).status_code == 200
    assert problem(record(teacher, history[1])) == (404, "not_found", None)
    open_counter(teacher, "Angharad", subject=history[1])
    (stream,) = record(teacher, history[1]).get_json()["streams"]
    assert stream["state"] == {"count": 1, "closed": False}


@pytest.mark.parametrize("as_of", ["2026-11-24T09:30:00", "2026-11-24", "yesterday", "0", ""])
def test_an_instant_without_a_zone_is_none(own_teacher: FlaskClient, as_of: str) -> None:
    assert problem(record(own_teacher, uuid4(), as_of)) == (422, "request_invalid", "as_of")


def test_an_erased_payload_leaves_the_event_and_who_and_when(
    own_teacher: FlaskClient, history: tuple[UUID, UUID], probe_store: Any, authority: str
) -> None:
    with probe_store.connect("owner") as owner:
        owner.execute("DELETE FROM payloads WHERE authority = %s AND position = 1", (authority,))
    (stream,) = record(own_teacher, history[1]).get_json()["streams"]
    erased, kept = stream["events"][:2]
    assert (erased["erased"], erased["type"], erased["data"]) == (True, None, None)
    assert (erased["actor"], erased["version"]) == (str(person("a-teacher")), 1)
    assert kept["data"]["name"] == "Llŷr"
    assert stream["state"] == {"count": 1, "closed": True}
