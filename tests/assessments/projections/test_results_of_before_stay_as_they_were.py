"""Rows written before instruments were versioned are what a rebuild makes of the same events."""

from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from services.assessments.projections.assessment_results import (
    ASSESSMENT_RESULTS,
    ResultOnRecord,
    project,
)
from tests.assessments.result_facts import SCORE, corrected, fact, recorded
from tests.wiring import wiring

NEW = {"catalogue", "own_version", "sheet_id"}


def as_it_was(row: ResultOnRecord) -> dict[str, Any]:
    """The row as the first migration's table held it: no stanine stood beside a score."""
    columns = dict(zip(ASSESSMENT_RESULTS.columns, ASSESSMENT_RESULTS.to_columns(row), strict=True))
    kept = {name: value for name, value in columns.items() if name not in NEW}
    for result in (kept["result"], *(one["result"] for one in kept["earlier"])):
        del result["stanine"]
    return {
        name: Jsonb(value) if name in ("result", "earlier") else value
        for name, value in kept.items()
    }


def migration(ending: str) -> bytes:
    folder: Path = wiring("assessments").SERVICE.migrations
    [path] = folder.glob(f"*_{ending}.sql")
    return path.read_bytes()


def test_earlier_rows_are_what_a_rebuild_makes_of_them(postgres: str) -> None:
    first = recorded(catalogue=1)
    row = project(project(None, fact(first)), fact(corrected()))
    assert row is not None
    assert row.earlier[0].result == SCORE
    before = {"authority": "665"} | as_it_was(row)
    with psycopg.connect(postgres) as connection:
        connection.execute("CREATE SCHEMA earlier")
        connection.execute("SET LOCAL search_path = earlier")
        connection.execute(migration("assessment_results"))
        insert = sql.SQL("INSERT INTO assessment_results ({}) VALUES ({})").format(
            sql.SQL(", ").join(map(sql.Identifier, before)),
            sql.SQL(", ").join(sql.Placeholder() * len(before)),
        )
        connection.execute(insert, list(before.values()))
        connection.execute(migration("instruments_timetables_and_class_lists"))
        names = sql.SQL(", ").join(map(sql.Identifier, ASSESSMENT_RESULTS.columns))
        found = connection.execute(
            sql.SQL("SELECT {} FROM assessment_results").format(names)
        ).fetchone()
        told = connection.execute("SELECT result, earlier FROM assessment_results").fetchone()
        connection.rollback()
    assert found is not None
    assert told is not None
    assert ASSESSMENT_RESULTS.from_columns(found) == row
    assert told[0]["stanine"] is None
    assert told[1][0]["result"]["stanine"] is None
