"""Log lines are JSON with ids and codes; nobody's name is ever in one."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any
from uuid import uuid4

import psycopg
import pytest
import structlog
from flask.testing import FlaskClient

from shared.runtime.log import configure_logging
from tests.relating import person
from tests.shared.http.conftest import open_counter
from tests.web_client import WebClient

CANARY = "Canary-Bronwen-7f3a"
Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def lines(web: WebClient, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lines]:
    """Every line written meanwhile, each read as JSON."""
    written, before = io.StringIO(), structlog.get_config()
    handlers = logging.getLogger().handlers[:]
    monkeypatch.setattr("sys.stdout", written)
    configure_logging(web.app.name, "web")
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    assert CANARY not in written.getvalue()
    structlog.configure(**before)
    logging.getLogger().handlers[:] = handlers


def test_a_request_is_one_line_with_who_what_and_how_long(
    own_teacher: FlaskClient, lines: Lines, authority: str
) -> None:
    open_counter(own_teacher, CANARY)
    own_teacher.get(f"/counters?last={CANARY}", headers={"X-Request-Id": "request-1"})
    asked, listed = lines()
    assert (asked["event"], asked["method"], asked["status"]) == ("request", "PUT", 201)
    assert listed["route"] == "/counters"
    assert listed["request_id"] == "request-1"
    assert (listed["actor"], listed["authority"]) == (str(person("a-teacher")), authority)
    assert listed["milliseconds"] >= 0
    assert (listed["service"], listed["process"], listed["level"]) == ("probe", "web", "info")
    assert listed["timestamp"].endswith("Z")


def test_a_refusal_and_a_bad_request_name_nobody(own_teacher: FlaskClient, lines: Lines) -> None:
    path = f"/counters/{uuid4()}"
    own_teacher.put(path, json={"names": [CANARY], "subject_id": CANARY, CANARY: CANARY})
    own_teacher.put(path, data=f'{{"{CANARY}": 1, "{CANARY}": 2}}', content_type="application/json")
    own_teacher.put(path, json={"names": [CANARY, ""], "subject_id": str(uuid4())})
    own_teacher.get(f"/{CANARY}?name={CANARY}", headers={"X-Request-Id": "r", "X-Name": CANARY})
    assert [line["status"] for line in lines()] == [422, 400, 409, 404]


def test_a_bug_is_told_by_its_kind_and_place_without_its_words(
    own_teacher: FlaskClient, lines: Lines
) -> None:
    own_teacher.post(f"/faults/{uuid4()}", json={"names": [CANARY]})
    failed, request = lines()
    assert (failed["event"], failed["error"]) == ("request_failed", "RuntimeError")
    assert failed["exception"][0]["exc_type"] == "RuntimeError"
    assert failed["exception"][0]["frames"][-1]["name"] == "fail"
    assert request["status"] == 500


def test_what_the_database_says_of_a_row_is_not_told(
    own_teacher: FlaskClient, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    def violate(*_: object) -> None:
        raise psycopg.errors.CheckViolation(f"DETAIL: Failing row contains ({CANARY}).")

    monkeypatch.setattr("shared.runtime.ledger.execute.execute", violate)
    own_teacher.post(f"/counters/{uuid4()}/counts", json={"names": [CANARY]})
    assert lines()[0]["error"] == "CheckViolation"


def fail() -> None:
    raise ValueError(CANARY)


def fail_because_of_another() -> None:
    try:
        fail()
    except ValueError as error:
        error.add_note(CANARY)
        raise KeyError(CANARY) from error


def test_what_caused_an_error_is_not_quoted_either(lines: Lines) -> None:
    try:
        fail_because_of_another()
    except KeyError:
        structlog.get_logger().exception("failed")
    (line,) = lines()
    assert [one["exc_type"] for one in line["exception"]] == ["KeyError", "ValueError"]


def test_a_librarys_line_is_kept_without_its_arguments(lines: Lines) -> None:
    logging.getLogger("library").warning("lost %s of %s", CANARY, "somebody")
    logging.getLogger("library").info("chatter")
    try:
        fail()
    except ValueError:
        logging.getLogger("library").exception("failed for %s", CANARY)
    told = [(line["library"], line["message"], line["level"]) for line in lines()]
    assert told == [
        ("library", "lost %s of %s", "warning"),
        ("library", "failed for %s", "error"),
    ]


def test_a_line_names_the_service_and_process_whichever_thread_writes_it(lines: Lines) -> None:
    thread = Thread(target=lambda: structlog.get_logger().info("said"))
    thread.start()
    thread.join()
    structlog.get_logger().info("said")
    assert [(line["service"], line["process"]) for line in lines()] == [("probe", "web")] * 2
