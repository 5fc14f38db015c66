"""Puts the figures of a run, and the machine they are of, into docs/benchmarks.md."""

import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from os import cpu_count
from pathlib import Path

import psutil

from tests.bench.figures import Figure, table

PAGE = Path(__file__).parents[2] / "docs/benchmarks.md"
BEGIN, END = "<!-- measured -->", "<!-- /measured -->"
PACKAGES = ("psycopg", "kafka-python", "orjson", "cattrs", "gunicorn", "eventsourcing")


def write(figures: Sequence[Figure]) -> None:
    """Replace what stands between the marks; the rest of the page is written by people."""
    before, _, rest = PAGE.read_text().partition(BEGIN)
    _, _, after = rest.partition(END)
    measured = f"{BEGIN}\n{machine()}\n\n{table(figures)}\n{END}"
    PAGE.write_text(before + measured + after)


def machine() -> str:
    """What it was measured on, in words."""
    gibibytes = psutil.virtual_memory().total / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{datetime.now(UTC):%Y-%m-%d}: {cpu_count()} cores ({_processor()}), {gibibytes:.0f} GiB,"
        f" {platform.system()} {platform.release()}, Python {platform.python_version()};"
        f" PostgreSQL 18 as a wheel, its own defaults with fsync on; {packages}."
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    named = (line.partition(": ")[2] for line in lines if line.startswith("model name"))
    return next(named, platform.machine())
