"""Builds the assessments service: the only folder that knows all its parts."""

from pathlib import Path

from services.assessments.messaging.published import publish
from services.assessments.wiring import response, results
from shared.relationships import RELATIONSHIPS
from shared.runtime.http import Blueprint
from shared.runtime.ledger import Ledger
from shared.runtime.looks import looks
from shared.runtime.records import records
from shared.runtime.service import Service

SERVICE = Service(
    name="assessments",
    migrations=Path(__file__).parents[1] / "migrations",
    relationships=RELATIONSHIPS,
    aggregates=(*results.AGGREGATES, *response.AGGREGATES),
    projections=(*results.PROJECTIONS, *response.PROJECTIONS),
    copies=(*RELATIONSHIPS.models, *results.COPIES, *response.COPIES),
    listens_to=("learners", "targets"),
    publish=publish,
)


def blueprints(ledger: Ledger) -> list[Blueprint]:
    """The routes, with what they need of the ledger."""
    find_learner = ledger.finder(RELATIONSHIPS.places)
    return [
        *results.blueprints(ledger),
        *response.blueprints(ledger),
        looks(ledger, "learners", find_learner),
        records(ledger, "learners", find_learner),
    ]
