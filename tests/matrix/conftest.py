"""One world for all of it: four web processes, two authorities, and everybody in them."""

from collections.abc import Callable, Iterator

import pytest

from deploy.provision import SERVICES
from tests.issuing import Issuer
from tests.journeys.system import System, web_running
from tests.matrix.asking import Asking
from tests.matrix.building import build
from tests.matrix.cast import Cast
from tests.matrix.world import World
from tests.stores import Store, Stores
from tests.wiring import wiring


@pytest.fixture(scope="package")
def webs(
    stores: Stores, issuer: Issuer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[System]:
    """The web processes, on databases of their own: nobody else's courier gives our notices."""
    own: dict[str, Store] = {
        name: stores.get(f"matrix_{name}", *wiring(name).SERVICE.migration_folders)
        for name in SERVICES
    }
    with web_running(own, issuer, tmp_path_factory.mktemp("matrix")) as running:
        yield running


@pytest.fixture(scope="package")
def asking(webs: System) -> Asking:
    return Asking(webs.urls)


@pytest.fixture(scope="package")
def world(webs: System, asking: Asking, issuer: Issuer, new_authority: Callable[[], str]) -> World:
    """Everybody and everything, with all that has ended already ended."""
    built = World(webs.stores, asking, issuer, Cast(new_authority(), new_authority()))
    build(built)
    return built
