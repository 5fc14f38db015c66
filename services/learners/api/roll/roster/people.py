"""users.csv: everybody has a name and a role, and the posts of those who are staff."""

from collections.abc import Mapping
from uuid import UUID

from services.learners.api.roll.roster import cells
from services.learners.api.roll.roster.reading import Reading
from services.learners.api.roll.roster.roles import UserRoles
from services.learners.domain.roll.staff_member import Post, RegisterStaffMember

_BOOLEANS = {"true": True, "false": False}


def check_users(reading: Reading, roles: Mapping[str, UserRoles]) -> None:
    """Report users without a name, or without a role."""
    all_roles_known = reading.sheets["roles.csv"].is_whole
    for sourced_id, row in reading.sheets["users.csv"]:
        cells.text(row, "givenName")
        cells.text(row, "familyName")
        cells.choice(row, "enabledUser", _BOOLEANS)
        if sourced_id not in roles and all_roles_known and not row.source.is_known:
            row.fault("sourcedId", "role_missing", "roles.csv gives this user no role.")


def staff_members(
    reading: Reading, roles: Mapping[str, UserRoles]
) -> dict[UUID, RegisterStaffMember]:
    """The staff to register, with all the posts they hold."""
    return {
        reading.user_id(sourced_id): RegisterStaffMember(
            given_name=cells.composed(row, "givenName"),
            family_name=cells.composed(row, "familyName"),
            posts=_posts(reading, roles[sourced_id]),
        )
        for sourced_id, row in reading.sheets["users.csv"]
        if sourced_id in roles and roles[sourced_id].posts
    }


def _posts(reading: Reading, known: UserRoles) -> tuple[Post, ...]:
    return tuple(
        Post(role=role, school_id=reading.org_id(org) if org in reading.schools.rows else None)
        for org, role in known.posts
    )
