"""What a decision and the record of looks cost: requests with each of them, and with it left out.

What is left out is left out in this process alone; there is no such switch in a service.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from statistics import median
from typing import Any
from uuid import UUID, uuid4

import structlog
from flask import Flask
from flask.testing import FlaskClient

from deploy.demo.authority import authority, roster_zip
from deploy.demo.people import StaffMember
from shared.access.actor import Identity
from shared.access.policy import reach
from shared.access.roles import Kind
from shared.runtime import query
from shared.runtime.ledger import Ledger
from shared.runtime.web import create_app
from tests.bench.bed import Bed
from tests.bench.figures import Figure, milliseconds
from tests.bench.timing import Work, ratio, turns
from tests.issuing import Issuer, issuer_running
from tests.wiring import wiring

ROUNDS = 9
WITHOUT = {"standing": "the standing known", "looks": "no look recorded", "both": "neither"}


def measure(bed: Bed) -> Iterator[Figure]:
    """The real application of `learners` in this process, with 600 learners of three schools."""
    service = wiring("learners").SERVICE
    store = bed.stores.get("access", *service.migration_folders)
    with issuer_running() as issuer, open(os.devnull, "w") as nowhere:  # noqa: PTH123 - no file
        app = create_app(service, wiring("learners").blueprints, issuer.settings(store))
        structlog.configure(logger_factory=structlog.WriteLoggerFactory(nowhere))
        ledger: Ledger = app.extensions["llwybr"]
        try:
            _import(_client(app, issuer, "integration", str(uuid4())))
            yield from _measured(bed, app, issuer, ledger)
        finally:
            ledger.database.close()


def _measured(bed: Bed, app: Flask, issuer: Issuer, ledger: Ledger) -> Iterator[Figure]:
    school = authority().schools[0]
    one = f"/learners/{school.learners[0].learner_id}"
    for member in (school.alnco, school.classes[0].teacher):
        client = _client(app, issuer, member.role, str(member.staff_member_id))
        for what, path in (("One learner", one), ("A page of 50 learners", "/learners?limit=50")):
            yield from _compared(bed, f"{what} read by {_name(member)}", client, path, ledger)
        yield _decided(bed, member, ledger)
    elsewhere = authority().schools[1].learners[0].learner_id
    yield _denied(
        bed, _client(app, issuer, school.alnco.role, str(school.alnco.staff_member_id)), elsewhere
    )


def _denied(bed: Bed, client: FlaskClient, learner: UUID) -> Figure:
    """Whether the time of an answer tells that there is a record."""

    def ask(one: UUID) -> Work:
        def work() -> None:
            assert client.get(f"/learners/{one}").status_code == 404

        return work

    took = turns({"denied": ask(learner), "unknown": ask(uuid4())}, bed.sized(100, 25), ROUNDS)
    return Figure(
        what="A learner of another school asked for",
        ours=milliseconds(median(took["denied"])),
        beside=f"one there is not {milliseconds(median(took['unknown']))}",
        ratio=ratio(took["denied"], took["unknown"]),
    )


def _compared(
    bed: Bed, what: str, client: FlaskClient, path: str, ledger: Ledger
) -> Iterator[Figure]:
    known = _standing_of(client, path, ledger)

    def ask() -> None:
        assert client.get(path).status_code == 200

    def without(*left_out: tuple[Any, str, Any]) -> Work:
        return lambda: _asked(ask, left_out)

    standing = (Ledger, "standing", lambda *_: known)
    looks = (query, "record_looks", lambda *_: None)
    works: dict[str, Work] = {
        "whole": ask,
        "standing": without(standing),
        "looks": without(looks),
        "both": without(standing, looks),
    }
    took = turns(works, bed.sized(40, 10), ROUNDS)
    for name, words in WITHOUT.items():
        yield Figure(
            what=what,
            ours=milliseconds(median(took["whole"])),
            beside=f"{words} {milliseconds(median(took[name]))}",
            ratio=ratio(took["whole"], took[name]),
        )


def _decided(bed: Bed, member: StaffMember, ledger: Ledger) -> Figure:
    """The decision alone: who this is to everyone, and whom that reaches."""
    who = Identity(authority().code, str(member.staff_member_id), Kind.STAFF)

    def decide() -> None:
        assert reach(ledger.standing(who, datetime.now(UTC)), "read_learner")

    def select() -> None:
        with ledger.database.transaction() as connection:
            connection.execute("SELECT 1").fetchone()

    took = turns({"ours": decide, "plain": select}, bed.sized(200, 50), ROUNDS)
    return Figure(
        what=f"The decision alone, for {_name(member)}",
        ours=milliseconds(median(took["ours"])),
        beside=f"SELECT 1 in a transaction {milliseconds(median(took['plain']))}",
        ratio=ratio(took["ours"], took["plain"]),
    )


def _standing_of(client: FlaskClient, path: str, ledger: Ledger) -> Any:
    """How the sender of a request stands, found as the request finds it."""
    found: list[Any] = []
    read = Ledger.standing

    def noted(known: Ledger, who: Identity, now: datetime) -> Any:
        found.append(read(known, who, now))
        return found[-1]

    _asked(lambda: client.get(path), [(type(ledger), "standing", noted)])
    return found[-1]


def _asked(ask: Callable[[], Any], left_out: Any) -> None:
    with _all_switched(left_out):
        ask()


@contextmanager
def _all_switched(switches: Any) -> Iterator[None]:
    """Each (owner, name) is this within the block."""
    before = [(owner, name, getattr(owner, name)) for owner, name, _ in switches]
    try:
        for owner, name, instead in switches:
            setattr(owner, name, instead)
        yield
    finally:
        for owner, name, was in before:
            setattr(owner, name, was)


def _client(app: Flask, issuer: Issuer, role: str, who: str) -> FlaskClient:
    client = app.test_client()
    token = issuer.token(role, who, authority().code)
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    return client


def _import(supplier: FlaskClient) -> None:
    path = f"/roster-imports/{uuid4()}"
    answer = supplier.put(path, data=roster_zip(), content_type="application/zip")
    assert answer.status_code == 201, answer.text


def _name(member: StaffMember) -> str:
    return {"alnco": "an ALNCo", "class_teacher": "a class teacher"}[member.role]
