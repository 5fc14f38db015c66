"""classes.csv and enrollments.csv: the classes, who teaches them and who is in them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from services.learners.api.roll.roster import cells
from services.learners.api.roll.roster.reading import Reading
from services.learners.api.roll.roster.roles import NOBODY, UserRoles
from services.learners.api.roll.roster.table import Row
from services.learners.domain.roll.learner_messages import ClassPlace
from services.learners.domain.roll.school_class import ClassRole, ClassStaff, OpenClass
from services.learners.domain.roll.staff_member import PostRole

OWN_CLASS = "homeroom"
CLASS_TYPES = {OWN_CLASS: True, "scheduled": False}
ENROLMENT_ROLES = ("administrator", "proctor", "student", "teacher")


@dataclass(frozen=True, slots=True)
class Held:
    """A place in a class of a school; `begun` is the first day in it, told of an own class only."""

    place: ClassPlace
    school: str
    begun: date | None


@dataclass
class Enrolments:
    """Places by the learner's sourced id, and staff by the class's; equal places are one."""

    places: dict[str, tuple[Held, ...]] = field(default_factory=dict)
    staff: dict[str, list[ClassStaff]] = field(default_factory=lambda: defaultdict(list))
    _known: dict[Held, Held] = field(default_factory=dict)

    def add(self, user: str, held: Held) -> None:
        """A learner is in one more class."""
        one = self._known.setdefault(held, held)
        self.places[user] = (*self.places.get(user, ()), one)

    def first_day(self, user: str, school: str) -> date | None:
        """When a learner came to a school, as far as its enrolments tell."""
        begun = [
            one.begun for one in self.places.get(user, ()) if one.school == school and one.begun
        ]
        return min(begun, default=None)


def enrolments(reading: Reading, roles: Mapping[str, UserRoles]) -> Enrolments:
    """Who is in which class, as learner or as teacher, today."""
    found = Enrolments()
    for _, row in reading.sheets["enrollments.csv"]:
        class_, user = _class_of(reading, row), _user_of(reading, row)
        role = cells.choice(row, "role", {name: name for name in ENROLMENT_ROLES})
        if cells.is_over(row, reading.today) or class_ is None or user is None:
            continue
        known = roles.get(user, NOBODY)
        if role == "student" and _may(row, known.student, "user_not_learner"):
            found.add(user, _held(reading, row, class_))
        elif role == "teacher" and _may(row, known.posts, "user_not_staff"):
            found.staff[class_].append(_staff(reading, user, known))
    return found


def open_classes(reading: Reading, found: Enrolments) -> dict[UUID, OpenClass]:
    """The classes to open, with those who teach and assist in them."""
    opened = {}
    for sourced_id, row in reading.sheets["classes.csv"]:
        title = cells.text(row, "title")
        cells.choice(row, "classType", CLASS_TYPES)
        cells.references(
            row, "termSourcedIds", reading.sheets["academicSessions.csv"], "session_unknown"
        )
        school = cells.reference(row, "schoolSourcedId", reading.schools, "school_unknown")
        if title is not None and school is not None:
            opened[reading.class_id(sourced_id)] = OpenClass(
                title=title,
                school_id=reading.org_id(school),
                staff=tuple(found.staff[sourced_id]),
            )
    return opened


def _class_of(reading: Reading, row: Row) -> str | None:
    classes = reading.sheets["classes.csv"]
    class_ = cells.reference(row, "classSourcedId", classes, "class_unknown")
    school = cells.reference(row, "schoolSourcedId", reading.schools, "school_unknown")
    if class_ is None or class_ not in classes.rows or school is None:
        return None
    its_school = classes.rows[class_]["schoolSourcedId"]
    if its_school != school and its_school in reading.schools.rows:
        row.fault("schoolSourcedId", "school_differs", "The class is at another school.")
        return None
    return class_


def _user_of(reading: Reading, row: Row) -> str | None:
    users = reading.sheets["users.csv"]
    user = cells.reference(row, "userSourcedId", users, "user_unknown")
    return user if user in users.rows else None


def _held(reading: Reading, row: Row, class_: str) -> Held:
    its = reading.sheets["classes.csv"].rows[class_]
    is_own = its["classType"] == OWN_CLASS
    place = ClassPlace(class_id=reading.class_id(class_), is_own_class=is_own)
    return Held(place, its["schoolSourcedId"], _begun(row, reading.today) if is_own else None)


def _begun(row: Row, today: date) -> date | None:
    """The first day in a learner's own class, where it is told: the register is taken there.

    In summer a roster has the classes of the year to come already: those tell nothing of the past.
    """
    begun = cells.day(row, "beginDate")
    return begun if begun is not None and begun <= today else None


def _staff(reading: Reading, user: str, known: UserRoles) -> ClassStaff:
    """OneRoster enrols an assistant as a teacher too; the posts tell who is only an assistant."""
    posts = {role for _, role in known.posts}
    only_assists = posts == {PostRole.TEACHING_ASSISTANT}
    role = ClassRole.ASSISTANT if only_assists else ClassRole.TEACHER
    return ClassStaff(staff_member_id=reading.user_id(user), role=role)


def _may(row: Row, roles: Sequence[object], code: str) -> bool:
    if not roles:
        row.fault("userSourcedId", code, "roles.csv gives this user no such role.")
    return bool(roles)
