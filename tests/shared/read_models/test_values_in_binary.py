"""What is sent to Postgres in its binary forms comes back as it was, by an array and by COPY."""

from datetime import UTC
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg import Connection, sql

from shared.runtime.binary import RowWriter, column

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text": TEXTS,
    "uuid": st.uuids(),
    "bytea": st.binary(),
    "boolean": st.booleans(),
    "smallint": st.integers(-(2**15), 2**15 - 1),
    "integer": st.integers(-(2**31), 2**31 - 1),
    "bigint": st.integers(-(2**63), 2**63 - 1),
    "date": st.dates(),
    "timestamptz": st.datetimes(timezones=st.just(UTC)),
    "jsonb": st.dictionaries(TEXTS, TEXTS | st.integers(-(2**53), 2**53)),
}


@pytest.fixture(scope="module")
def connection(postgres: str) -> Any:
    with Connection.connect(postgres, autocommit=True, options="-c timezone=UTC") as connection:
        yield connection


@pytest.mark.parametrize("kind", VALUES)
def test_an_array_comes_back_as_it_was(connection: Connection, kind: str) -> None:
    query = sql.SQL("SELECT * FROM unnest(%b::{}[])").format(sql.SQL(kind))

    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.none() | VALUES[kind]))
    def comes_back(values: list[Any]) -> None:
        found = connection.execute(query, (column(kind, values),), binary=True).fetchall()
        assert [value for (value,) in found] == values

    comes_back()


@pytest.mark.usefixtures("postgres")
def test_rows_of_every_type_are_copied_as_they_were(connection: Connection) -> None:
    columns = sql.SQL(", ").join(
        sql.SQL("{} {}").format(sql.Identifier(f"of_{kind}"), sql.SQL(kind)) for kind in VALUES
    )
    connection.execute(sql.SQL("CREATE TEMPORARY TABLE copied ({})").format(columns))
    writer = RowWriter(VALUES)

    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.tuples(*(st.none() | values for values in VALUES.values()))))
    def comes_back(rows: list[tuple[Any, ...]]) -> None:
        connection.execute("TRUNCATE copied")
        with connection.cursor() as cursor:
            with cursor.copy("COPY copied FROM STDIN (FORMAT BINARY)") as copy:
                copy.write(RowWriter.HEAD + b"".join(map(writer.row, rows)) + RowWriter.END)
            assert cursor.execute("SELECT * FROM copied").fetchall() == rows

    comes_back()
