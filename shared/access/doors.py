"""By which door who comes in: staff and systems by one issuer's, families by another's."""

from shared.access.roles import Kind, Role

# Each role is of one kind; a test fails for a role that is of none.
ROLES: dict[Kind, frozenset[Role]] = {
    Kind.STAFF: frozenset(
        {
            Role.CLASS_TEACHER,
            Role.TEACHING_ASSISTANT,
            Role.ALNCO,
            Role.HEADTEACHER,
            Role.LA_OFFICER,
            Role.PROFESSIONAL,
            Role.PRIVACY_OFFICER,
        }
    ),
    Kind.FAMILY: frozenset({Role.PARENT, Role.YOUNG_PERSON}),
    Kind.INTEGRATION: frozenset({Role.INTEGRATION}),
}


def fits(role: Role, kind: Kind) -> bool:
    """May somebody of this kind be in this role?"""
    return role in ROLES[kind]


def kind_at(door: Kind, role: Role, *, machine: bool) -> Kind | None:
    """As what a token in this role comes in by this door; None: it may not.

    `machine` tells that a client got the token for itself, and no person did.
    """
    kind = Kind.INTEGRATION if machine or role is Role.INTEGRATION else door
    if kind is Kind.INTEGRATION and door is not Kind.STAFF:
        return None
    return kind if fits(role, kind) else None
