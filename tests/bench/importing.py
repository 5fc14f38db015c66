"""A roster of a large authority: how fast it comes in, in how much memory, and who waits for it."""

import csv
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from io import TextIOWrapper
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.bed import Bed
from tests.bench.figures import Figure, milliseconds, rate
from tests.bench.rosters import CHANGED, SCHOOL, Rosters, rosters_of
from tests.bench.timing import seconds_of
from tests.stores import Store
from tests.wiring import wiring

WORDS = {
    "whole": "A roster of {learners:,} learners imported",
    "again": "The same roster again, which changes nothing",
    "rollover": "A rollover of the {learners:,}",
}


def measure(bed: Bed) -> Iterator[Figure]:
    """Two authorities, one ten times the other, each in a database and a process of its own."""
    small, _, _ = _of_size(bed, bed.sized(6_000, 600))
    large, rosters, copied = _of_size(bed, bed.sized(60_000, 6_000))
    yield from _speed(large, rosters, copied)
    yield from _memory(small, large)
    yield from _waiting(large)


def _of_size(bed: Bed, learners: int) -> tuple[dict[str, Any], Rosters, float]:
    """All figures of a process; its rosters; and how many rows a second are only copied."""
    folder = bed.home / f"rosters_{learners}"
    folder.mkdir()
    rosters = rosters_of(folder, learners)
    service = wiring("learners").SERVICE
    store = bed.stores.get(f"importing_{learners}", *service.migration_folders)
    told = _in_a_process(store, rosters)
    _check(told, rosters)
    return told, rosters, rosters.learners / seconds_of(lambda: _copy(store, rosters.whole))


def _in_a_process(store: Store, rosters: Rosters) -> dict[str, Any]:
    once = [sys.executable, "-m", "tests.bench.import_once"]
    given = {"name": store.name, "superuser": store.superuser, "passwords": str(store.passwords)}
    said = json.dumps(given | {"rosters": asdict(rosters)}, default=str)
    done = subprocess.run(once, input=said, stdout=subprocess.PIPE, text=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _check(told: dict[str, Any], rosters: Rosters) -> None:
    """A figure of work that was not done is none."""
    assert told["whole"]["changed"] > rosters.learners - SCHOOL, told
    assert told["again"]["changed"] == 0, told
    assert told["delta"]["changed"] == rosters.changes, told
    assert told["rollover"]["changed"] == rosters.learners, told


def _copy(store: Store, roster: Path) -> None:
    """The learners' rows read by csv, and copied into one table."""
    with (
        store.connect() as connection,
        zipfile.ZipFile(roster) as archive,
        archive.open(CHANGED) as users,
    ):
        connection.execute("CREATE TABLE copied (id text PRIMARY KEY, told text[])")
        with connection.cursor().copy("COPY copied FROM STDIN") as copy:
            for row in csv.DictReader(TextIOWrapper(users, "utf-8", newline="")):
                if row["grades"]:
                    told = [row["userIds"], row["givenName"], row["familyName"], row["grades"]]
                    copy.write_row((row["sourcedId"], told))


def _speed(told: dict[str, Any], rosters: Rosters, copied: float) -> Iterator[Figure]:
    for name, words in WORDS.items():
        per_second = rosters.learners / told[name]["took"]
        yield Figure(
            what=words.format(learners=rosters.learners),
            ours=f"{rate(per_second)}, {told[name]['took']:,.0f} s",
            beside=f"their rows read and copied into one table {rate(copied)}",
            ratio=per_second / copied,
        )
    yield Figure(
        what=f"A delta of {rosters.changes:,} rows upon that",
        ours=f"{told['delta']['took']:,.1f} s",
        beside=f"the whole again {told['again']['took']:,.1f} s",
        ratio=told["again"]["took"] / told["delta"]["took"],
    )
    yield Figure(
        what="The request of the import answered, after",
        ours=f"{told['whole']['answered']:,.1f} s",
        beside=f"that of the rollover {told['rollover']['answered']:,.1f} s",
        ratio=told["rollover"]["answered"] / told["whole"]["answered"],
        aim=30,
        value=told["whole"]["answered"],
        most=True,
        unit=" s",
    )


def _memory(small: dict[str, Any], large: dict[str, Any]) -> Iterator[Figure]:
    """The peak of each process after its first import, and after all of its work."""
    for what, name in (("that import", "whole"), ("all of it", "rollover")):
        yield Figure(
            what=f"Peak memory of the process after {what}",
            ours=f"{large[name]['peak']:,.0f} MB",
            beside=f"with a tenth of the learners {small[name]['peak']:,.0f} MB",
            ratio=large[name]["peak"] / small[name]["peak"],
            aim=1.5,
            most=True,
        )


def _waiting(told: dict[str, Any]) -> Iterator[Figure]:
    """What a concern of the same authority waited for while the roster came in."""
    for what, of in (("median", median), ("the longest", max)):
        during, idle = of(told["waited"]), of(told["idle"])
        yield Figure(
            what=f"A concern raised meanwhile, {what} of {len(told['waited'])}",
            ours=milliseconds(during),
            beside=f"with nothing else going on {milliseconds(idle)}",
            ratio=idle / during,
        )
