"""Row-level security stands before every table of every service, as Postgres's catalogue tells."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from deploy.provision import SERVICES, provision_service
from shared.runtime.wall import EVERY_SCHOOL
from tests.shared.deployment.wall_catalogue import OPEN_TO_ALL, breaches
from tests.shared.probe_service import PROBE
from tests.shared.probing import Probing, counter
from tests.shared.read_models.rebuilding import rebuilt
from tests.stores import Store, Stores

COUNT = "SELECT count(*) FROM tallies"
SETTINGS = (
    "SELECT current_setting('llwybr.authority', true), current_setting('llwybr.schools', true)"
)


def found(store: Store) -> set[str]:
    with store.connect() as connection:
        return breaches(connection, store.name)


@pytest.mark.parametrize("name", SERVICES)
def test_every_table_of_every_service_is_behind_the_wall(
    store: Callable[[str], Store], name: str
) -> None:
    assert found(store(name)) == set()


@pytest.mark.parametrize("name", SERVICES)
def test_only_tables_that_are_there_are_excused(store: Callable[[str], Store], name: str) -> None:
    with store(name).connect() as connection:
        known = connection.execute("SELECT relname::text FROM pg_class").fetchall()
    assert set(OPEN_TO_ALL) <= {table for (table,) in known}


BREAKS = {
    "ALTER TABLE tallies DISABLE ROW LEVEL SECURITY": "tallies: row-level security",
    "ALTER TABLE tallies NO FORCE ROW LEVEL SECURITY": "tallies: row-level security",
    "DROP POLICY confined ON events": "events: has other policies",
    "DROP POLICY confined_to_schools ON events": "events: has other policies",
    "CREATE POLICY more ON tallies USING (true)": "tallies: has other policies",
    "ALTER POLICY confined ON tallies USING (true)": "tallies: has other policies",
    "CREATE TABLE new (authority text)": "new: row-level security",
    "CREATE TABLE new (x int)": "new: knows no authority",
    "CREATE SCHEMA beside; CREATE TABLE beside.new (x int)": "beside.new: a table outside",
    "CREATE VIEW seen AS SELECT * FROM tallies": "seen: a view that",
    "CREATE MATERIALIZED VIEW seen AS SELECT * FROM tallies": "seen: a view that",
    "CREATE UNIQUE INDEX one ON tallies (counter_id)": "one: unique without",
    (
        "ALTER TABLE totals ADD UNIQUE (authority, total), ADD UNIQUE (subject_id);"
        "ALTER TABLE tallies ADD CONSTRAINT tied FOREIGN KEY (subject_id)"
        " REFERENCES totals (subject_id)"
    ): "tied: a foreign key",
    (
        "CREATE FUNCTION all_of_it() RETURNS bigint LANGUAGE sql SECURITY DEFINER"
        " AS 'SELECT count(*) FROM tallies'"
    ): "all_of_it: a function",
    "ALTER TABLE tallies OWNER TO {name}_writer": "tallies: a table not of the owner",
    "ALTER ROLE {name}_writer BYPASSRLS": "{name}_writer: a role",
    "ALTER ROLE {name}_reader SUPERUSER": "{name}_reader: a role",
    "GRANT {name}_worker TO {name}_writer": "{name}_writer: a role",
    "GRANT CONNECT ON DATABASE {name} TO PUBLIC": "{name}: a database",
    "GRANT SELECT ON tallies TO PUBLIC": "tallies: open to everybody",
}


@pytest.mark.parametrize("change", BREAKS)
def test_a_breach_of_the_wall_shows(probe_store: Store, change: str) -> None:
    told = BREAKS[change].format(name=probe_store.name)
    with probe_store.connect() as connection, connection.transaction(force_rollback=True):
        connection.execute("TRUNCATE tallies, totals")  # or what is there may forbid the breach
        connection.execute(change.format(name=probe_store.name).encode())
        now = breaches(connection, probe_store.name)
    assert [one for one in now if one.startswith(told)]
    assert found(probe_store) == set()


def test_a_view_that_asks_as_whoever_looks_is_no_breach(probe_store: Store) -> None:
    view = "CREATE VIEW seen WITH (security_invoker) AS SELECT * FROM tallies"
    with probe_store.connect("owner") as connection, connection.transaction(force_rollback=True):
        connection.execute(view)
        assert breaches(connection, probe_store.name) == set()


def test_a_rebuilt_table_is_behind_the_wall(own_store: Store, authority: str) -> None:
    log = Probing(PROBE, own_store, authority)
    log.count(counter())
    assert rebuilt(log, "tallies").equal
    assert found(own_store) == set()


def test_a_wall_that_was_broken_is_mended_by_provisioning(stores: Stores, own_store: Store) -> None:
    with own_store.connect() as connection:
        connection.execute("ALTER TABLE tallies DISABLE ROW LEVEL SECURITY")
        connection.execute("ALTER POLICY confined ON totals USING (true)")
        connection.execute(f"GRANT CONNECT ON DATABASE {own_store.name} TO PUBLIC".encode())
    assert len(found(own_store)) == 3
    provision_service(stores.superuser, stores.passwords, own_store.name, *PROBE.migration_folders)
    assert found(own_store) == set()


@pytest.mark.parametrize("role", ["writer", "reader"])
def test_what_a_transaction_was_confined_to_does_not_outlast_it(probe: Probing, role: str) -> None:
    probe.count(counter())
    database = probe.store.database(role, size=1)
    with database.confined(probe.authority, EVERY_SCHOOL) as connection:
        assert connection.execute(COUNT).fetchone() == (1,)
    with database.connection() as connection:
        assert connection.execute(COUNT).fetchone() == (0,)
        assert connection.execute(SETTINGS).fetchone() == ("", "")


def test_a_confined_transaction_that_fails_leaves_nothing(probe: Probing) -> None:
    def write_and_fail() -> None:
        with probe.store.database().confined(probe.authority, EVERY_SCHOOL) as connection:
            connection.execute("INSERT INTO inbox_heads VALUES (%s, 1)", (probe.authority,))
            raise RuntimeError("after it was written")

    with pytest.raises(RuntimeError, match="after it was written"):
        write_and_fail()
    assert probe.rows("SELECT 1 FROM inbox_heads WHERE authority = %s") == []


def test_who_may_see_no_school_sees_none(probe: Probing) -> None:
    probe.count(counter())
    with probe.store.database().confined(probe.authority, []) as connection:
        assert connection.execute("SELECT count(*) FROM events").fetchone() == (0,)
    with probe.store.database().confined(probe.authority, [uuid4()]) as connection:
        assert connection.execute("SELECT count(*) FROM events").fetchone() == (0,)
