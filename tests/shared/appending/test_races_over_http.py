"""Two clients, each with a connection of its own to a real server, race for one stream."""

import json
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from http.client import HTTPConnection
from typing import Any
from uuid import UUID, uuid4

import pytest
import structlog
from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from shared.modelling.decider import Decider
from shared.runtime.execute import ATTEMPTS
from shared.runtime.service import Aggregate, Service, Stream
from shared.runtime.web import create_app
from tests.issuing import Issuer
from tests.relating import Relations, person
from tests.shared.appending.holding import hold
from tests.shared.at_once import meanwhile, wait_for_locks
from tests.shared.probe_api import blueprints
from tests.shared.probe_service import (
    COUNTER,
    PROBE,
    Closed,
    Count,
    Counted,
    Counter,
    Event,
    decide,
)
from tests.shared.probing import Probing
from tests.stores import Store

SLOW = "Slow"
LOOPBACK = "127.0.0.1"
Told = tuple[int, dict[str, Any], str | None]


@dataclass
class Rivals:
    """What the rival does each time that the slow one has read the stream and decides."""

    ask: list[Callable[[], Told]]
    told: list[Told]

    def decide(self, counter: Counter, command: Any) -> list[Event]:
        if isinstance(command, Count) and SLOW in command.names and self.ask:
            self.told.append(self.ask.pop()())
        return decide(counter, command)


@dataclass(frozen=True)
class Client:
    """A teacher with a connection of her own."""

    port: int
    token: str

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Told:
        """Send a request; the status, what the answer says, and its ETag."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        known = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        with closing(HTTPConnection(LOOPBACK, self.port, timeout=60)) as connection:
            sent = None if body is None else json.dumps(body)
            connection.request(method, path, sent, known | named)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read()), answer.headers["ETag"]

    def open(self, counter_id: UUID, *names: str, subject: UUID) -> Told:
        body = {"names": names or ["Siân"], "subject_id": str(subject)}
        return self.ask("PUT", f"/counters/{counter_id}", body)

    def count(self, counter_id: UUID, name: str, **headers: str) -> Told:
        return self.ask("POST", f"/counters/{counter_id}/counts", {"names": [name]}, **headers)


class Quiet(WSGIRequestHandler):
    """Says nothing on standard error."""

    def log(self, *_: object) -> None: ...


@contextmanager
def serving(app: Flask) -> Iterator[int]:
    """A real server on the loopback, with a thread for each request; its port."""
    server = make_server(LOOPBACK, 0, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def rivals() -> Rivals:
    return Rivals([], [])


@pytest.fixture
def clients(
    rivals: Rivals, probe_store: Store, issuer: Issuer, authority: str
) -> Iterator[tuple[Client, Client]]:
    """Two of them, at the probe's application; `rivals` are asked while a slow one decides."""
    late = Decider(COUNTER.initial, rivals.decide, COUNTER.evolve)
    service: Service = replace(PROBE, aggregates=(Aggregate("counter", late, (Counted, Closed)),))
    app = create_app(service, blueprints, issuer.settings(probe_store))
    structlog.configure(logger_factory=structlog.WriteLoggerFactory(sys.__stdout__))
    people = [str(person(name)) for name in ("one", "other")]
    for who in people:
        Relations(probe_store, authority).post_of(UUID(who), "alnco")
    tokens = [issuer.token("alnco", who, authority) for who in people]
    with serving(app) as port, closing(app.extensions["llwybr"].database):
        one, other = (Client(port, token) for token in tokens)
        yield one, other


@pytest.fixture
def opened(clients: tuple[Client, Client]) -> Stream:
    """A counter at version 1."""
    stream = Stream("counter", uuid4(), uuid4())
    assert stream.subject is not None
    assert clients[0].open(stream.id, subject=stream.subject)[0] == 201
    return stream


def at_once(probe: Probing, held: Stream, *asked: Callable[[], Told]) -> list[Told]:
    """Both have read the stream before either may write it."""
    with probe.store.connect() as holder:
        holder.execute("BEGIN")
        hold(holder, "stream_heads", probe.authority, held)
        with meanwhile(*asked) as answers:
            wait_for_locks(probe.store, len(asked))
            holder.execute("ROLLBACK")
    return sorted((one.result() for one in answers), key=lambda told: told[0])


def test_who_loses_a_race_is_tried_again_and_both_are_in(
    probe: Probing, rivals: Rivals, clients: tuple[Client, Client], opened: Stream
) -> None:
    one, other = clients
    rivals.ask = [partial(other.count, opened.id, "Llŷr")]
    told = one.count(opened.id, SLOW)
    assert [answer[1]["version"] for answer in (*rivals.told, told)] == [2, 3]
    assert probe.names([opened]) == ["Siân", "Llŷr", SLOW]


def test_of_two_that_upon_one_etag_write_at_once_one_is_told_it_is_stale(
    probe: Probing, clients: tuple[Client, Client], opened: Stream
) -> None:
    one, other = clients
    _, _, seen = one.ask("GET", f"/counters/{opened.id}")
    assert seen == '"1"'
    won, lost = at_once(
        probe,
        opened,
        partial(one.count, opened.id, "Siân", If_Match=seen),
        partial(other.count, opened.id, "Llŷr", If_Match=seen),
    )
    assert (won[0], won[1]["version"], won[2]) == (200, 2, '"2"')
    assert (lost[0], lost[1]["code"]) == (412, "version_stale")
    assert len(probe.names([opened])) == 2
    _, _, seen_now = other.ask("GET", f"/counters/{opened.id}")
    assert other.count(opened.id, "Llŷr", If_Match=str(seen_now))[0] == 200


def test_without_an_etag_both_that_write_at_once_are_in(
    probe: Probing, clients: tuple[Client, Client], opened: Stream
) -> None:
    one, other = clients
    asked = (partial(one.count, opened.id, "a"), partial(other.count, opened.id, "b"))
    told = at_once(probe, opened, *asked)
    assert [answer[0] for answer in told] == [200, 200]
    assert sorted(answer[1]["version"] for answer in told) == [2, 3]
    assert sorted(probe.names([opened])) == ["Siân", "a", "b"]


def test_who_loses_every_race_is_told_and_may_send_it_again(
    probe: Probing, rivals: Rivals, clients: tuple[Client, Client], opened: Stream
) -> None:
    one, other = clients
    rivals.ask = [partial(other.count, opened.id, "Llŷr")] * ATTEMPTS
    key = str(uuid4())
    status, problem, _ = one.count(opened.id, SLOW, Idempotency_Key=key)
    assert (status, problem["code"]) == (409, "version_conflict")
    assert SLOW not in probe.names([opened])
    again = [one.count(opened.id, SLOW, Idempotency_Key=key) for _ in range(2)]
    assert [answer[0] for answer in again] == [200, 200]
    assert again[0] == again[1]
    assert probe.names([opened]).count(SLOW) == 1


def test_of_two_that_open_one_counter_differently_at_once_one_is_refused(
    probe: Probing, clients: tuple[Client, Client]
) -> None:
    stream = Stream("counter", uuid4(), uuid4())
    assert stream.subject is not None
    told = at_once(
        probe,
        stream,
        *(
            partial(client.open, stream.id, name, subject=stream.subject)
            for client, name in zip(clients, "ab", strict=True)
        ),
    )
    assert [answer[0] for answer in told] == [201, 409]
    assert told[1][1]["code"] == "command_id_reused"
    assert len(probe.names([stream])) == 1


def test_one_put_sent_twice_at_once_is_carried_out_once_and_answered_alike(
    probe: Probing, clients: tuple[Client, Client]
) -> None:
    stream = Stream("counter", uuid4(), uuid4())
    assert stream.subject is not None
    put = partial(clients[0].open, stream.id, "a", subject=stream.subject)
    told = at_once(probe, stream, put, put)
    assert told[0] == told[1]
    assert told[0][0] == 201
    assert probe.names([stream]) == ["a"]
