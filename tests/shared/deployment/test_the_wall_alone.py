"""With the application's own filter removed, Postgres alone keeps authorities and schools apart."""

from collections.abc import Callable, Iterator
from dataclasses import make_dataclass, replace
from typing import Any, get_type_hints
from uuid import UUID, uuid4

import pytest
from psycopg import sql
from psycopg.errors import InsufficientPrivilege

from deploy.provision import SERVICES
from shared.access.actor import Actor, Held, Post
from shared.access.policy import Reach, reach
from shared.access.roles import Kind
from shared.relationships.places import PLACES
from shared.relationships.posts import POSTS
from shared.runtime.acting import Acting, acting_as
from shared.runtime.confinement import Confinement
from shared.runtime.loading import StreamNotFound, load
from shared.runtime.projection import Projection
from shared.runtime.query import Query
from shared.runtime.wall import EVERY_SCHOOL, each_confined
from tests.reaching import EVERYONE
from tests.shared.deployment.planting import WITH_AUTHORITY, Planted
from tests.shared.probing import Probing, cause, counter
from tests.stores import Store, Stores
from tests.wiring import wiring

OURS, THEIRS = "665", "666"
OUR_SCHOOL, OTHER_SCHOOL = uuid4(), uuid4()
OUR_LEARNER, OTHER_LEARNER = uuid4(), uuid4()
WEB, MACHINES = ("writer", "reader"), ("worker", "relay", "owner")

MODELS: list[tuple[str, Projection]] = [
    (name, model)
    for name in SERVICES
    for model in (*wiring(name).SERVICE.projections, *wiring(name).SERVICE.copies)
]
OF_SCHOOLS = [
    (name, model)
    for name, model in MODELS
    if {"school_id", "learner_id"}.intersection(model.columns)
]


def each_model(models: list[tuple[str, Projection]]) -> pytest.MarkDecorator:
    names = [f"{name}-{model.table}" for name, model in models]
    return pytest.mark.parametrize(("name", "model"), models, ids=names)


class Unfiltered(Query):
    """The real questions, but for every condition of the application's own."""

    def _confined(self, authority: str, reach: Reach) -> Confinement:
        confined = super()._confined(authority, reach)
        return replace(confined, conditions=(sql.SQL("true"),), values=())


@pytest.fixture(scope="module")
def planted(stores: Stores) -> Iterator[Callable[[str], Store]]:
    """Of each service a database of its own, in each table rows of two authorities and schools."""
    made: dict[str, Store] = {}

    def of(name: str) -> Store:
        if name not in made:
            made[name] = stores.get(f"walled_{name}", *wiring(name).SERVICE.migration_folders)
            _plant(made[name])
        return made[name]

    yield of
    for store in made.values():
        stores.drop(store)


def _plant(store: Store) -> None:
    with store.connect() as connection:
        for (table,) in connection.execute(WITH_AUTHORITY).fetchall():
            columns = Planted(THEIRS, OUR_SCHOOL).row(connection, table)
            Planted(OURS, OUR_SCHOOL, OUR_LEARNER).row(connection, table)
            if {"school_id", "learner_id"}.intersection(columns):
                Planted(OURS, OTHER_SCHOOL, OTHER_LEARNER).row(connection, table)


def keys_of(model: Projection) -> Projection:
    """The model's table, of which only the key is read: what is planted has no more to tell."""
    place = {"school_id", "learner_id"}.intersection(model.columns)
    wanted = tuple(dict.fromkeys((*model.key, *place)))
    hints = get_type_hints(model.row)
    row = make_dataclass("Row", [(name, hints[name]) for name in wanted], frozen=True)
    return replace(model, row=row, subject=None)


def seen(store: Store, model: Projection, role: str, reach: Reach = EVERYONE) -> list[Any]:
    """What an actor of our authority is given by a question without a filter."""
    with acting_as(Acting(OURS, "a-person", "test", "request", reach)):
        return Unfiltered(store.database(role), keys_of(model), PLACES).select({})


def leading(*schools: UUID) -> Reach:
    """As an ALNCo of these schools."""
    posts = frozenset(Held(Post.ALNCO, school) for school in schools)
    return reach(Actor(Kind.STAFF, posts=posts), "read_learners")


def place(row: Any) -> UUID | None:
    """The school where the learner of a row is now; of a row about none, its own."""
    at = {OUR_LEARNER: OUR_SCHOOL, OTHER_LEARNER: OTHER_SCHOOL}
    learner_id = getattr(row, "learner_id", None)
    return at[learner_id] if learner_id else row.school_id


def told(store: Store, table: str, condition: str = "true") -> int:
    """How many rows there are in truth."""
    with store.connect() as connection:
        query = f"SELECT count(*) FROM {table} WHERE {condition}"  # noqa: S608 - our own words
        row = connection.execute(query.encode()).fetchone()
    assert row is not None
    return int(row[0])


@pytest.mark.parametrize("role", WEB)
@each_model(MODELS)
def test_no_read_model_shows_a_row_of_another_authority(
    planted: Callable[[str], Store], name: str, model: Projection, role: str
) -> None:
    store = planted(name)
    ours, all_of_it = told(store, model.table, f"authority = '{OURS}'"), told(store, model.table)
    assert len(seen(store, model, role)) == ours < all_of_it
    assert len(seen(store, model, "worker")) == all_of_it, "the filter is gone indeed"


@each_model(MODELS)
def test_without_the_wall_our_own_filter_keeps_authorities_apart(
    planted: Callable[[str], Store], name: str, model: Projection
) -> None:
    """As a role that sees the whole."""
    store = planted(name)
    with acting_as(Acting(OURS, "a-person", "test", "request", EVERYONE)):
        found = Query(store.database("worker"), keys_of(model), PLACES).select({})
    assert len(found) == told(store, model.table, f"authority = '{OURS}'")


@pytest.mark.parametrize("role", WEB)
@each_model(OF_SCHOOLS)
def test_no_read_model_shows_a_row_of_another_school(
    planted: Callable[[str], Store], name: str, model: Projection, role: str
) -> None:
    store = planted(name)
    assert set(map(place, seen(store, model, role))) == {OUR_SCHOOL, OTHER_SCHOOL}
    confined = seen(store, model, role, leading(OUR_SCHOOL))
    assert set(map(place, confined)) == {OUR_SCHOOL}
    assert seen(store, model, role, leading()) == []


def test_a_row_of_no_school_is_not_shown_to_who_is_confined_to_schools(
    planted: Callable[[str], Store],
) -> None:
    store, model = planted("targets"), POSTS
    with store.connect() as connection:
        Planted(OURS, None).row(connection, model.table)
    assert None in {row.school_id for row in seen(store, model, "writer")}
    confined = seen(store, model, "writer", leading(OUR_SCHOOL, OTHER_SCHOOL))
    assert {row.school_id for row in confined} == {OUR_SCHOOL, OTHER_SCHOOL}


@pytest.mark.parametrize("name", SERVICES)
def test_no_table_shows_the_web_anything_outside_a_confined_transaction(
    planted: Callable[[str], Store], name: str
) -> None:
    assert counted(planted(name), WEB, None) == {0}
    assert 0 not in counted(planted(name), MACHINES, None), "there are rows"


@pytest.mark.parametrize("name", SERVICES)
def test_no_table_shows_the_web_anything_of_an_authority_it_is_not_confined_to(
    planted: Callable[[str], Store], name: str
) -> None:
    assert counted(planted(name), WEB, "999") == {0}
    assert 0 not in counted(planted(name), WEB, OURS)


def counted(store: Store, roles: tuple[str, ...], authority: str | None) -> set[int]:
    """How many rows these roles see, of each table with an authority that they may read."""
    found = set()
    with store.connect() as connection:
        tables = [table for (table,) in connection.execute(WITH_AUTHORITY).fetchall()]
    for role in roles:
        database = store.database(role)
        confined = database.confined(authority, EVERY_SCHOOL) if authority else None
        with confined or database.transaction() as connection:
            for table in tables:
                query = f"SELECT count(*) FROM {table}"  # noqa: S608 - from the catalogue
                found |= set(connection.execute(query.encode()).fetchone() or ())
    return found


@pytest.mark.parametrize("name", SERVICES)
def test_the_web_can_write_into_no_table_of_another_authority(
    planted: Callable[[str], Store], name: str
) -> None:
    store = planted(name)
    with store.connect() as connection:
        tables = [table for (table,) in connection.execute(WITH_AUTHORITY).fetchall()]
    for table in tables:
        with (
            pytest.raises(InsufficientPrivilege),
            store.database().confined(OURS, EVERY_SCHOOL) as connection,
        ):
            Planted(THEIRS, OUR_SCHOOL).row(connection, table)


@each_model(MODELS)
def test_the_web_can_change_or_remove_no_row_of_another_authority(
    planted: Callable[[str], Store], name: str, model: Projection
) -> None:
    store, table = planted(name), sql.Identifier(model.table)
    theirs = f"authority = '{THEIRS}'"
    before = told(store, model.table, theirs)
    assert before > 0
    with store.database().confined("999", EVERY_SCHOOL) as connection:
        change = sql.SQL("UPDATE {} SET authority = '999' RETURNING 1").format(table)
        assert connection.execute(change).fetchall() == []
        removal = sql.SQL("DELETE FROM {} RETURNING 1").format(table)
        assert connection.execute(removal).fetchall() == []
    assert told(store, model.table, theirs) == before


def test_a_command_finds_no_stream_of_another_authority(
    probe: Probing, other_probe: Probing
) -> None:
    stream = counter()
    other_probe.count(stream)
    known = replace(stream, subject=None)
    with probe.store.database().connection() as connection:
        within = each_confined(connection, probe.authority, EVERY_SCHOOL)
        with pytest.raises(StreamNotFound):
            load(within, cause(other_probe.authority), [known], PLACES)
        within = each_confined(connection, other_probe.authority, EVERY_SCHOOL)
        assert load(within, cause(other_probe.authority), [known], PLACES).heads[0].version == 1
