"""agentSourcedIds: who is whose parent, guardian or relative."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from services.learners.api.roll.roster import cells
from services.learners.api.roll.roster.reading import Reading
from services.learners.api.roll.roster.roles import UserRoles
from services.learners.domain.roll.learner_messages import Parent, Relationship


def parents_by_learner(
    reading: Reading, roles: Mapping[str, UserRoles]
) -> dict[str, tuple[Parent, ...]]:
    """The parents of each learner, by the learner's sourced id.

    A system may name the parent in the learner's row, the learner in the parent's, or both.
    """
    nobody = UserRoles()
    named: dict[str, dict[str, Relationship]] = defaultdict(dict)
    for one, other in _agents(reading):
        for learner, person in ((one, other), (other, one)):
            relationships = roles.get(person, nobody).relationships
            if relationships and roles.get(learner, nobody).student:
                named[learner][person] = _closest(relationships)
    return {
        learner: tuple(
            Parent(parent_id=reading.user_id(person), relationship=relationship)
            for person, relationship in people.items()
        )
        for learner, people in named.items()
    }


def _agents(reading: Reading) -> Iterator[tuple[str, str]]:
    users = reading.sheets["users.csv"]
    for sourced_id, row in users:
        for agent in cells.references(row, "agentSourcedIds", users, "user_unknown"):
            yield sourced_id, agent


def _closest(relationships: tuple[Relationship, ...]) -> Relationship:
    return next(relationship for relationship in Relationship if relationship in relationships)
