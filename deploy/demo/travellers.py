"""The sixty children of the journey, and the people around each."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID, uuid5

from deploy.demo.people import Authority, Learner, Parent, School, StaffMember
from deploy.demo.stories import Story, story_of
from deploy.demo.talking import Person

IDS = UUID("0f0b5e0c-3c55-5e0e-8a8e-6a2d1c0c7e01")
YEARS = ("2", "3", "4", "5", "6")  # those in which the personalised assessments are taken
OF_EACH_CLASS = 4


@dataclass(frozen=True)
class Traveller:
    """A child on the journey: what happens, and who does it."""

    learner: Learner
    school: School
    story: Story
    teacher: Person
    alnco: Person

    @property
    def name(self) -> str:
        """The child's name."""
        return f"{self.learner.given_name} {self.learner.family_name}"

    def id_of(self, thing: str) -> UUID:
        """The id of something of this child's: the same in every run, so a repeat is known."""
        return uuid5(IDS, f"{self.learner.learner_id}/{thing}")


def travellers(authority: Authority) -> list[Traveller]:
    """Four children of each class from Year 2 to Year 6, in every school."""
    return [one for school in authority.schools for one in _of_school(school)]


def parents(children: list[Traveller]) -> dict[Parent, list[Traveller]]:
    """Each parent once, with those of the children that are theirs."""
    found: dict[Parent, list[Traveller]] = {}
    for child in children:
        for parent in child.learner.parents:
            found.setdefault(parent, []).append(child)
    return found


def staff(member: StaffMember) -> Person:
    """A member of staff as the holder of a token."""
    return Person(member.role, member.staff_member_id, f"{member.given_name} {member.family_name}")


def parent(one: Parent) -> Person:
    """A parent as the holder of a token."""
    return Person("parent", one.parent_id, f"{one.given_name} {one.family_name}")


def supplier() -> Person:
    """The schools' system, which keeps the roster and the families' addresses up to date."""
    return Person("integration", uuid5(IDS, "supplier"), "MIS supplier")


def _of_school(school: School) -> Iterator[Traveller]:
    number = 0
    for class_ in school.classes:
        if class_.year_group not in YEARS:
            continue
        pupils = [one for one in school.learners if one.class_id == class_.class_id]
        for learner in pupils[:OF_EACH_CLASS]:
            yield Traveller(
                learner,
                school,
                story_of(learner, school, number),
                staff(class_.teacher),
                staff(school.alnco),
            )
            number += 1
