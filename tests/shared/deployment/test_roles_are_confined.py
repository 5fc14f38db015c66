"""What is recorded stays: no process can change it, and the owner only on purpose."""

from collections.abc import Callable

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from deploy.provision import ROLES, provision_service
from shared.relationships import RELATIONSHIPS
from tests.shared.probe_service import PROBE
from tests.shared.probing import Probing, counter
from tests.stores import Store, Stores

LOG = ("events", "payloads", "commands", "inbox", "reads")
CHANGES = {
    "update": "UPDATE {} SET authority = authority",
    "delete": "DELETE FROM {}",
    "truncate": "TRUNCATE {} CASCADE",
}
ERASURE = ("payloads", "delete")


@pytest.fixture(scope="module")
def store(probe_store: Store, new_authority: Callable[[], str]) -> Store:
    """A log that is not empty, so that there would be something to change."""
    Probing(PROBE, probe_store, new_authority()).count(counter())
    return probe_store


def attempt(store: Store, role: str, statement: str) -> str:
    """What the database says to a statement of a role; nothing, where it is carried out."""
    with store.connect(role) as connection:
        try:
            with connection.transaction(force_rollback=True):
                connection.execute(statement.encode())
        except InsufficientPrivilege as refusal:
            return str(refusal).splitlines()[0]
    return ""


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("table", LOG)
@pytest.mark.parametrize("role", ["writer", "relay", "reader"])
def test_no_process_may_change_what_is_recorded(
    store: Store, role: str, table: str, change: str
) -> None:
    told = attempt(store, role, CHANGES[change].format(table))
    assert told.startswith("permission denied for table")


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("table", LOG)
def test_the_owner_is_stopped_by_a_trigger(store: Store, table: str, change: str) -> None:
    told = attempt(store, "owner", CHANGES[change].format(table))
    if (table, change) == ERASURE:
        assert not told, "a payload is erased by its owner, and the log still verifies"
    else:
        assert told.endswith("is refused: what is recorded stays")


def privileges(store: Store, role: str, privilege: str) -> set[str]:
    """The tables on which a role has a privilege."""
    with store.connect() as connection:
        rows = connection.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r'"
            " AND relnamespace = 'public'::regnamespace AND has_table_privilege(%s, oid, %s)",
            (f"{store.name}_{role}", privilege),
        )
        return {table for (table,) in rows}


@pytest.mark.parametrize("privilege", ["UPDATE", "DELETE", "TRUNCATE", "INSERT", "TRIGGER"])
def test_the_reader_may_write_nothing(store: Store, privilege: str) -> None:
    assert privileges(store, "reader", privilege) == set()


def test_the_relay_may_write_its_own_mark_only(store: Store) -> None:
    assert privileges(store, "relay", "INSERT") == {"relay_checkpoints"}
    assert privileges(store, "relay", "UPDATE") == {"relay_checkpoints"}
    for privilege in ("DELETE", "TRUNCATE", "TRIGGER"):
        assert privileges(store, "relay", privilege) == set()


def test_the_writer_may_change_heads_and_read_models(store: Store) -> None:
    heads = {"authority_heads", "stream_heads", "subject_heads", "inbox_heads", "inbox_positions"}
    models = {"tallies", "totals", *(model.table for model in RELATIONSHIPS.models)}
    assert privileges(store, "writer", "UPDATE") == heads | models | {
        "halted_subjects",
        "long_work",
        "long_work_sources",
        "long_work_steps",
        "request_rates",
    }
    for privilege in ("TRUNCATE", "TRIGGER", "REFERENCES"):
        assert privileges(store, "writer", privilege) == set()


def test_the_writer_may_not_delete_heads(store: Store) -> None:
    heads = {"authority_heads", "stream_heads", "subject_heads", "inbox_heads", "inbox_positions"}
    assert not privileges(store, "writer", "DELETE") & heads


def test_nobody_is_more_than_an_ordinary_user(store: Store) -> None:
    with store.connect() as connection:
        rows = connection.execute(
            "SELECT rolname FROM pg_roles WHERE rolname LIKE %s AND NOT (rolsuper OR rolcreatedb"
            " OR rolcreaterole OR rolreplication OR rolbypassrls) AND NOT EXISTS"
            " (SELECT FROM pg_auth_members WHERE member = pg_roles.oid)",
            (f"{store.name}\\_%",),
        ).fetchall()
    assert {name for (name,) in rows} == {f"{store.name}_{role}" for role in ROLES}


@pytest.mark.parametrize("role", ["writer", "relay", "reader"])
@pytest.mark.parametrize(
    "statement", ["CREATE TABLE mine (x int)", "CREATE TEMP TABLE mine (x int)"]
)
def test_no_process_may_make_tables(store: Store, role: str, statement: str) -> None:
    assert attempt(store, role, statement).startswith("permission denied")


@pytest.mark.parametrize("role", ROLES)
def test_no_role_may_enter_another_services_database(
    store: Store, own_store: Store, role: str
) -> None:
    conninfo = psycopg.conninfo.make_conninfo(
        store.conninfo(role),
        password=store.password_file(role).read_text(),
        dbname=own_store.name,
    )
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(conninfo)


def test_provisioning_again_changes_nothing_but_a_new_password(
    stores: Stores, own_store: Store
) -> None:
    before = privileges(own_store, "writer", "UPDATE")
    own_store.password_file("writer").write_text("rotated")
    again = (stores.superuser, stores.passwords, own_store.name, *PROBE.migration_folders)
    assert provision_service(*again) == []
    assert privileges(own_store, "writer", "UPDATE") == before
    with own_store.connect("writer") as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
