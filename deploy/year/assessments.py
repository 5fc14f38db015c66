"""What the school tests when, and what each learner scores: worked out from who they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from deploy.demo.people import Learner, SchoolClass
from deploy.demo.school_days import age_on
from deploy.year.days import TERMS, Term
from deploy.year.people import id_of
from deploy.year.plot import YOUNG, Year
from deploy.year.school import school

JUNIOR = ("3", "4", "5", "6")
NATIONAL = ("2", *JUNIOR)
WORDS = 45
INTO_TERM = 30  # days, before the first half term


@dataclass(frozen=True)
class Instrument:
    """What is taken by which year groups, in which terms (by place)."""

    code: str
    year_groups: tuple[str, ...]
    terms: tuple[int, ...]


TAKEN = (
    Instrument("sight_words", YOUNG, (0, 1, 2)),
    Instrument("read_write_inc_phonics", YOUNG, (0, 1, 2)),
    Instrument("hertfordshire_reading", JUNIOR, (0, 2)),
    Instrument("number_stacks", JUNIOR, (0, 2)),
    Instrument("personalised_reading_welsh", NATIONAL, (1,)),
)


@dataclass(frozen=True)
class Sitting:
    """A class takes an instrument in a term."""

    class_: SchoolClass
    instrument: str
    term: Term

    @property
    def taken_on(self) -> date:
        """The day, the same for a year group in each term."""
        return self.term.starts_on + timedelta(days=INTO_TERM)

    @property
    def id(self) -> str:
        """Of its sheet."""
        return id_of(self.class_.class_id, f"{self.instrument} {self.term.name}")

    def sheet(self, there: list[Year]) -> dict[str, Any]:
        """The results of the class; every fifteenth was not at school that day."""
        rows = [self._row(year.learner, number) for number, year in enumerate(there, 1)]
        about = {"instrument": self.instrument, "form": f"{self.term.name} 2025/26"}
        return about | {"taken_on": self.taken_on.isoformat(), "results": rows}

    def _row(self, learner: Learner, number: int) -> dict[str, Any]:
        if not number % 15:
            return {"learner_id": str(learner.learner_id), "not_taken": "absent"}
        months = age_on(self.taken_on, learner.born_on)
        place = TERMS.index(self.term)
        chance = Random(f"{learner.learner_id}/{self.instrument}")  # noqa: S311 - no secret
        age = {"years": months // 12, "months": months % 12}
        result = _result(self.instrument, chance, months, place)
        return {"learner_id": str(learner.learner_id), "age_at_test": age, "result": result}


def sittings(term: Term) -> Iterator[Sitting]:
    """Every sitting of the term."""
    place = TERMS.index(term)
    for class_ in school().classes:
        for instrument in TAKEN:
            if place in instrument.terms and class_.year_group in instrument.year_groups:
                yield Sitting(class_, instrument.code, term)


def timetable() -> dict[str, Any]:
    """The school's timetable of the year: a window of a month around each sitting."""
    entries = [
        {
            "entry_id": id_of(school().school_id, f"{instrument.code} {place}"),
            "instrument": instrument.code,
            "year_groups": list(instrument.year_groups),
            "opens_on": (TERMS[place].starts_on + timedelta(days=INTO_TERM - 10)).isoformat(),
            "closes_on": (TERMS[place].starts_on + timedelta(days=INTO_TERM + 10)).isoformat(),
        }
        for instrument in TAKEN
        for place in instrument.terms
    ]
    return {"entries": entries}


def _result(instrument: str, chance: Random, months: int, place: int) -> dict[str, Any]:
    """A learner goes on from where they began, term by term."""
    start = chance.random()
    match instrument:
        case "sight_words":
            known = min(WORDS, int(start * 20) + 8 * place)
            return {"shape": "count_of", "number": known, "out_of": WORDS}
        case "read_write_inc_phonics":
            stages = ("set_1", "ditty", "red", "green", "purple", "pink")
            return {"shape": "stage", "stage": stages[min(5, int(start * 3) + place)]}
        case "hertfordshire_reading":
            read = months - 12 + int(start * 24)
            return {"shape": "age_equivalent", "years": read // 12, "months": read % 12}
        case "number_stacks":
            return {"shape": "count_of", "number": int(start * 12) + 4 * place, "out_of": 24}
        case _:
            score = 78 + int(start * 45)
            band = {"lower": score - 6, "upper": score + 6}
            return {"shape": "standardised_score", "score": score, **band}
