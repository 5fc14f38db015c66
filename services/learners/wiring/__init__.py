"""Builds the learners service: the only folder that knows all its parts."""

from pathlib import Path

from services.learners.messaging.published import publish
from services.learners.projections.roll.learners import LEARNERS
from services.learners.wiring import exchange, overview, response, roll, ties
from shared.relationships import RELATIONSHIPS
from shared.relationships.own_log import folded_from_own_log
from shared.runtime.http import Blueprint
from shared.runtime.ledger import Ledger
from shared.runtime.looks import looks
from shared.runtime.records import records
from shared.runtime.service import Service

SERVICE = Service(
    name="learners",
    migrations=Path(__file__).parents[1] / "migrations",
    relationships=RELATIONSHIPS,
    aggregates=(
        *roll.AGGREGATES,
        *response.AGGREGATES,
        *ties.AGGREGATES,
        *overview.AGGREGATES,
        *exchange.AGGREGATES,
    ),
    projections=(
        *roll.PROJECTIONS,
        *response.PROJECTIONS,
        *ties.PROJECTIONS,
        *overview.PROJECTIONS,
        *exchange.PROJECTIONS,
        *(folded_from_own_log(model, publish) for model in RELATIONSHIPS.models),
    ),
    copies=response.COPIES,
    listens_to=("learners", "assessments", "targets", "notifications"),
    long_work=roll.LONG_WORK,
    publish=publish,
)


def blueprints(ledger: Ledger) -> list[Blueprint]:
    """The routes, with what they need of the ledger."""
    find_learner = ledger.finder(LEARNERS)
    return [
        *roll.blueprints(ledger),
        *response.blueprints(ledger),
        *ties.blueprints(ledger),
        *overview.blueprints(ledger),
        *exchange.blueprints(ledger),
        looks(ledger, "learners", find_learner),
        records(ledger, "learners", find_learner),
    ]
