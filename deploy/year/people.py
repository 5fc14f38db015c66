"""Who tells what in the year, and under which ids: the same in every run, so a repeat is known."""

from functools import cache
from uuid import UUID, uuid5

from deploy.demo.people import Learner, SchoolClass
from deploy.demo.talking import Person
from deploy.demo.travellers import staff
from deploy.year.school import authority, school

IDS = UUID("5a1d0f6e-6b3a-5c1e-9a55-2f1f4b1c7e02")


def id_of(whose: UUID, thing: str) -> str:
    """The id of something that a learner, class or school has in this year."""
    return str(uuid5(IDS, f"{whose}/{thing}"))


def alnco() -> Person:
    """The school's ALNCo."""
    return staff(school().alnco)


def headteacher() -> Person:
    """The school's headteacher."""
    return staff(school().headteacher)


def officer() -> Person:
    """The authority's ALN officer."""
    return staff(authority().officer)


def teacher_of(learner: Learner) -> Person:
    """The teacher of the learner's class."""
    return staff(_classes()[learner.class_id].teacher)


@cache
def _classes() -> dict[UUID, SchoolClass]:
    return {class_.class_id: class_ for class_ in school().classes}
