"""A process goes on until told to stop, waits for what is away, and ends on what it cannot name."""

import os
import signal
from collections.abc import Callable, Iterator

import pytest
from kafka.errors import KafkaError

from shared.runtime import process
from shared.runtime.process import run_forever


@pytest.fixture(autouse=True)
def signals_as_before() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "AWAY_SECONDS", 0.01)


def turns(*outcomes: Callable[[], bool]) -> tuple[Callable[[], bool], list[int]]:
    """A step that turns out so, one after the other, and then is told to stop."""
    seen: list[int] = []

    def step() -> bool:
        seen.append(len(seen))
        if len(seen) > len(outcomes):
            os.kill(os.getpid(), signal.SIGTERM)
            return False
        return outcomes[len(seen) - 1]()

    return step, seen


def away() -> bool:
    raise KafkaError


def broken() -> bool:
    raise ZeroDivisionError


def test_it_turns_until_it_is_told_to_stop() -> None:
    step, seen = turns(lambda: True, lambda: False, lambda: True)
    run_forever(step, "probe", 0)
    assert len(seen) == 4


def test_it_waits_for_what_is_away_and_goes_on() -> None:
    step, seen = turns(away, away, lambda: True)
    run_forever(step, "probe", 0, idle_seconds=0)
    assert len(seen) == 4


def test_it_ends_on_what_nobody_named() -> None:
    step, seen = turns(lambda: True, broken)
    with pytest.raises(ZeroDivisionError):
        run_forever(step, "probe", 0)
    assert len(seen) == 2
