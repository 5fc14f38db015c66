"""Planted bugs: `python -m tests.mutants [NAME …]`; every one must be caught.

A suite that passes with one of them is not finished. NAME is a part of a bug's name; where none is
given, the tests are first run on the tree as it is, for a suite that fails by itself catches
nothing.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.mutants.bug import Bug, all_bugs
from tests.mutants.trial import copied_tree, run, tried
from tests.mutants.verdict import Fate, Verdict

Tried = tuple[str, Verdict]


def main() -> int:
    """Try what was asked for; the status is 0 where all were caught."""
    parser = argparse.ArgumentParser(prog="tests.mutants", description=__doc__)
    parser.add_argument("name", nargs="*", help="a part of a bug's name; none means all")
    names = parser.parse_args().name
    bugs = [bug for bug in all_bugs() if not names or any(name in bug.name for name in names)]
    with copied_tree() as tree:
        if not names and not healthy(bugs, tree):
            return 1
        fates = list(trials(bugs, tree))
    missed = sum(verdict.fate is not Fate.CAUGHT for _, verdict in fates)
    say(table(fates))
    say(f"{len(fates)} bugs, {missed} of them not caught")
    return 1 if missed or not fates else 0


def healthy(bugs: Sequence[Bug], tree: Path) -> bool:
    """Do all their tests pass where nothing is planted?"""
    verdict = run(sorted({path for bug in bugs for path in bug.tests}), tree)
    say(f"without any bug: {verdict.seconds:.0f} s, {verdict.told or 'all pass'}")
    return verdict.fate is Fate.SURVIVED


def trials(bugs: Sequence[Bug], tree: Path) -> Iterator[Tried]:
    """One after the other, told as they end."""
    for bug in bugs:
        verdict = tried(bug, tree)
        say(line(bug.name, verdict))
        yield bug.name, verdict


def table(fates: Sequence[Tried]) -> str:
    """All of them, the caught ones last."""
    ordered = sorted(fates, key=lambda one: one[1].fate is Fate.CAUGHT)
    return "\n".join(["", *(line(*one) for one in ordered)])


def line(name: str, verdict: Verdict) -> str:
    """One bug in words."""
    return f"{verdict.fate:<11} {verdict.seconds:4.0f} s  {name:<62} {verdict.told}"


def say(text: str) -> None:
    """Tell whoever watches."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
