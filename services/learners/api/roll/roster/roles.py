"""roles.csv: who is a learner, who holds which post, and who is somebody's parent."""

from collections import defaultdict
from dataclasses import dataclass

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


@dataclass(slots=True)
class UserRoles:
    """What one user is. `student` holds (row, is primary) of each school attended."""

    student: tuple[tuple[Row, bool], ...] = ()
    posts: tuple[tuple[Row, PostRole], ...] = ()
    relationships: tuple[Relationship, ...] = ()


def roles_by_user(reading: Reading) -> dict[str, UserRoles]:
    """The roles of each user; a user all of whose roles are over has an empty entry."""
    users, orgs = reading.sheets["users.csv"], reading.sheets["orgs.csv"]
    roles: dict[str, UserRoles] = defaultdict(UserRoles)
    for _, row in reading.sheets["roles.csv"]:
        user = cells.reference(row, "userSourcedId", users, "user_unknown")
        cells.reference(row, "orgSourcedId", orgs, "school_unknown")
        role = cells.choice(row, "role", _ROLES)
        is_primary = cells.choice(row, "roleType", _ROLE_TYPES)
        if user and role:
            _note(roles[user], row, role, is_primary=bool(is_primary), reading=reading)
    return roles


def _note(known: UserRoles, row: Row, role: str, *, is_primary: bool, reading: Reading) -> None:
    if cells.is_over(row, reading.today):
        return
    if role == STUDENT:
        known.student += ((row, is_primary),)
    elif role in POSTS:
        known.posts += ((row, POSTS[role]),)
    else:
        known.relationships += (RELATIONSHIPS[role],)


def school_of(user: Row, known: UserRoles, reading: Reading) -> str | None:
    """The sourced id of the school whose roll a learner is on; a dual registration has two.

    The primary organisation of the user decides, else the first primary role, else the first.
    """
    named = [row for row, _ in known.student if row["orgSourcedId"] == user["primaryOrgSourcedId"]]
    primary = [row for row, is_primary in known.student if is_primary]
    role = (named or primary or [row for row, _ in known.student])[0]
    org = role["orgSourcedId"]
    if org in reading.schools.rows:
        return org
    if org in reading.sheets["orgs.csv"].rows:
        role.fault("orgSourcedId", "org_not_school", "A learner is on the roll of a school.")
    return None
