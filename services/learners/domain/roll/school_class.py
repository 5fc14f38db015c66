"""A class of a school, and who teaches it."""

from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from shared.modelling.decider import Decider
from shared.modelling.message import message


class ClassRole(StrEnum):
    """What a member of staff does in a class."""

    TEACHER = "class_teacher"
    ASSISTANT = "teaching_assistant"


@message
class ClassStaff:
    """A member of staff, as what they work in a class."""

    staff_member_id: UUID
    role: ClassRole = ClassRole.TEACHER


@message
class OpenClass:
    """A roster names this class, and all who teach or assist in it."""

    title: str
    school_id: UUID
    staff: tuple[ClassStaff, ...]


@message
class LeaveClass:
    """A roster does not name this class any more: nobody teaches it."""


# Stored for good under these names: add fields with defaults, rename nothing.
@message
class ClassOpened:
    title: str
    school_id: UUID


@message
class ClassDetailsCorrected:
    title: str
    school_id: UUID


@message
class ClassTeacherAssigned:
    VERSION = 2  # the role is new: whoever was assigned before taught the class

    staff_member_id: UUID
    role: ClassRole = ClassRole.TEACHER


@message
class ClassTeacherReleased:
    staff_member_id: UUID


Command = OpenClass | LeaveClass
Event = ClassOpened | ClassDetailsCorrected | ClassTeacherAssigned | ClassTeacherReleased


@dataclass(frozen=True)
class SchoolClass:
    title: str
    school_id: UUID
    staff: tuple[ClassStaff, ...] = ()


State = SchoolClass | None  # None until the class is opened


def decide(opened: State, command: Command) -> list[Event]:
    match command:
        case OpenClass():
            return _open(opened, command)
        case LeaveClass():
            return _staff(opened.staff if opened else (), ())


def _open(opened: State, command: OpenClass) -> list[Event]:
    title, school_id = command.title, command.school_id
    if opened is None:
        return [ClassOpened(title=title, school_id=school_id), *_staff((), command.staff)]
    changes = _staff(opened.staff, command.staff)
    if (opened.title, opened.school_id) == (title, school_id):
        return changes
    return [ClassDetailsCorrected(title=title, school_id=school_id), *changes]


def _staff(known: tuple[ClassStaff, ...], named: tuple[ClassStaff, ...]) -> list[Event]:
    once = dict.fromkeys(named)  # in the order given, each once
    left = [each for each in known if each not in once]
    joined = [each for each in once if each not in known]
    return [
        *(ClassTeacherReleased(staff_member_id=each.staff_member_id) for each in left),
        *(_assigned(each) for each in joined),
    ]


def _assigned(staff: ClassStaff) -> ClassTeacherAssigned:
    return ClassTeacherAssigned(staff_member_id=staff.staff_member_id, role=staff.role)


def evolve(opened: State, event: Event) -> State:
    match event:
        case ClassOpened():
            return SchoolClass(event.title, event.school_id)
        case ClassDetailsCorrected():
            assert opened is not None
            return replace(opened, title=event.title, school_id=event.school_id)
        case ClassTeacherAssigned():
            assert opened is not None
            joined = ClassStaff(staff_member_id=event.staff_member_id, role=event.role)
            return replace(opened, staff=(*opened.staff, joined))
        case ClassTeacherReleased():
            assert opened is not None
            gone = event.staff_member_id
            return replace(
                opened, staff=tuple(each for each in opened.staff if each.staff_member_id != gone)
            )


school_class: Decider[State, Command, Event] = Decider(None, decide, evolve)
