"""The demo authority: three schools and 600 learners, made up, and the same every time."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import count
from uuid import UUID

from deploy.demo import names
from deploy.demo.people import Authority, Learner, Parent, School, SchoolClass, StaffMember
from deploy.demo.roster_files import zipped
from services.learners.domain.roll.identity import Named, roster_id
from services.learners.domain.roll.upn import check_letter

CODE = "665"
YEAR_GROUPS = ("R", "1", "2", "3", "4", "5", "6")
EARLIEST_BIRTH_IN_RECEPTION = date(2021, 9, 1)  # of school year 2026/27: four on 31 August 2026
SEED = 665

ONE_PARENT = 0.25
ONE_NAME = 0.7
SIBLINGS = 0.35
WELSH_AT_HOME = {"cy": 0.75, "en": 0.15}  # by the language the school teaches in


@dataclass(frozen=True)
class _Plan:
    """A school to be filled; `welsh` is the share of families whose names are Welsh."""

    number: str
    name: str
    language: str
    welsh: float
    class_sizes: tuple[int, ...]


_PLANS = (
    _Plan("6652981", "Ysgol Glan-y-dŵr", "cy", 0.85, (30,) * 7),
    _Plan("6652982", "Ysgol Maes yr Helyg", "en", 0.4, (30,) * 7),
    _Plan("6653983", "St Oswin's Church in Wales Primary", "en", 0.3, (26,) * 5 + (25,) * 2),
)


@cache
def authority() -> Authority:
    """The authority, with every id the roster import will give."""
    chance = random.Random(SEED)  # noqa: S311 - made-up people, no secrets
    people = _People(chance)
    schools = tuple(_school(plan, people) for plan in _PLANS)
    officer = people.staff("la_officer", None, 0.5)
    guard = people.staff("privacy_officer", None, 0.5)
    return Authority(CODE, "Wrecsam / Wrexham (demo)", schools, officer, guard)


@cache
def roster_zip() -> bytes:
    """The authority's roster as a OneRoster 1.2 zip: the same bytes every time."""
    return zipped(authority())


class _People:
    """Invents people one after another, each with the next number."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self._learners, self._staff, self._parents = count(1), count(1), count(1)

    def staff(self, role: str, school_id: UUID | None, welsh: float) -> StaffMember:
        """A member of staff in one post."""
        sourced_id = f"staff-{next(self._staff):03}"
        given, family = self.given(self.sex(), welsh), self.family(welsh)
        return StaffMember(_user(sourced_id), sourced_id, given, family, role, school_id)

    def parents(self, family: str, plan: _Plan) -> tuple[Parent, ...]:
        """One parent or two; two need not share a name, nor a language."""
        first = self._parent(family, plan)
        if self._likely(ONE_PARENT):
            return (first,)
        other = family if self._likely(ONE_NAME) else self.family(plan.welsh)
        return (first, self._parent(other, plan))

    def child(self, plan: _Plan) -> tuple[str, str, str]:
        """Sourced id, sex and given name of a child."""
        sex = self.sex()
        return f"learner-{next(self._learners):04}", sex, self.given(sex, plan.welsh)

    def family(self, welsh: float) -> str:
        """A family name."""
        return self._of(names.WELSH_FAMILIES, names.ENGLISH_FAMILIES, welsh)

    def given(self, sex: str, welsh: float) -> str:
        """A given name."""
        if sex == "female":
            return self._of(names.WELSH_GIRLS, names.ENGLISH_GIRLS, welsh)
        return self._of(names.WELSH_BOYS, names.ENGLISH_BOYS, welsh)

    def sex(self) -> str:
        """As OneRoster writes it."""
        return self.chance.choice(("female", "male"))

    def _parent(self, family: str, plan: _Plan) -> Parent:
        number = next(self._parents)
        sourced_id = f"parent-{number:04}"
        return Parent(
            _user(sourced_id),
            sourced_id,
            self.given(self.sex(), plan.welsh),
            family,
            "cy" if self._likely(WELSH_AT_HOME[plan.language]) else "en",
            f"{sourced_id}@example.com",
        )

    def _of(self, welsh: Sequence[str], english: Sequence[str], share: float) -> str:
        return self.chance.choice(welsh if self._likely(share) else english)

    def _likely(self, share: float) -> bool:
        return self.chance.random() < share


def _school(plan: _Plan, people: _People) -> School:
    school_id = roster_id(CODE, Named.ORG, plan.number)
    classes = tuple(_classes(plan, school_id, people))
    empty = School(
        school_id=school_id,
        sourced_id=plan.number,
        number=plan.number,
        name=plan.name,
        language=plan.language,
        headteacher=people.staff("headteacher", school_id, plan.welsh),
        alnco=people.staff("alnco", school_id, plan.welsh),
        assistants=tuple(
            people.staff("teaching_assistant", school_id, plan.welsh) for _ in range(3)
        ),
        classes=classes,
        learners=(),
    )
    return replace(empty, learners=tuple(_learners(plan, empty, people)))


def _classes(plan: _Plan, school_id: UUID, people: _People) -> Iterator[SchoolClass]:
    titles = names.WELSH_CLASSES if plan.language == "cy" else names.ENGLISH_CLASSES
    for year_group, title in zip(YEAR_GROUPS, titles, strict=True):
        sourced_id = f"class-{plan.number}-{year_group}"
        teacher = people.staff("class_teacher", school_id, plan.welsh)
        class_id = roster_id(CODE, Named.CLASS, sourced_id)
        yield SchoolClass(class_id, sourced_id, title, year_group, teacher)


def _learners(plan: _Plan, school: School, people: _People) -> Iterator[Learner]:
    """Family by family, until every class is full."""
    serials = {year_group: count(1) for year_group in YEAR_GROUPS}
    for years in _families(plan, people.chance):
        family = people.family(plan.welsh)
        parents = people.parents(family, plan)
        for year in years:
            sourced_id, sex, given = people.child(plan)
            class_ = school.classes[year]
            yield Learner(
                learner_id=_user(sourced_id),
                sourced_id=sourced_id,
                upn=_upn(plan.number, year, next(serials[class_.year_group])),
                given_name=given,
                family_name=family,
                born_on=_born_on(year, people.chance),
                sex=sex,
                year_group=class_.year_group,
                school_id=school.school_id,
                class_id=class_.class_id,
                teacher_id=class_.teacher.staff_member_id,
                parents=parents,
            )


def _families(plan: _Plan, chance: random.Random) -> Iterator[tuple[int, ...]]:
    """The years the children of each family are in: one child, or siblings two years apart."""
    free = list(plan.class_sizes)
    while any(free):
        year = chance.choice([year for year, places in enumerate(free) if places])
        apart = chance.choice((2, 3)) if chance.random() < SIBLINGS else len(free)
        years = tuple(each for each in range(year, len(free), apart) if free[each])
        for each in years:
            free[each] -= 1
        yield years


def _born_on(year: int, chance: random.Random) -> date:
    first = EARLIEST_BIRTH_IN_RECEPTION.replace(year=EARLIEST_BIRTH_IN_RECEPTION.year - year)
    return first + timedelta(days=chance.randrange(365))


def _upn(school_number: str, year: int, serial: int) -> str:
    """Given when the learner came to reception, `year` years before September 2026."""
    rest = f"{school_number}{26 - year:02}{serial:03}"
    return check_letter(rest) + rest


def _user(sourced_id: str) -> UUID:
    return roster_id(CODE, Named.USER, sourced_id)
