"""roles.csv: who is a learner, who holds which post, and who is somebody's parent."""

from dataclasses import dataclass, replace

from services.learners.api.roll.roster import cells
from services.learners.api.roll.roster.reading import Reading
from services.learners.api.roll.roster.table import Row
from services.learners.domain.roll.learner_messages import Relationship
from services.learners.domain.roll.staff_member import PostRole

STUDENT = "student"
POSTS = {
    "teacher": PostRole.CLASS_TEACHER,
    "aide": PostRole.TEACHING_ASSISTANT,
    "ext:alnco": PostRole.ALNCO,  # OneRoster has no such role, and lets vocabularies be extended
    "ext:privacyOfficer": PostRole.PRIVACY_OFFICER,
    "principal": PostRole.HEADTEACHER,
    "districtAdministrator": PostRole.LA_OFFICER,
    "counselor": PostRole.OTHER,
    "proctor": PostRole.OTHER,
    "siteAdministrator": PostRole.OTHER,
    "systemAdministrator": PostRole.OTHER,
}
RELATIONSHIPS = {
    "parent": Relationship.PARENT,
    "guardian": Relationship.GUARDIAN,
    "relative": Relationship.RELATIVE,
}

_ROLES = {name: name for name in (STUDENT, *POSTS, *RELATIONSHIPS)}
_ROLE_TYPES = {"primary": True, "secondary": False}


@dataclass(frozen=True, slots=True)
class Attending:
    """A school attended, by its sourced id; `odd` is the row where that is of no school."""

    org: str
    is_primary: bool
    odd: Row | None


@dataclass(frozen=True, slots=True)
class UserRoles:
    """What one user is, and at which organisation; equal ones are one, for their number."""

    student: tuple[Attending, ...] = ()
    posts: tuple[tuple[str, PostRole], ...] = ()
    relationships: tuple[Relationship, ...] = ()


NOBODY = UserRoles()


def roles_by_user(reading: Reading) -> dict[str, UserRoles]:
    """The roles of each user; a user all of whose roles are over has an empty entry."""
    users, orgs = reading.sheets["users.csv"], reading.sheets["orgs.csv"]
    roles: dict[str, UserRoles] = {}
    known: dict[UserRoles, UserRoles] = {}
    for _, row in reading.sheets["roles.csv"]:
        user = cells.reference(row, "userSourcedId", users, "user_unknown")
        cells.reference(row, "orgSourcedId", orgs, "school_unknown")
        role = cells.choice(row, "role", _ROLES)
        is_primary = cells.choice(row, "roleType", _ROLE_TYPES)
        if user and role:
            before = roles.get(user, NOBODY)
            noted = _noted(before, row, role, is_primary=bool(is_primary), reading=reading)
            roles[user] = known.setdefault(noted, noted)
    return roles


def _noted(
    known: UserRoles, row: Row, role: str, *, is_primary: bool, reading: Reading
) -> UserRoles:
    if cells.is_over(row, reading.today):
        return known
    org = row["orgSourcedId"]
    if role == STUDENT:
        odd = None if org in reading.schools.rows else row
        return replace(known, student=(*known.student, Attending(org, is_primary, odd)))
    if role in POSTS:
        return replace(known, posts=(*known.posts, (org, POSTS[role])))
    return replace(known, relationships=(*known.relationships, RELATIONSHIPS[role]))


def school_of(user: Row, known: UserRoles, reading: Reading) -> str | None:
    """The sourced id of the school whose roll a learner is on; a dual registration has two.

    The primary organisation of the user decides, else the first primary role, else the first.
    """
    named = [one for one in known.student if one.org == user["primaryOrgSourcedId"]]
    primary = [one for one in known.student if one.is_primary]
    found = (named or primary or known.student)[0]
    if found.odd is None:
        return found.org
    if found.org in reading.sheets["orgs.csv"].rows:
        found.odd.fault("orgSourcedId", "org_not_school", "A learner is on the roll of a school.")
    return None
