from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from psycopg.errors import InsufficientPrivilege

from shared.relationships.places import PLACES
from shared.runtime.acting import acting, acting_as
from shared.runtime.query import Query
from tests.reaching import reaching_everyone
from tests.relating import person
from tests.shared.http.conftest import open_counter
from tests.shared.probe_service import PROBE, TALLIES
from tests.shared.probing import Probing, counter
from tests.stores import Store

Looks = Callable[[], list[tuple[Any, ...]]]


@pytest.fixture
def looks(probe_store: Store, authority: str) -> Looks:
    """Who looked at whose record in this test's authority, for what and in which request."""

    def recorded() -> list[tuple[Any, ...]]:
        with probe_store.connect() as connection:
            return connection.execute(
                "SELECT actor, action, request_id, subjects FROM reads WHERE authority = %s"
                " ORDER BY read_id",
                (authority,),
            ).fetchall()

    return recorded


def test_a_look_at_a_record_is_recorded_with_who_and_whose(
    own_teacher: FlaskClient, looks: Looks
) -> None:
    subject = uuid4()
    counter_id = open_counter(own_teacher, subject=subject)
    assert looks() == []
    own_teacher.get(f"/counters/{counter_id}", headers={"X-Request-Id": "request-1"})
    assert looks() == [(str(person("a-teacher")), "read_record", "request-1", [subject])]


def test_a_list_records_everybody_on_the_page_and_nobody_else(
    own_teacher: FlaskClient, looks: Looks
) -> None:
    subjects = [uuid4() for _ in range(4)]
    for subject in subjects:
        open_counter(own_teacher, subject=subject)
        open_counter(own_teacher, subject=subject)
    first = own_teacher.get("/counters?limit=3").get_json()
    shown = {UUID(row["subject_id"]) for row in first["items"]}
    ((_, _, _, recorded),) = looks()
    assert recorded == sorted(shown)
    own_teacher.get(f"/counters?limit=200&cursor={first['next']}")
    assert {subject for row in looks() for subject in row[3]} == set(subjects)


def test_a_replayed_record_is_a_look_too(own_teacher: FlaskClient, looks: Looks) -> None:
    subject = uuid4()
    open_counter(own_teacher, subject=subject)
    assert own_teacher.get(f"/subjects/{subject}/record").status_code == 200
    assert [row[3] for row in looks()] == [[subject]]


@pytest.mark.parametrize(
    "path", ["/counters", f"/counters/{uuid4()}", f"/subjects/{uuid4()}/record"]
)
def test_where_nothing_was_shown_nothing_is_recorded(
    own_teacher: FlaskClient, looks: Looks, path: str
) -> None:
    own_teacher.get(path)
    assert looks() == []


def test_what_cannot_be_recorded_is_not_shown(
    own_teacher: FlaskClient, looks: Looks, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter_id = open_counter(own_teacher)
    monkeypatch.setattr("shared.runtime.query.record_looks", failing)
    answer = own_teacher.get(f"/counters/{counter_id}")
    assert answer.status_code == 500
    assert str(counter_id) not in answer.get_data(as_text=True)
    assert looks() == []


def failing(*_: object) -> None:
    raise RuntimeError("no record of this look")


def test_a_look_that_postgres_does_not_record_is_not_answered(
    own_store: Store, authority: str
) -> None:
    """It is told only when the transaction ends, and nothing has been answered by then."""
    Probing(PROBE, own_store, authority).count(counter())
    tallies = Query(own_store.database(), TALLIES, PLACES)
    with acting_as(reaching_everyone(authority)):
        assert len(tallies.select({})) == 1
        with own_store.connect() as connection:
            connection.execute(f"REVOKE INSERT ON reads FROM {own_store.name}_writer".encode())
        with pytest.raises(InsufficientPrivilege):
            tallies.select({})
        with own_store.connect() as connection:
            connection.execute(f"GRANT INSERT ON reads TO {own_store.name}_writer".encode())
        assert len(tallies.select({})) == 1, "and its connection serves the next one"


def test_outside_a_request_nobody_can_look(probe_store: Store) -> None:
    with pytest.raises(LookupError):
        Query(probe_store.database(), TALLIES, PLACES).select({})
    with pytest.raises(LookupError):
        acting()
