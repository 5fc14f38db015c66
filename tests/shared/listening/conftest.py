"""Messages into the listener's inbox, without Kafka."""

from collections.abc import Callable

import pytest

from shared.runtime import handling
from shared.runtime.service import Service
from tests.hearing import Ear
from tests.stores import Store


@pytest.fixture
def tell(listener_store: Store, authority: str) -> Callable[[Service], Ear]:
    """Messages into the inbox of the listener, as its consumer puts them there."""
    return lambda service: Ear(service, listener_store.database("worker"), authority)


@pytest.fixture
def resume(listener_store: Store) -> Callable[[Service], bool]:
    """Try again what waits, with the code of this service."""

    def again(service: Service) -> bool:
        with listener_store.database("worker").transaction() as connection:
            return handling.resume_halted(connection, service, "tests")

    return again
