"""A school as a whole: what it calls its tiers, how its learners stand, what its staff can do."""

from typing import get_args
from uuid import UUID

from services.learners.api.response.overview import OverviewLedger, overview
from services.learners.api.response.overview_lists import ListLedger, overview_lists
from services.learners.api.response.tier_changes import TierChangeLedger, tier_changes
from services.learners.api.roll.intervention_leads import LeadLedger, intervention_leads
from services.learners.api.roll.known_staff import KnownStaff
from services.learners.api.roll.school_tiers import school_tiers
from services.learners.api.roll.staff_development import TrainingLedger, staff_development
from services.learners.api.roll.tier_schemas import NamesOf
from services.learners.domain.roll import intervention_lead, training
from services.learners.projections.response import overview as figures
from services.learners.projections.response.overview_facts import school_facts
from services.learners.projections.response.tier_changes import TIER_CHANGES
from services.learners.projections.roll.intervention_leads import INTERVENTION_LEADS
from services.learners.projections.roll.learners import LEARNERS
from services.learners.projections.roll.school_tiers import SCHOOL_TIERS, named_on
from services.learners.projections.roll.schools import SCHOOLS
from services.learners.projections.roll.staff_members import STAFF_MEMBERS
from services.learners.projections.roll.trainings import TRAININGS
from shared.runtime.http import Blueprint
from shared.runtime.ledger import Ledger
from shared.runtime.service import Aggregate

AGGREGATES = (
    Aggregate("training", training.training, get_args(training.Event)),
    Aggregate(
        "intervention_lead",
        intervention_lead.intervention_lead,
        get_args(intervention_lead.Event),
    ),
)
PROJECTIONS = (SCHOOL_TIERS, TIER_CHANGES, TRAININGS, INTERVENTION_LEADS)


def blueprints(ledger: Ledger) -> list[Blueprint]:
    """The routes about a school as a whole, and about the tiers of its learners."""
    return [
        school_tiers(ledger.execute, ledger.finder(SCHOOLS), ledger.version, names_of(ledger)),
        tier_changes(_tier_change_ledger(ledger)),
        *_staff(ledger),
        *_overview(ledger),
    ]


def names_of(ledger: Ledger) -> NamesOf:
    """The tiers of a school, as it calls them now."""
    find = ledger.finder(SCHOOL_TIERS)
    return lambda school_id: named_on(find(school_id))


def _tier_change_ledger(ledger: Ledger) -> TierChangeLedger:
    return TierChangeLedger(
        ledger.execute,
        ledger.finder(LEARNERS),
        ledger.finder(STAFF_MEMBERS),
        names_of(ledger),
        ledger.pager(TIER_CHANGES, ("effective_on", "recorded_at")),
    )


def _staff(ledger: Ledger) -> list[Blueprint]:
    find_school, staff = ledger.finder(SCHOOLS), KnownStaff(ledger.lister(STAFF_MEMBERS))
    page_leads = ledger.pager(INTERVENTION_LEADS, ("intervention", "since"))
    trainings = TrainingLedger(
        ledger.execute,
        find_school,
        staff,
        ledger.finder(TRAININGS),
        ledger.pager(TRAININGS, ("first_on",)),
        ledger.version,
    )
    return [
        staff_development(trainings),
        intervention_leads(LeadLedger(ledger.execute, find_school, staff, page_leads)),
    ]


def _overview(ledger: Ledger) -> list[Blueprint]:
    find_school, find_names = ledger.finder(SCHOOLS), ledger.finder(SCHOOL_TIERS)
    by_name = ("family_name", "given_name")

    def facts(school_id: UUID) -> figures.SchoolFacts:
        return school_facts(ledger.database, school_id, find_names(school_id))

    lists = ListLedger(
        find_school,
        lambda school_id, day: figures.learners_on(facts(school_id), day),
        ledger.lister(LEARNERS, by_name),
        ledger.pager(LEARNERS, by_name),
    )
    return [
        overview(OverviewLedger(find_school, facts, figures.overview)),
        overview_lists(lists),
    ]
