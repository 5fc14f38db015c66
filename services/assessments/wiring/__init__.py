"""Builds the assessments service: here, and with a file for each part."""

from pathlib import Path
from typing import get_args

from services.assessments.api.assessment_results import assessment_results
from services.assessments.api.corrections import corrections
from services.assessments.api.instruments import instruments
from services.assessments.domain.assessment_result import Event, assessment_result
from services.assessments.messaging.published import publish
from services.assessments.projections.assessment_results import ASSESSMENT_RESULTS
from services.assessments.wiring import response
from shared.relationships import RELATIONSHIPS
from shared.runtime.http import Blueprint
from shared.runtime.ledger import Ledger
from shared.runtime.looks import looks
from shared.runtime.records import records
from shared.runtime.service import Aggregate, Service

SERVICE = Service(
    name="assessments",
    migrations=Path(__file__).parents[1] / "migrations",
    relationships=RELATIONSHIPS,
    aggregates=(
        Aggregate("assessment_result", assessment_result, get_args(Event)),
        *response.AGGREGATES,
    ),
    projections=(ASSESSMENT_RESULTS, *response.PROJECTIONS),
    copies=(*RELATIONSHIPS.models, *response.COPIES),
    listens_to=("learners", "targets"),
    publish=publish,
)


def blueprints(ledger: Ledger) -> list[Blueprint]:
    """The routes, with what they need of the ledger."""
    find_learner = ledger.finder(RELATIONSHIPS.places)
    find_result = ledger.finder(ASSESSMENT_RESULTS)
    page_results = ledger.pager(ASSESSMENT_RESULTS, ("taken_on",))
    return [
        assessment_results(ledger.execute, find_learner, find_result, page_results, ledger.version),
        corrections(ledger.execute),
        instruments(),
        *response.blueprints(ledger),
        looks(ledger, "learners", find_learner),
        records(ledger, "learners", find_learner),
    ]
