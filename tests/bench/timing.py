"""Timing that can be compared: the contenders take turns, and what is quoted is a median of ratios.

Machines are noisy and change their speed; within one turn all contenders have the same machine.
"""

import time
from collections.abc import Callable, Mapping
from statistics import median

Work = Callable[[], object]


def turns(works: Mapping[str, Work], times: int, rounds: int) -> dict[str, list[float]]:
    """Seconds per call of each, one figure for every round; the first round is not counted."""
    seconds: dict[str, list[float]] = {name: [] for name in works}
    for number in range(rounds + 1):
        for name, work in works.items():
            took = seconds_of(work, times)
            if number:
                seconds[name].append(took)
    return seconds


def seconds_of(work: Work, times: int = 1) -> float:
    """Seconds per call."""
    began = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - began) / times


def ratio(ours: list[float], theirs: list[float]) -> float:
    """How many times as fast we are, round by round: the median."""
    return median(other / own for own, other in zip(ours, theirs, strict=True))
