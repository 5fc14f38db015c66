"""The whole system at 100 commands a second: how long people wait, and how soon others know.

Commands are due at fixed instants, and each is timed from when it was due: a slow answer does not
make the next one late unseen.
"""

import random
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from statistics import median, quantiles

import httpx

from deploy.native.kafka import kafka_running
from deploy.provision import SERVICES
from tests.bench.bed import Bed
from tests.bench.figures import Figure, milliseconds
from tests.bench.sender import Sender
from tests.checking.history import Fate
from tests.faults.asking import Client
from tests.faults.commands import Command, People
from tests.faults.journal import Journal
from tests.issuing import issuer_running
from tests.journeys.system import System, system_of, system_running

A_SECOND = 100
AUTHORITIES = [f"{code}" for code in range(660, 670)]
UNTIL_ALL_ARE_KNOWN = 100
WARM_UP_SECONDS = 5
ARRIVAL = "llwybr_arrival_seconds_bucket"


def measure(bed: Bed) -> Iterator[Figure]:
    """All processes on this machine, one Postgres and one Kafka, durable."""
    home = bed.home / "system"
    home.mkdir()
    (bed.home / "kafka-of-the-system").mkdir()
    with (
        kafka_running(bed.home / "kafka-of-the-system") as kafka,
        issuer_running() as issuer,
        system_running(system_of(bed.stores, kafka, issuer, home, "bench")) as system,
    ):
        client = Client(system.urls, issuer.token, Journal(home / "history"))
        people = [People(code, random.Random(code)) for code in AUTHORITIES]  # noqa: S311
        for command in (command for one in people for command in one.arrive()):
            assert client.ask(command).fate is Fate.OK, command.name
        for command in islice(_commands(people), UNTIL_ALL_ARE_KNOWN):
            client.ask(command)
        sender = Sender(system.urls, issuer.token)
        asked = sender.requests(islice(_commands(people), WARM_UP_SECONDS * A_SECOND))
        sender.send(asked, A_SECOND)
        asked = sender.requests(islice(_commands(people), bed.sized(60, 15) * A_SECOND))
        before = _arrivals(system)
        waits = sender.send(asked, A_SECOND)
        time.sleep(2)
        seen = _arrivals(system) - before
        idle = [_seconds(lambda: _livez(system)) for _ in range(200)]
    yield from _waited(waits, idle)
    yield from _heard(seen)


def _commands(people: Sequence[People]) -> Iterator[Command]:
    """First commands of stories of several kinds, each authority in turn."""
    while True:
        for one in people:
            tell = one.chance.choice((one.raise_concern, one.record_result, one.set_target))
            yield tell()[0]


def _livez(system: System) -> None:
    httpx.get(f"{system.urls['learners']}/livez")


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _arrivals(system: System) -> Counter[float]:
    """Of all consumers: how many messages were committed within so many seconds of recording."""
    counted: Counter[float] = Counter()
    for name in SERVICES:
        url = f"http://127.0.0.1:{system.ports[f'{name}-consumer']}/metrics"
        with urllib.request.urlopen(url, timeout=10) as answer:
            for line in answer.read().decode().splitlines():
                if line.startswith(ARRIVAL):
                    bound = line.partition('le="')[2].partition('"')[0]
                    counted[float(bound)] += int(float(line.rpartition(" ")[2]))
    return counted


def _waited(waits: Sequence[float], idle: Sequence[float]) -> Iterator[Figure]:
    p99 = quantiles(waits, n=100)[98]
    yield Figure(
        what=f"An answer at {A_SECOND} commands a second, median",
        ours=milliseconds(median(waits)),
        beside=f"an empty answer of an idle service {milliseconds(median(idle))}",
        ratio=median(waits) / median(idle),
    )
    yield Figure(
        what=f"An answer at {A_SECOND} commands a second, 99th percentile",
        ours=milliseconds(p99),
        aim=75,
        value=p99 * 1000,
        most=True,
        unit=" ms",
    )


def _heard(seen: Counter[float]) -> Iterator[Figure]:
    total = seen[float("inf")]
    for name, share, aim in (("median", 0.5, 25), ("99th percentile", 0.99, 100)):
        bound = min(within for within, count in seen.items() if count >= share * total)
        yield Figure(
            what=f"Recorded here to committed in another service, {name}",
            ours=f"within {milliseconds(bound)}",
            beside=f"of {total:,} messages",
            aim=aim,
            value=bound * 1000,
            most=True,
            unit=" ms",
        )
