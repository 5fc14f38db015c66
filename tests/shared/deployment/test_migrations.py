from collections.abc import Iterator
from functools import partial
from pathlib import Path

import psycopg
import pytest
from psycopg import Connection

from shared.runtime.migrations import migrate, pending
from tests.shared.at_once import together
from tests.shared.probe_service import PROBE
from tests.stores import Store


@pytest.fixture
def owner(own_store: Store) -> Iterator[Connection]:
    with own_store.connect("owner") as connection:
        yield connection


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """The migrations of a service that has grown by two since."""
    folder = tmp_path / "shared" / "migrations"
    folder.mkdir(parents=True)
    (folder / "0002_add_notes.sql").write_text("CREATE TABLE notes (note text NOT NULL);")
    (folder / "0003_add_more.sql").write_text("CREATE TABLE more (x int); SELECT 1/0;")
    return folder


def test_what_was_applied_is_not_applied_again(owner: Connection) -> None:
    assert migrate(owner, *PROBE.migration_folders) == []
    assert pending(owner, *PROBE.migration_folders) == []


def test_the_logs_own_tables_come_first(owner: Connection) -> None:
    rows = owner.execute("SELECT name FROM schema_migrations ORDER BY applied_at").fetchall()
    names = [name for (name,) in rows]
    assert names[-1] == "shared/0001_create_read_models"
    assert names[-2] == "relationships/0001_relationships"
    assert all(name.startswith("runtime/") for name in names[:-2])


def test_a_migration_that_fails_leaves_nothing_and_what_came_before_it_stays(
    owner: Connection, later: Path
) -> None:
    with pytest.raises(psycopg.errors.DivisionByZero):
        migrate(owner, later)
    assert pending(owner, later) == ["shared/0003_add_more"]
    assert owner.execute("SELECT to_regclass('notes'), to_regclass('more')").fetchone() == (
        "notes",
        None,
    )


def test_two_at_once_apply_each_migration_once(own_store: Store, later: Path) -> None:
    (later / "0003_add_more.sql").write_text("CREATE TABLE more (x int);")

    def bring_up_to_date() -> list[str]:
        with own_store.connect("owner") as connection:
            return migrate(connection, later)

    applied = together(*[partial(bring_up_to_date)] * 4)
    assert sorted(name for names in applied for name in names) == [
        "shared/0002_add_notes",
        "shared/0003_add_more",
    ]


def test_what_a_process_needs_and_lacks_is_told(owner: Connection, later: Path) -> None:
    assert pending(owner, later) == ["shared/0002_add_notes", "shared/0003_add_more"]


def test_an_empty_database_lacks_everything(postgres: str) -> None:
    with psycopg.connect(postgres) as connection:
        assert "runtime/0001_create_the_event_log" in pending(connection, *PROBE.migration_folders)
