"""Who is who in the demo authority: everything the journey needs to name, by id."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class Parent:
    """A parent, with the language notices are to be in, `cy` or `en`."""

    parent_id: UUID
    sourced_id: str
    given_name: str
    family_name: str
    language: str
    email: str


@dataclass(frozen=True)
class StaffMember:
    """A member of staff; `role` is as in a token. The authority's officers have no school."""

    staff_member_id: UUID
    sourced_id: str
    given_name: str
    family_name: str
    role: str
    school_id: UUID | None


@dataclass(frozen=True)
class Learner:
    """A learner, with the parents and the class teacher."""

    learner_id: UUID
    sourced_id: str
    upn: str
    given_name: str
    family_name: str
    born_on: date
    sex: str
    year_group: str
    school_id: UUID
    class_id: UUID
    teacher_id: UUID
    parents: tuple[Parent, ...]


@dataclass(frozen=True)
class SchoolClass:
    """A class of one year group."""

    class_id: UUID
    sourced_id: str
    title: str
    year_group: str
    teacher: StaffMember


@dataclass(frozen=True)
class School:
    """A school; `language` is the medium it teaches in."""

    school_id: UUID
    sourced_id: str
    number: str
    name: str
    language: str
    headteacher: StaffMember
    alnco: StaffMember
    assistants: tuple[StaffMember, ...]
    classes: tuple[SchoolClass, ...]
    learners: tuple[Learner, ...]

    @property
    def staff(self) -> tuple[StaffMember, ...]:
        """Everybody who works here."""
        teachers = (class_.teacher for class_ in self.classes)
        return (self.headteacher, self.alnco, *teachers, *self.assistants)


@dataclass(frozen=True)
class Authority:
    """A whole made-up authority; the school year is named by the year it starts in."""

    code: str
    name: str
    school_year: int
    schools: tuple[School, ...]
    officer: StaffMember
    privacy_officer: StaffMember

    @property
    def learners(self) -> tuple[Learner, ...]:
        """Every learner of every school."""
        return tuple(learner for school in self.schools for learner in school.learners)

    @property
    def parents(self) -> tuple[Parent, ...]:
        """Every parent, once, however many children."""
        found = (parent for learner in self.learners for parent in learner.parents)
        return tuple(dict.fromkeys(found))
