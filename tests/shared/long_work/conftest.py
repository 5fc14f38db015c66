"""Long work in a database of its own: a clerk takes up whatever it finds there."""

import pytest

from tests.shared.long_work.working import Working
from tests.shared.probe_service import PROBE
from tests.shared.probing import Probing
from tests.stores import Store


@pytest.fixture
def working(own_store: Store, authority: str) -> Working:
    return Working(Probing(PROBE, own_store, authority))
