from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import psycopg
import pytest

from shared.modelling.recorded import Recorded
from shared.runtime import handling
from tests.shared.at_once import wait_for_locks
from tests.shared.listening.listening import (
    ONE,
    OTHER,
    Listening,
    Resume,
    Tell,
    broken_for,
    counted,
)
from tests.shared.probe_listener import LISTENER, listener


def test_a_message_is_kept_copied_and_acted_upon(tell: Tell, listening: Listening) -> None:
    tell(LISTENER)(*counted(ONE, 1))
    tell(LISTENER)(*counted(ONE, 2))
    assert listening.inbox() == [1, 2]
    assert listening.copies() == listening.effects() == {ONE: [1, 2]}


def test_a_fault_halts_its_subject_and_no_other(tell: Tell, listening: Listening) -> None:
    take = tell(broken_for((ONE, 2))).take
    for nth in (1, 2, 3):
        take(*counted(ONE, nth))
        take(*counted(OTHER, nth))
    assert listening.copies() == listening.effects() == {ONE: [1], OTHER: [1, 2, 3]}
    assert listening.halted() == {ONE: (3, "Broken")}
    assert listening.inbox() == [1, 2, 3, 4, 5, 6], "what waits is kept"


def test_a_halted_subject_catches_up_in_order_once_the_fault_is_mended(
    tell: Tell, resume: Resume, listening: Listening
) -> None:
    take = tell(broken_for((ONE, 2))).take
    for nth in (1, 2, 3, 4):
        take(*counted(ONE, nth))
    assert resume(LISTENER)
    take(*counted(ONE, 5))
    assert listening.copies() == listening.effects() == {ONE: [1, 2, 3, 4, 5]}
    assert listening.halted() == {}


def test_while_the_fault_lasts_nothing_moves(
    tell: Tell, resume: Resume, listening: Listening
) -> None:
    service = broken_for((ONE, 2))
    for nth in (1, 2, 3):
        tell(service).take(*counted(ONE, nth))
    assert not resume(service)
    assert listening.effects() == {ONE: [1]}
    assert listening.halted() == {ONE: (2, "Broken")}


def test_a_second_fault_halts_the_subject_further_on(
    tell: Tell, resume: Resume, listening: Listening
) -> None:
    service = broken_for((ONE, 1), (ONE, 3))
    for nth in (1, 2, 3, 4):
        tell(service).take(*counted(ONE, nth))
    assert not resume(broken_for((ONE, 3)))
    assert listening.copies() == listening.effects() == {ONE: [1, 2]}
    assert listening.halted() == {ONE: (3, "Broken")}
    assert resume(LISTENER)
    assert listening.effects() == {ONE: [1, 2, 3, 4]}


def test_a_fault_that_passes_by_itself_halts_nobody(tell: Tell, listening: Listening) -> None:
    def away(_: Recorded) -> bool:
        raise psycopg.OperationalError("the server is away")

    with pytest.raises(psycopg.OperationalError):
        tell(listener(away)).take(*counted(ONE, 1))
    assert (listening.inbox(), listening.halted()) == ([], {})
    tell(LISTENER)(*counted(ONE, 1))
    assert listening.effects() == {ONE: [1]}


@pytest.mark.parametrize("mended", [True, False])
def test_a_message_that_arrives_while_its_subject_is_resumed_is_not_forgotten(
    tell: Tell, listening: Listening, *, mended: bool
) -> None:
    tell(broken_for((ONE, 1))).take(*counted(ONE, 1))
    tell(LISTENER).take(*counted(ONE, 2))
    now = LISTENER if mended else broken_for((ONE, 2))
    late: Callable[[], Any] = partial(tell(LISTENER).take, *counted(ONE, 3))
    with ThreadPoolExecutor(1) as pool:
        with listening.store.database("worker").transaction() as connection:
            handling.resume_halted(connection, now, "tests")
            arrived = pool.submit(late)
            wait_for_locks(listening.store, 1)
        arrived.result()
    if not mended:
        assert listening.halted() == {ONE: (2, "Broken")}
        with listening.store.database("worker").transaction() as connection:
            assert handling.resume_halted(connection, LISTENER, "tests")
    assert listening.copies() == listening.effects() == {ONE: [1, 2, 3]}
    assert listening.halted() == {}
