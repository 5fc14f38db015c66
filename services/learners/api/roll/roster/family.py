"""agentSourcedIds: who is whose parent, guardian or relative."""

from collections.abc import Iterator, Mapping

from services.learners.api.roll.roster import cells
from services.learners.api.roll.roster.reading import Reading
from services.learners.api.roll.roster.roles import NOBODY, UserRoles
from services.learners.domain.roll.learner_messages import Parent, Relationship


def families(reading: Reading, roles: Mapping[str, UserRoles]) -> dict[str, tuple[str, ...]]:
    """The sourced ids of the parents of each learner, by the learner's.

    A system may name the parent in the learner's row, the learner in the parent's, or both.
    """
    named: dict[str, tuple[str, ...]] = {}
    for one, other in _agents(reading):
        for learner, person in ((one, other), (other, one)):
            is_family = bool(roles.get(person, NOBODY).relationships)
            if is_family and roles.get(learner, NOBODY).student:
                known = named.get(learner, ())
                named[learner] = known if person in known else (*known, person)
    return named


def parent_of(reading: Reading, sourced_id: str, known: UserRoles) -> Parent:
    """Somebody as what they are to the learners whose family they are."""
    return Parent(parent_id=reading.user_id(sourced_id), relationship=_closest(known.relationships))


def _agents(reading: Reading) -> Iterator[tuple[str, str]]:
    users = reading.sheets["users.csv"]
    for sourced_id, row in users:
        for agent in cells.references(row, "agentSourcedIds", users, "user_unknown"):
            yield sourced_id, agent


def _closest(relationships: tuple[Relationship, ...]) -> Relationship:
    return next(relationship for relationship in Relationship if relationship in relationships)
