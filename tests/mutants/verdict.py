"""What a run of pytest says about a planted bug, from its report and its status."""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from xml.etree import ElementTree as ET

ALL_PASSED, SOME_FAILED = 0, 1
NEW_LINE, LONGEST = "\n", 90
# Code that does not run is noticed by any test, and says nothing about this one.
DOES_NOT_RUN = re.compile(
    r"\b(SyntaxError|IndentationError|ImportError|ModuleNotFoundError|NameError|UnboundLocalError"
    r"|UndefinedColumn|UndefinedTable|UndefinedFunction|UndefinedParameter|AmbiguousColumn"
    r"|DatatypeMismatch|IndeterminateDatatype)\b"
)


class Fate(StrEnum):
    """What became of a bug."""

    CAUGHT = "caught"
    SURVIVED = "SURVIVED"
    BROKEN = "BROKEN"
    HUNG = "HUNG"
    OUT_OF_DATE = "OUT OF DATE"


@dataclass(frozen=True)
class Verdict:
    """Its fate, and by which test, or why."""

    fate: Fate
    told: str = ""
    seconds: float = 0.0


def judged(status: int, report: Path) -> Verdict:
    """Caught, where a test ran and failed; broken, where none could run."""
    if status == ALL_PASSED:
        return Verdict(Fate.SURVIVED)
    if status != SOME_FAILED or not report.exists():
        return Verdict(Fate.BROKEN, f"pytest ended with {status}")
    for case in ET.parse(report).iter("testcase"):  # noqa: S314 - our own report
        name = f"{case.get('classname', '').rpartition('.')[2]}::{case.get('name')}"
        if (error := case.find("error")) is not None:
            return Verdict(Fate.BROKEN, f"{name}: {error.get('message')}")
        if (failure := case.find("failure")) is not None:
            said = failure.get("message", "").strip()
            fate = Fate.BROKEN if DOES_NOT_RUN.search(said) else Fate.CAUGHT
            return Verdict(fate, f"{name}: {said.partition(NEW_LINE)[0][:LONGEST]}")
    return Verdict(Fate.BROKEN, "no test is said to have failed")
