from uuid import uuid4

import pytest

from shared.runtime.inbox import StoreRestored
from tests.shared.listening.listening import ONE, Listening, Tell, counted
from tests.shared.probe_listener import LISTENER


def test_positions_of_a_restored_log_are_not_mistaken_for_the_old_ones(
    tell: Tell, listening: Listening
) -> None:
    tell(LISTENER)(*counted(ONE, 1))
    with pytest.raises(StoreRestored):
        tell(LISTENER)(*counted(ONE, 2), store_epoch=uuid4())
    assert listening.inbox() == [1]
    tell(LISTENER)(*counted(ONE, 2))
    assert listening.effects() == {ONE: [1, 2]}
