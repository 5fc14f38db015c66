"""Builds the learners service: the only file that knows all its parts."""

from pathlib import Path
from typing import get_args

from services.learners.api.chronology import chronology
from services.learners.api.concerns import concerns
from services.learners.api.learners import learners
from services.learners.api.roster_imports import RosterLedger, roster_imports
from services.learners.api.schools import schools
from services.learners.api.tier_changes import tier_changes
from services.learners.domain import (
    concern,
    learner,
    learner_messages,
    roster,
    school,
    school_class,
    staff_member,
)
from services.learners.messaging.published import publish
from services.learners.projections.chronology import CHRONOLOGY
from services.learners.projections.classes import CLASSES
from services.learners.projections.concerns import CONCERNS
from services.learners.projections.learners import LEARNERS
from services.learners.projections.roster_imports import ROSTER_IMPORTS
from services.learners.projections.schools import SCHOOLS
from services.learners.projections.staff_members import STAFF_MEMBERS
from services.learners.projections.upns import UPNS
from shared.relationships import RELATIONSHIPS
from shared.relationships.own_log import folded_from_own_log
from shared.runtime.http import Blueprint
from shared.runtime.ledger import Ledger
from shared.runtime.looks import looks
from shared.runtime.records import records
from shared.runtime.service import Aggregate, Service

SERVICE = Service(
    name="learners",
    migrations=Path(__file__).parent / "migrations",
    relationships=RELATIONSHIPS,
    aggregates=(
        Aggregate("roster", roster.roster, (roster.RosterImported,)),
        Aggregate("school", school.school, get_args(school.Event)),
        Aggregate("school_class", school_class.school_class, get_args(school_class.Event)),
        Aggregate("staff_member", staff_member.staff_member, get_args(staff_member.Event)),
        Aggregate("learner", learner.learner, get_args(learner_messages.Event)),
        Aggregate("concern", concern.concern, (concern.ConcernRaised,)),
    ),
    projections=(
        LEARNERS,
        UPNS,
        CONCERNS,
        SCHOOLS,
        CLASSES,
        STAFF_MEMBERS,
        ROSTER_IMPORTS,
        *(folded_from_own_log(model, publish) for model in RELATIONSHIPS.models),
    ),
    copies=(CHRONOLOGY,),
    listens_to=("learners", "assessments", "targets", "notifications"),
    publish=publish,
)


def blueprints(ledger: Ledger) -> list[Blueprint]:
    """The routes, with what they need of the ledger."""
    find_learner = ledger.finder(LEARNERS)
    find_staff_member = ledger.finder(STAFF_MEMBERS)
    roster_ledger = RosterLedger(
        ledger.execute_all,
        ledger.version,
        ledger.lister(UPNS),
        ledger.finder(ROSTER_IMPORTS),
        ledger.pager(ROSTER_IMPORTS, ("imported_at",), descending=True),
    )
    page_steps = ledger.pager(CHRONOLOGY, ("occurred_at", "recorded_at", "source", "position"))
    page_concerns = ledger.pager(CONCERNS, ("raised_at",))
    page_learners = ledger.pager(LEARNERS, ("family_name", "given_name"))
    return [
        roster_imports(roster_ledger),
        learners(find_learner, page_learners, ledger.version),
        concerns(ledger.execute, find_learner, ledger.finder(CONCERNS), page_concerns),
        tier_changes(ledger.execute, find_staff_member),
        chronology(find_learner, find_staff_member, page_steps),
        schools(ledger.pager(SCHOOLS, ("name",)), ledger.pager(CLASSES, ("title",))),
        looks(ledger, "learners", find_learner),
        records(ledger, "learners", find_learner),
    ]
