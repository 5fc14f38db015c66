"""A class of a school, and who teaches it."""

from dataclasses import dataclass, replace
from uuid import UUID

from shared.modelling.decider import Decider
from shared.modelling.message import message


@message
class OpenClass:
    """A roster names this class, and all who teach it."""

    title: str
    school_id: UUID
    teacher_ids: tuple[UUID, ...]


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
    staff_member_id: UUID


@message
class ClassTeacherReleased:
    staff_member_id: UUID


Command = OpenClass
Event = ClassOpened | ClassDetailsCorrected | ClassTeacherAssigned | ClassTeacherReleased


@dataclass(frozen=True)
class SchoolClass:
    title: str
    school_id: UUID
    teacher_ids: tuple[UUID, ...] = ()


State = SchoolClass | None  # None until the class is opened


def decide(opened: State, command: Command) -> list[Event]:
    title, school_id = command.title, command.school_id
    if opened is None:
        events: list[Event] = [ClassOpened(title=title, school_id=school_id)]
        return events + _teachers((), command)
    if (opened.title, opened.school_id) == (title, school_id):
        return _teachers(opened.teacher_ids, command)
    corrected = ClassDetailsCorrected(title=title, school_id=school_id)
    return [corrected, *_teachers(opened.teacher_ids, command)]


def _teachers(known: tuple[UUID, ...], command: OpenClass) -> list[Event]:
    named = dict.fromkeys(command.teacher_ids)  # in the order given, each once
    released = [ClassTeacherReleased(staff_member_id=each) for each in known if each not in named]
    assigned = [ClassTeacherAssigned(staff_member_id=each) for each in named if each not in known]
    return [*released, *assigned]


def evolve(opened: State, event: Event) -> State:
    match event:
        case ClassOpened():
            return SchoolClass(event.title, event.school_id)
        case ClassDetailsCorrected():
            assert opened is not None
            return replace(opened, title=event.title, school_id=event.school_id)
        case ClassTeacherAssigned():
            assert opened is not None
            return replace(opened, teacher_ids=(*opened.teacher_ids, event.staff_member_id))
        case ClassTeacherReleased():
            assert opened is not None
            remaining = (each for each in opened.teacher_ids if each != event.staff_member_id)
            return replace(opened, teacher_ids=tuple(remaining))


school_class: Decider[State, Command, Event] = Decider(None, decide, evolve)
