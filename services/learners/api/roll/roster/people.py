"""users.csv: everybody's name, and the posts of those who are staff."""

from collections.abc import Mapping
from uuid import UUID

from services.learners.api.roll.roster import cells
from services.learners.api.roll.roster.reading import Reading
from services.learners.api.roll.roster.roles import UserRoles
from services.learners.domain.roll.staff_member import Post, RegisterStaffMember

Name = tuple[str, str]
_BOOLEANS = {"true": True, "false": False}


def names(reading: Reading, roles: Mapping[str, UserRoles]) -> dict[str, Name]:
    """Given and family name by sourced id, of every user; each must have a role."""
    known = {}
    all_roles_known = reading.sheets["roles.csv"].is_whole
    for sourced_id, row in reading.sheets["users.csv"]:
        given, family = cells.text(row, "givenName"), cells.text(row, "familyName")
        cells.choice(row, "enabledUser", _BOOLEANS)
        if sourced_id not in roles and all_roles_known and not row.source.is_known:
            row.fault("sourcedId", "role_missing", "roles.csv gives this user no role.")
        if given is not None and family is not None:
            known[sourced_id] = (given, family)
    return known


def staff_members(
    reading: Reading, roles: Mapping[str, UserRoles], named: Mapping[str, Name]
) -> dict[UUID, RegisterStaffMember]:
    """The staff to register, with all the posts they hold."""
    return {
        reading.user_id(sourced_id): RegisterStaffMember(
            given_name=given, family_name=family, posts=_posts(reading, roles[sourced_id])
        )
        for sourced_id, (given, family) in named.items()
        if sourced_id in roles and roles[sourced_id].posts
    }


def _posts(reading: Reading, known: UserRoles) -> tuple[Post, ...]:
    return tuple(
        Post(
            role=role,
            school_id=reading.org_id(org) if org in reading.schools.rows else None,
        )
        for row, role in known.posts
        for org in [row["orgSourcedId"]]
    )
