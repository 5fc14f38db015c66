"""A service's password opens that service's database, and no other."""

from collections.abc import Callable

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from deploy.provision import ROLES, SERVICES
from tests.stores import Store

SERVERS_OWN = ("postgres", "template1")
REFUSED = "permission denied for database"


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("service", SERVICES)
def test_a_login_connects_to_its_own_database_only(
    store: Callable[[str], Store], service: str, role: str
) -> None:
    names = {*(store(name).name for name in SERVICES), *SERVERS_OWN}
    told = {name: answer(store(service), role, name) for name in names - {service}}
    assert answer(store(service), role, service) == ""
    assert {name for name, words in told.items() if REFUSED in words} == set(told), told


def answer(store: Store, role: str, database: str) -> str:
    """What Postgres says to this login at a database; nothing, where it lets it in."""
    password = store.password_file(role).read_text()
    known = make_conninfo(store.conninfo(role), dbname=database, password=password)
    try:
        psycopg.connect(known).close()
    except psycopg.OperationalError as refusal:
        return str(refusal)
    return ""
