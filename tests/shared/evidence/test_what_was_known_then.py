"""A record as of an instant holds what was recorded by then, whenever it was true."""

from datetime import datetime, timedelta
from typing import Any

from shared.runtime.replay import record_as_of
from shared.runtime.wall import EVERY_SCHOOL
from tests.shared.probing import WHEN, Probing, counter

YEARS = timedelta(days=4000)
RECORDED = "SELECT recorded_at FROM events WHERE authority = %s ORDER BY position"


def versions(log: Probing, subject: Any, as_of: datetime) -> list[int]:
    """The versions of the subject's streams in its record as of an instant."""
    with log.store.database("reader").confined(log.authority, EVERY_SCHOOL) as connection:
        record = record_as_of(connection, log.service, log.authority, subject, as_of)
    return [stream["version"] for stream in record["streams"]]


def test_what_is_told_late_was_not_known_when_it_was_true(probe: Probing) -> None:
    stream = counter()
    probe.count(stream, occurred_at=WHEN)
    probe.count(stream, occurred_at=WHEN - YEARS)
    first, second = (when for (when,) in probe.rows(RECORDED))
    assert versions(probe, stream.subject, WHEN - YEARS) == []
    assert versions(probe, stream.subject, first) == [1]
    assert versions(probe, stream.subject, second) == [2]


def test_what_is_said_to_be_true_later_is_known_as_soon_as_it_is_told(probe: Probing) -> None:
    stream = counter()
    probe.count(stream, occurred_at=WHEN + YEARS)
    ((recorded,),) = probe.rows(RECORDED)
    assert recorded < WHEN + YEARS
    assert versions(probe, stream.subject, recorded) == [1]
