"""The probe service on its own database, for tests of the machinery."""

from collections.abc import Callable, Iterator
from itertools import count

import pytest

from shared.contracts import topics
from tests.shared.listening.listening import Listening
from tests.shared.probe_listener import LISTENER, MESSAGES
from tests.shared.probe_service import PROBE
from tests.shared.probing import Probing
from tests.stores import Store, Stores

NUMBERS = count(1)


@pytest.fixture(scope="session")
def probe_store(stores: Stores) -> Store:
    return stores.get(PROBE.name, *PROBE.migration_folders)


@pytest.fixture
def own_store(stores: Stores) -> Iterator[Store]:
    """A database that only this test uses."""
    store = stores.get(f"probe{next(NUMBERS)}", *PROBE.migration_folders)
    yield store
    stores.drop(store)


@pytest.fixture
def probe(probe_store: Store, authority: str) -> Probing:
    """The probe's log of this test's authority."""
    return Probing(PROBE, probe_store, authority)


@pytest.fixture
def other_probe(probe_store: Store, new_authority: Callable[[], str]) -> Probing:
    """The same of another authority, in the same database."""
    return Probing(PROBE, probe_store, new_authority())


@pytest.fixture
def listener_store(stores: Stores, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The database of a service that listens to the probe, of this test only."""
    monkeypatch.setitem(topics.PUBLISHERS, "probe", MESSAGES)
    store = stores.get(f"listener{next(NUMBERS)}", *LISTENER.migration_folders)
    yield store
    stores.drop(store)


@pytest.fixture
def listening(listener_store: Store, authority: str) -> Listening:
    """What the listener has taken in, and what it did about it."""
    return Listening(listener_store, authority)
