import base64
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import orjson
import pytest
from flask.testing import FlaskClient

from tests.shared.http.conftest import open_counter, problem
from tests.web_client import WebClient


def pages(client: FlaskClient, limit: int, query: str = "") -> Iterator[list[dict[str, Any]]]:
    """Every page of the list, from the first cursor to the last."""
    cursor = ""
    while True:
        answer = client.get(f"/counters?limit={limit}{query}{cursor}")
        page = answer.get_json()
        assert answer.status_code == 200, page
        yield page["items"]
        if page["next"] is None:
            return
        cursor = f"&cursor={page['next']}"


@pytest.mark.parametrize("limit", [1, 3, 7, 8, 200])
def test_pages_hold_every_row_once_and_in_order(own_teacher: FlaskClient, limit: int) -> None:
    opened = [open_counter(own_teacher, *("a" * (1 + nth % 3))) for nth in range(7)]
    found = list(pages(own_teacher, limit))
    rows = [row for page in found for row in page]
    assert sorted(row["counter_id"] for row in rows) == sorted(map(str, opened))
    assert [row["count"] for row in rows] == [1, 1, 1, 2, 2, 3, 3]
    assert [len(page) for page in found[:-1]] == [limit] * (len(found) - 1)
    assert found[-1], "the last page is not empty"


def test_a_list_of_nothing_is_one_empty_page(own_teacher: FlaskClient) -> None:
    assert own_teacher.get("/counters").get_json() == {"items": [], "next": None}


def test_rows_added_while_somebody_pages_cost_nothing(own_teacher: FlaskClient) -> None:
    opened = {str(open_counter(own_teacher, "a", "b")) for _ in range(6)}
    seen = list[str]()
    for nth, page in enumerate(pages(own_teacher, 2)):
        seen += [row["counter_id"] for row in page]
        if nth < 3:
            open_counter(own_teacher, "a")
            open_counter(own_teacher, "a", "b", "c")
    assert len(seen) == len(set(seen))
    assert opened <= set(seen)


def test_a_filter_holds_on_every_page(own_teacher: FlaskClient) -> None:
    for name in "abcabc":
        open_counter(own_teacher, name)
    rows = [row for page in pages(own_teacher, 1, "&last=b") for row in page]
    assert [row["last"] for row in rows] == ["b", "b"]


def test_rows_in_the_order_of_any_text_are_paged(own_teacher: FlaskClient) -> None:
    names = ["ŵ", "'; DROP TABLE tallies; --", '"', "\\", "a b+c/d?e=f&g", "\n", "😀"]
    for name in names:
        open_counter(own_teacher, name)
    rows = [row for page in pages(own_teacher, 1) for row in page]
    assert sorted(row["last"] for row in rows) == sorted(names)


def test_a_cursor_holds_a_key_and_nobodys_name(own_teacher: FlaskClient) -> None:
    first = open_counter(own_teacher, "Siân")
    open_counter(own_teacher, "Siôn")
    given = own_teacher.get("/counters?limit=1").get_json()["next"]
    padded = given + "=" * (-len(given) % 4)
    assert orjson.loads(base64.urlsafe_b64decode(padded)) == [str(first)]


def cursor(*values: object) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(values)).rstrip(b"=").decode()


ID = "6f1c0000-0000-4000-8000-000000000001"
INVALID = {
    "garbage": "garbage",
    "one character": "A",
    "other letters": "ŵ",
    "no JSON": base64.urlsafe_b64encode(b"{").decode(),
    "no list": base64.urlsafe_b64encode(b'{"a":1}').decode(),
    "a number": base64.urlsafe_b64encode(b"1").decode(),
    "too few": cursor(),
    "too many": cursor(ID, 1),
    "no id": cursor("me"),
    "a number for an id": cursor(1),
    "nothing for an id": cursor(None),
    "a list for an id": cursor([ID]),
    "the id of no row": cursor(ID),
    "too long": "A" * 1001,
}


@pytest.mark.parametrize("made_up", INVALID.values(), ids=INVALID)
def test_a_cursor_that_was_not_given_out_is_refused(teacher: FlaskClient, made_up: str) -> None:
    answer = teacher.get("/counters", query_string={"cursor": made_up})
    status, code, field = problem(answer)
    assert (status, field) == (422, "cursor")
    assert code in {"cursor_invalid", "request_invalid"}


def test_a_cursor_at_a_row_that_may_not_be_seen_is_as_one_made_up(
    web: WebClient, teacher: FlaskClient, own_teacher: FlaskClient
) -> None:
    theirs = {"cursor": cursor(str(open_counter(teacher)))}
    elsewhere = web.acting("alnco", "of-another-school", at=uuid4())
    for stranger in (own_teacher, elsewhere):
        answer = stranger.get("/counters", query_string=theirs)
        assert problem(answer) == (422, "cursor_invalid", "cursor")
