"""The benchmarks: `python -m tests.bench [--quick] [--write] [NAME …]`.

Every figure stands beside a named reference of the same run; `--write` puts them, with the machine
described, into docs/benchmarks.md.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator

from tests.bench import (
    access,
    appending,
    consuming,
    folding,
    growing,
    importing,
    loading,
    report,
    travelling,
    walling,
)
from tests.bench.bed import Bed, made_up
from tests.bench.figures import Figure, table

MEASURES: dict[str, Callable[[Bed], Iterator[Figure]]] = {
    "appending": appending.measure,
    "loading": loading.measure,
    "folding": folding.measure,
    "consuming": consuming.measure,
    "travelling": travelling.measure,
    "access": access.measure,
    "growing": growing.measure,
    "importing": importing.measure,
    "walling": walling.measure,
}


def main() -> int:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(prog="tests.bench", description=__doc__)
    parser.add_argument("name", nargs="*", choices=[*MEASURES, []], help="none means all")
    parser.add_argument("--quick", action="store_true", help="smaller sizes, for every day")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    asked = parser.parse_args()
    figures = []
    with made_up(quick=asked.quick) as bed:
        for name in asked.name or MEASURES:
            began = time.monotonic()
            for figure in MEASURES[name](bed):
                say(" | ".join(figure.cells()))
                figures.append(figure)
            say(f"({name}: {time.monotonic() - began:.0f} s)")
            if asked.write:
                report.write(figures)
    say(table(figures))
    return 0


def say(text: str) -> None:
    """Tell whoever watches."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
