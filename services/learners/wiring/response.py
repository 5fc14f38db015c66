"""The graduated response: what is noticed of a learner, and what the school does about it."""

from services.learners.api.response.chronology import chronology
from services.learners.api.response.concerns import concerns
from services.learners.domain.response import concern
from services.learners.projections.response.chronology import CHRONOLOGY
from services.learners.projections.response.concerns import CONCERNS
from services.learners.projections.roll.learners import LEARNERS
from services.learners.projections.roll.staff_members import STAFF_MEMBERS
from shared.runtime.http import Blueprint
from shared.runtime.ledger import Ledger
from shared.runtime.service import Aggregate

AGGREGATES = (Aggregate("concern", concern.concern, (concern.ConcernRaised,)),)
PROJECTIONS = (CONCERNS,)
COPIES = (CHRONOLOGY,)


def blueprints(ledger: Ledger) -> list[Blueprint]:
    """The routes of the graduated response."""
    find_learner, find_staff = ledger.finder(LEARNERS), ledger.finder(STAFF_MEMBERS)
    page_concerns = ledger.pager(CONCERNS, ("raised_at",))
    page_steps = ledger.pager(CHRONOLOGY, ("occurred_at", "recorded_at", "source", "position"))
    return [
        concerns(ledger.execute, find_learner, ledger.finder(CONCERNS), page_concerns),
        chronology(find_learner, find_staff, page_steps),
    ]
