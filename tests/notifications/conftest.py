"""What the tests of notifications stand on."""

from collections.abc import Callable, Iterator

import pytest

from services.notifications.wiring import SERVICE
from shared.runtime.ledger import Ledger
from tests.notifications.mail_catcher import catching
from tests.notifications.world import Rounds, World
from tests.stores import Store, Stores


@pytest.fixture
def world(store: Callable[[str], Store], authority: str) -> World:
    """The service, in an authority of the test's own."""
    return World(Ledger(SERVICE, store("notifications").database("worker"), "tests"), authority)


@pytest.fixture
def own_world(stores: Stores, authority: str) -> Iterator[World]:
    """The same in a database of its own, as a courier serves every authority of a database."""
    alone = stores.get(f"notifications_{authority}", *SERVICE.migration_folders)
    yield World(Ledger(SERVICE, alone.database("worker"), "tests"), authority)
    stores.drop(alone)


@pytest.fixture
def rounds(own_world: World) -> Iterator[Rounds]:
    """Couriers for it, and a mail server."""
    with catching() as mail:
        made = Rounds(own_world.ledger, mail)
        yield made
        for courier in made.couriers:
            courier.close()
