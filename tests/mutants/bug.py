"""Planted bugs, as data: what is wrong, why it would matter, and the tests that must notice."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BUGS = Path(__file__).parent / "bugs"


class OutOfDate(Exception):
    """The code is not what a bug was written for: its old text is not there exactly once."""


@dataclass(frozen=True)
class Edit:
    """In this file, the old text is the right one."""

    file: str
    old: str
    new: str

    def applied(self, text: str) -> str:
        """The text with the bug in it; raises `OutOfDate`."""
        if text.count(self.old) != 1:
            raise OutOfDate(f"{self.file} has {text.count(self.old)} times: {self.old.strip()}")
        return text.replace(self.old, self.new)


@dataclass(frozen=True)
class Bug:
    """One mistake; where several walls stand against it, its edits take down all of them.

    `tests` are files, or single tests of them (`path::test_name`), of which one must fail.
    """

    name: str
    harm: str
    tests: tuple[str, ...]
    edits: tuple[Edit, ...]

    def planted(self, tree: Path) -> dict[Path, str]:
        """The files it changes, with the bug in them; raises `OutOfDate`."""
        texts: dict[Path, str] = {}
        for edit in self.edits:
            path = tree / edit.file
            texts[path] = edit.applied(texts.get(path) or path.read_text())
        return texts


def all_bugs() -> list[Bug]:
    """Every bug, in the order of the files and within them."""
    return [bug for path in sorted(BUGS.glob("*.toml")) for bug in _read(path)]


def _read(path: Path) -> Iterator[Bug]:
    for one in tomllib.loads(path.read_text())["bug"]:
        edits = tuple(Edit(**edit) for edit in one.pop("edits"))
        yield Bug(one.pop("name"), one.pop("harm"), tuple(one.pop("tests")), edits)
        assert not one, f"{path.name} says more than there is: {one}"
