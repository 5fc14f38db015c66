"""Invents an authority from plans of its schools: the same people every time for the same seed."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from uuid import UUID

from deploy.demo import names
from deploy.demo.people import Authority, Learner, Parent, School, SchoolClass, StaffMember
from services.learners.domain.roll.identity import Named, roster_id
from services.learners.domain.roll.upn import check_letter

YEAR_GROUPS = ("R", "1", "2", "3", "4", "5", "6")
AGE_BEFORE_RECEPTION = 4  # on 31 August

ONE_PARENT = 0.25
ONE_NAME = 0.7
SIBLINGS = 0.35
WELSH_AT_HOME = {"cy": 0.75, "en": 0.15}  # by the language the school teaches in


@dataclass(frozen=True)
class Plan:
    """A primary school to be filled; `welsh` is the share of families whose names are Welsh."""

    number: str
    name: str
    language: str
    welsh: float
    class_sizes: tuple[int, ...]


def invent(code: str, name: str, school_year: int, plans: Sequence[Plan]) -> Authority:
    """The authority in September of `school_year`, with every id the roster import will give."""
    people = _People(code, school_year)
    schools = tuple(_school(plan, people) for plan in plans)
    officer = people.staff("la_officer", None, 0.5)
    guard = people.staff("privacy_officer", None, 0.5)
    return Authority(code, name, school_year, schools, officer, guard)


class _People:
    """Invents people one after another, each with the next number."""

    def __init__(self, code: str, school_year: int) -> None:
        self.code = code
        self.school_year = school_year
        self.chance = random.Random(int(code))  # noqa: S311 - made-up people, no secrets
        self._learners, self._staff, self._parents = count(1), count(1), count(1)

    def staff(self, role: str, school_id: UUID | None, welsh: float) -> StaffMember:
        """A member of staff in one post."""
        sourced_id = f"staff-{next(self._staff):03}"
        given, family = self.given(self.sex(), welsh), self.family(welsh)
        return StaffMember(self.user(sourced_id), sourced_id, given, family, role, school_id)

    def parents(self, family: str, plan: Plan) -> tuple[Parent, ...]:
        """One parent or two; two need not share a name, nor a language."""
        first = self._parent(family, plan)
        if self._likely(ONE_PARENT):
            return (first,)
        other = family if self._likely(ONE_NAME) else self.family(plan.welsh)
        return (first, self._parent(other, plan))

    def child(self, plan: Plan) -> tuple[str, str, str]:
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

    def user(self, sourced_id: str) -> UUID:
        """The id that a person of the roster gets."""
        return roster_id(self.code, Named.USER, sourced_id)

    def _parent(self, family: str, plan: Plan) -> Parent:
        number = next(self._parents)
        sourced_id = f"parent-{number:04}"
        return Parent(
            self.user(sourced_id),
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


def _school(plan: Plan, people: _People) -> School:
    school_id = roster_id(people.code, Named.ORG, plan.number)
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


def _classes(plan: Plan, school_id: UUID, people: _People) -> Iterator[SchoolClass]:
    titles = names.WELSH_CLASSES if plan.language == "cy" else names.ENGLISH_CLASSES
    for year_group, title in zip(YEAR_GROUPS, titles, strict=True):
        sourced_id = f"class-{plan.number}-{year_group}"
        teacher = people.staff("class_teacher", school_id, plan.welsh)
        class_id = roster_id(people.code, Named.CLASS, sourced_id)
        yield SchoolClass(class_id, sourced_id, title, year_group, teacher)


def _learners(plan: Plan, school: School, people: _People) -> Iterator[Learner]:
    """Family by family, until every class is full."""
    serials = {year_group: count(1) for year_group in YEAR_GROUPS}
    for years in _families(plan, people.chance):
        family = people.family(plan.welsh)
        parents = people.parents(family, plan)
        for year in years:
            sourced_id, sex, given = people.child(plan)
            class_ = school.classes[year]
            yield Learner(
                learner_id=people.user(sourced_id),
                sourced_id=sourced_id,
                upn=_upn(plan.number, people.school_year - year, next(serials[class_.year_group])),
                given_name=given,
                family_name=family,
                born_on=_born_on(people.school_year - year, people.chance),
                sex=sex,
                year_group=class_.year_group,
                school_id=school.school_id,
                class_id=class_.class_id,
                teacher_id=class_.teacher.staff_member_id,
                parents=parents,
            )


def _families(plan: Plan, chance: random.Random) -> Iterator[tuple[int, ...]]:
    """The years the children of each family are in: one child, or siblings two years apart."""
    free = list(plan.class_sizes)
    while any(free):
        year = chance.choice([year for year, places in enumerate(free) if places])
        apart = chance.choice((2, 3)) if chance.random() < SIBLINGS else len(free)
        years = tuple(each for each in range(year, len(free), apart) if free[each])
        for each in years:
            free[each] -= 1
        yield years


def _born_on(came_in: int, chance: random.Random) -> date:
    return date(came_in - AGE_BEFORE_RECEPTION - 1, 9, 1) + timedelta(days=chance.randrange(365))


def _upn(school_number: str, came_in: int, serial: int) -> str:
    """Given when the learner came to reception, in September of that year."""
    rest = f"{school_number}{came_in % 100:02}{serial:03}"
    return check_letter(rest) + rest
