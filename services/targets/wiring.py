"""Builds the targets service: the only file that knows all its parts."""

from pathlib import Path
from typing import get_args

from services.targets.api.reviews import reviews
from services.targets.api.shares import shares
from services.targets.api.small_step_targets import small_step_targets
from services.targets.domain.small_step_target import small_step_target
from services.targets.domain.small_step_target_messages import Event
from services.targets.messaging.published import publish
from services.targets.projections.small_step_targets import SMALL_STEP_TARGETS
from shared.relationships import RELATIONSHIPS
from shared.runtime.http import Blueprint
from shared.runtime.ledger import Ledger
from shared.runtime.looks import looks
from shared.runtime.records import records
from shared.runtime.service import Aggregate, Service

SERVICE = Service(
    name="targets",
    migrations=Path(__file__).parent / "migrations",
    relationships=RELATIONSHIPS,
    aggregates=(Aggregate("small_step_target", small_step_target, get_args(Event)),),
    projections=(SMALL_STEP_TARGETS,),
    copies=RELATIONSHIPS.models,
    listens_to=("learners",),
    publish=publish,
)


def blueprints(ledger: Ledger) -> list[Blueprint]:
    """The routes, with what they need of the ledger."""
    find_learner = ledger.finder(RELATIONSHIPS.places)
    find_target = ledger.finder(SMALL_STEP_TARGETS)
    page_targets = ledger.pager(SMALL_STEP_TARGETS, ("review_on",))
    return [
        small_step_targets(ledger.execute, find_learner, find_target, page_targets, ledger.version),
        shares(ledger.execute),
        reviews(ledger.execute),
        looks(ledger, "learners", find_learner),
        records(ledger, "learners", find_learner),
    ]
