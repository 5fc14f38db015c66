from uuid import uuid4

import psycopg
import pytest
from flask.testing import FlaskClient

from shared.runtime.conflicts import VersionConflict
from shared.runtime.settings import Settings
from shared.runtime.web import create_app
from tests.shared.http.conftest import Open, problem
from tests.shared.probe_api import blueprints
from tests.shared.probe_service import PROBE


@pytest.mark.parametrize(
    "path", ["/", "/nowhere", "/counters/not-an-id", "/counters/", "/docs/assets/../../settings.py"]
)
def test_an_unknown_route_is_not_found(teacher: FlaskClient, path: str) -> None:
    assert problem(teacher.get(path)) == (404, "not_found", None)


def test_a_route_used_otherwise_tells_how_it_may_be_used(teacher: FlaskClient) -> None:
    answer = teacher.delete(f"/counters/{uuid4()}")
    assert problem(answer) == (405, "method_not_allowed", None)
    assert {"GET", "PUT"} <= set(answer.headers["Allow"].split(", "))


@pytest.mark.parametrize("given", ["abc-123", "a" * 64, "0_1"])
def test_a_request_id_is_given_back(teacher: FlaskClient, given: str) -> None:
    answer = teacher.get("/counters", headers={"X-Request-Id": given})
    assert answer.headers["X-Request-Id"] == given


@pytest.mark.parametrize("given", ["", "a b", "a" * 65, "<script>", "é", "a\tb"])
def test_a_request_id_that_could_do_harm_is_replaced(teacher: FlaskClient, given: str) -> None:
    answer = teacher.get("/counters", headers={"X-Request-Id": given})
    assert len(answer.headers["X-Request-Id"]) == 24
    assert answer.headers["X-Request-Id"].isalnum()


@pytest.mark.parametrize("path", ["/counters", "/nowhere", "/livez"])
def test_no_answer_is_kept_or_guessed_at(teacher: FlaskClient, path: str) -> None:
    answer = teacher.get(path)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_what_nobody_foresaw_tells_nothing(teacher: FlaskClient) -> None:
    answer = teacher.post(f"/faults/{uuid4()}", json={"names": ["Canary-Bronwen"]})
    assert problem(answer) == (500, "unexpected", None)
    assert "Canary" not in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (VersionConflict("counter"), (409, "version_conflict", None)),
        (psycopg.OperationalError("away"), (503, "store_unavailable", None)),
        (psycopg.errors.LockNotAvailable("busy"), (503, "store_unavailable", None)),
        (psycopg.errors.AdminShutdown("bye"), (503, "store_unavailable", None)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_passes_by_itself_may_be_tried_again(
    teacher: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    told: tuple[int, str, str | None],
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("shared.runtime.ledger.execute.execute", fail)
    answer = teacher.post(f"/counters/{uuid4()}/counts", json={"names": ["Siân"]})
    assert problem(answer) == told
    assert ("Retry-After" in answer.headers) == (told[0] == 503)


def test_the_process_is_alive_and_ready(teacher: FlaskClient) -> None:
    assert teacher.get("/livez").get_json() == {"status": "alive"}
    assert teacher.get("/readyz").get_json() == {"status": "ready"}


def test_without_its_database_a_process_is_alive_and_not_ready() -> None:
    settings = Settings(database="host=127.0.0.1 port=1 connect_timeout=1", issuer="https://i.test")
    app = create_app(PROBE, blueprints, settings)
    client = app.test_client()
    assert client.get("/livez").status_code == 200
    answer = client.get("/readyz")
    assert (answer.status_code, answer.get_json()["for"]) == (503, "database")
    app.extensions["llwybr"].database.close()


def test_metrics_count_answers_by_route_and_name_nobody(teacher: FlaskClient, opened: Open) -> None:
    counter_id = opened("Canary-Bronwen")
    teacher.get(f"/counters/{counter_id}")
    told = teacher.get("/metrics").get_data(as_text=True)
    route = 'route="/counters/<uuid:counter_id>"'
    assert f'llwybr_requests_total{{method="GET",{route},status="200"}}' in told
    assert str(counter_id) not in told
    assert "Canary" not in told
