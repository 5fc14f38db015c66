"""Did everything that a service did by itself follow from something, and only once?"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tests.checking.faults import Fault, of_event, of_heard
from tests.checking.rows import Records, Row


def caused(records: Records) -> Iterator[Fault]:
    """What a service did names what it followed from: a message it heard, or its own event."""
    heard = {row.event_id for row in records["inbox"]}
    own: set[Any] = set()
    for row in records["events"]:
        by_itself = row.actor.startswith("service:")
        if by_itself and row.causation not in heard | own:
            what = f"{row.type} at {row.position} follows from nothing that {records.service} knows"
            yield Fault("uncaused", what, (of_event(records.service, row),))
        own.add(row.event_id)


def reacted_once(records: Records) -> Iterator[Fault]:
    """A message led to at most one event of each type in any stream."""
    heard = {row.event_id: row for row in records["inbox"]}
    found: dict[tuple[Any, ...], list[Row]] = {}
    for row in records["events"]:
        if row.causation in heard and row.actor.startswith("service:"):
            found.setdefault((row.causation, row.stream_id, row.type), []).append(row)
    for (causation, _, kind), events in found.items():
        if len(events) > 1:
            what = f"one message led to {len(events)} times {kind}"
            story = (of_heard(records.service, heard[causation]), *_told(records, events))
            yield Fault("reaction_twice", what, story)


def event_ids(every: Mapping[tuple[str, str], Records]) -> Iterator[Fault]:
    """No event id stands twice: not in any two logs, nor twice in one inbox."""
    seen: dict[Any, str] = {}
    for (_, service), records in every.items():
        yield from _repeated(
            seen, ((row.event_id, of_event(service, row)) for row in records["events"])
        )
        in_inbox = ((row.event_id, of_heard(service, row)) for row in records["inbox"])
        yield from _repeated({}, in_inbox)


def _repeated(seen: dict[Any, str], told: Iterable[tuple[Any, str]]) -> Iterator[Fault]:
    for event_id, line in told:
        if event_id in seen:
            yield Fault("event_id", f"event {event_id} is there twice", (seen[event_id], line))
        seen[event_id] = line


def _told(records: Records, events: Iterable[Row]) -> Iterator[str]:
    return (of_event(records.service, row) for row in events)
