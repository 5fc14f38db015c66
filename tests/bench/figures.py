"""What was measured: each figure beside a named reference of the same run, and the aim."""

from collections.abc import Iterable
from dataclasses import dataclass

HEADINGS = ("Measured", "Ours", "Beside", "Ratio", "Aim", "")


@dataclass(frozen=True)
class Figure:
    """One line: a figure of ours and of a reference, in words; `ratio` is ours to theirs.

    `aim` is compared with the ratio where it is one, else with `value`: at least it, or with
    `most`, at most it.
    """

    what: str
    ours: str
    beside: str = ""
    ratio: float | None = None
    aim: float | None = None
    value: float | None = None
    most: bool = False
    unit: str = ""

    @property
    def met(self) -> bool | None:
        """Is the aim reached? None where nothing was aimed at."""
        found = self.ratio if self.value is None else self.value
        if self.aim is None or found is None:
            return None
        return found <= self.aim if self.most else found >= self.aim

    def cells(self) -> tuple[str, ...]:
        """Its cells in a table."""
        aim = "" if self.aim is None else f"{'≤' if self.most else '≥'} {self.aim:g}{self.unit}"
        verdict = {None: "", True: "met", False: "missed"}[self.met]
        shown = "" if self.ratio is None else f"{self.ratio:.2f}"
        return (self.what, self.ours, self.beside, shown, aim, verdict)


def rate(per_second: float, unit: str = "/s") -> str:
    """A figure per second, in words."""
    return f"{per_second:,.0f}{unit}"


def milliseconds(seconds: float) -> str:
    """A time, in words."""
    return f"{seconds * 1000:,.1f} ms"


def table(figures: Iterable[Figure]) -> str:
    """All of them as a table in Markdown."""
    rows = [HEADINGS, tuple("---" for _ in HEADINGS), *(figure.cells() for figure in figures)]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)
