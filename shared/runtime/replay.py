"""One subject's record as of an instant: the state of every stream about it, as then known."""

from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection

from shared.contracts import codec
from shared.modelling.recorded import Recorded
from shared.runtime.log_reader import log_of_subject, own_fact
from shared.runtime.service import Service


def record_as_of(
    connection: Connection, service: Service, authority: str, subject: UUID, as_of: datetime
) -> dict[str, Any]:
    """The service's record of a subject, replayed from the log up to what was recorded by `as_of`.

    JSON values: the position it stands at, and per stream its kind, id, version, state, and every
    event with who, when it was true and when it was recorded. Recorded times never run backwards
    in an authority's log, so an instant names one position.
    """
    streams: dict[tuple[str, UUID], list[Recorded]] = {}
    position = 0
    for envelope in log_of_subject(connection, service.name, authority, subject):
        if envelope.recorded_at > as_of:
            break
        fact = own_fact(service, envelope)
        streams.setdefault((fact.stream_kind, fact.stream_id), []).append(fact)
        position = envelope.position
    return {
        "service": service.name,
        "subject": str(subject),
        "as_of": codec.to_plain(as_of),
        "position": position,
        "streams": [_stream(service, facts) for facts in streams.values()],
    }


def _stream(service: Service, facts: list[Recorded]) -> dict[str, Any]:
    decider = service.aggregate[facts[0].stream_kind].decider
    state = decider.initial
    for fact in facts:
        if fact.event is not None:
            state = decider.evolve(state, fact.event)
    return {
        "kind": facts[0].stream_kind,
        "id": str(facts[0].stream_id),
        "version": facts[-1].version,
        "state": codec.to_plain(state),
        "events": [_event(fact) for fact in facts],
    }


def _event(fact: Recorded) -> dict[str, Any]:
    return {
        "version": fact.version,
        "position": fact.position,
        "type": type(fact.event).__name__ if fact.event is not None else None,
        "erased": fact.event is None,
        "occurred_at": codec.to_plain(fact.occurred_at),
        "recorded_at": codec.to_plain(fact.recorded_at),
        "actor": fact.actor,
        "data": codec.to_plain(fact.event),
    }
