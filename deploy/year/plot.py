"""What happens to whom in the year: worked out before anything is asked of the services."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from random import Random

from deploy.demo.people import Learner
from deploy.year.days import TERMS, next_triage, some_school_day
from deploy.year.school import CODE, school

WORRIED_ABOUT = 48
YOUNG = ("R", "1", "2")
AREAS = {
    True: ("phonics", "communication", "number", "personal_and_social", "sensory_or_physical"),
    False: ("reading", "spelling", "writing", "number", "behaviour", "organisation"),
}
OUTCOMES = ("watch", "monitor", "targets", "monitor", "targets", "screening", None, "aln_question")
TERM_OF_CONCERN = (0, 0, 0, 1, 1, 2)  # most are noticed as the year begins
MARGIN = timedelta(days=14)
LATE = timedelta(days=9)
TO_ALP = timedelta(days=49)


@dataclass(frozen=True)
class NextStep:
    """What was decided to do, by when, and when it was done, if it was."""

    due_on: date
    done_on: date | None


@dataclass(frozen=True)
class Worry:
    """A concern, and what came of it at the triage meeting on `decided_on`, if anything did."""

    area: str
    noticed_on: date
    decided_on: date | None
    outcome: str | None
    next_step: NextStep | None


@dataclass(frozen=True)
class TierMove:
    """From which day a learner is on a tier; `first_said` is another day, that was corrected."""

    tier: str
    since: date
    first_said: date | None = None


@dataclass(frozen=True)
class Year:
    """One learner's year; who `moves_on` goes to the neighbour, who `leaves_on` to elsewhere."""

    learner: Learner
    worry: Worry | None = None
    tiers: tuple[TierMove, ...] = ()
    moves_on: date | None = None
    leaves_on: date | None = None


@cache
def years() -> tuple[Year, ...]:
    """The year of every learner of the school."""
    chance = Random(int(CODE))  # noqa: S311 - made-up people, no secrets
    learners = school().learners
    worried = chance.sample(learners, WORRIED_ABOUT)
    stories = {learner: _worried(chance, learner, n) for n, learner in enumerate(worried)}
    others = [learner for learner in learners if learner not in stories]
    mover, leaver = chance.sample(others, 2)
    stories[mover] = Year(mover, moves_on=date(2026, 1, 12))
    stories[leaver] = Year(leaver, leaves_on=date(2026, 4, 24))
    return tuple(stories.get(learner, Year(learner)) for learner in learners)


def _worried(chance: Random, learner: Learner, number: int) -> Year:
    term = TERMS[chance.choice(TERM_OF_CONCERN)]
    noticed_on = some_school_day(chance, term)
    outcome, decided_on = OUTCOMES[number % len(OUTCOMES)], next_triage(noticed_on)
    if outcome is None or decided_on is None:
        return Year(learner, Worry(_area(chance, learner), noticed_on, None, None, None))
    worry = Worry(
        _area(chance, learner), noticed_on, decided_on, outcome, _next_step(chance, decided_on)
    )
    return _corrected(number, Year(learner, worry, tuple(_tiers(outcome, decided_on))))


def _area(chance: Random, learner: Learner) -> str:
    return chance.choice(AREAS[learner.year_group in YOUNG])


def _next_step(chance: Random, decided_on: date) -> NextStep:
    due_on = decided_on + MARGIN
    done_on = chance.choice((due_on - timedelta(days=4), due_on, due_on + LATE, None))
    return NextStep(due_on, done_on)


def _tiers(outcome: str, decided_on: date) -> Iterator[TierMove]:
    if outcome in ("targets", "aln_question"):
        yield TierMove("targeted", decided_on)
    if outcome == "aln_question":
        yield TierMove("alp", decided_on + TO_ALP)


def _corrected(number: int, year: Year) -> Year:
    """Of every tenth, the first change of tier was put down under a day that was not right."""
    if number % 10 or not year.tiers:
        return year
    first, *rest = year.tiers
    first = replace(first, first_said=first.since - timedelta(days=7))
    return replace(year, tiers=(first, *rest))
