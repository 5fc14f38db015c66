"""A table as CSV is read back as it was, and runs nothing where it is opened."""

import csv
from io import StringIO

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from shared.runtime.csv_table import csv_table, wants_csv

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
TABLES = st.lists(st.tuples(CELLS, CELLS), max_size=5)


def read(body: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(body.decode("utf-8"), newline=""), strict=True))


@given(TABLES)
def test_every_text_comes_back_but_for_the_apostrophe_before_a_formula(
    rows: list[tuple[str, str]],
) -> None:
    header, *found = read(csv_table("table", ("a", "b"), rows).get_data())
    assert header == ["a", "b"]
    for row, given_row in zip(found, rows, strict=True):
        for cell, text in zip(row, given_row, strict=True):
            assert cell == (f"'{text}" if text[:1] in set("=+-@\t\r\n") else text)
            assert cell[:1] not in set("=+-@\t\r\n")


def test_a_number_stays_a_number_and_nothing_is_an_empty_cell() -> None:
    body = csv_table("table", ("a", "b"), [(-3, None)]).get_data()
    assert body == b"a,b\r\n-3,\r\n"


@pytest.mark.parametrize(
    ("accept", "is_csv"),
    [
        ("text/csv", True),
        ("text/csv, application/json;q=0.5", True),
        ("application/json", False),
        ("*/*", False),
        ("text/html", False),
        ("", False),
    ],
)
def test_who_asks_for_csv_gets_it_and_nobody_else(accept: str, is_csv: bool) -> None:  # noqa: FBT001
    with Flask(__name__).test_request_context(headers={"Accept": accept}):
        assert wants_csv() is is_csv
