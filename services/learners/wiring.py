"""Builds the learners service: the only file that knows all its parts."""

from pathlib import Path
from typing import get_args

from services.learners.api.response.chronology import chronology
from services.learners.api.response.concerns import concerns
from services.learners.api.response.tier_changes import tier_changes
from services.learners.api.roll.learners import learners
from services.learners.api.roll.roster.endings import KnownBefore
from services.learners.api.roll.roster_imports import RosterLedger, roster_imports
from services.learners.api.roll.schools import schools
from services.learners.api.ties.capacity import capacity
from services.learners.api.ties.caseloads import caseloads
from services.learners.api.ties.emergencies import emergencies
from services.learners.api.ties.of_learner import OfLearner
from services.learners.api.ties.professionals import professionals
from services.learners.api.ties.relationships import Ties, relationships
from services.learners.api.ties.restrictions import restrictions
from services.learners.api.ties.young_people import young_people
from services.learners.domain.response import concern
from services.learners.domain.roll import (
    learner,
    learner_messages,
    roster,
    school,
    school_class,
    staff_member,
)
from services.learners.domain.ties import (
    caseload,
    emergency_access,
    professional_engagement,
    restriction,
    young_person,
    young_person_messages,
)
from services.learners.messaging.published import publish
from services.learners.projections.response.chronology import CHRONOLOGY
from services.learners.projections.response.concerns import CONCERNS
from services.learners.projections.roll.class_places import CLASS_PLACES
from services.learners.projections.roll.classes import CLASSES
from services.learners.projections.roll.learners import LEARNERS
from services.learners.projections.roll.roster_imports import ROSTER_IMPORTS
from services.learners.projections.roll.schools import SCHOOLS
from services.learners.projections.roll.staff_members import STAFF_MEMBERS
from services.learners.projections.roll.upns import UPNS
from services.learners.projections.ties.caseloads import CASELOADS
from services.learners.projections.ties.emergencies import EMERGENCIES
from services.learners.projections.ties.parents import PARENTS
from services.learners.projections.ties.professionals import PROFESSIONALS
from services.learners.projections.ties.restrictions import RESTRICTIONS
from services.learners.projections.ties.rights_passed import RIGHTS_PASSED
from services.learners.projections.ties.young_people import YOUNG_PEOPLE
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
        Aggregate(
            "professional_engagement",
            professional_engagement.professional_engagement,
            get_args(professional_engagement.Event),
        ),
        Aggregate("caseload", caseload.caseload, get_args(caseload.Event)),
        Aggregate("young_person", young_person.young_person, get_args(young_person_messages.Event)),
        Aggregate(
            "restriction", restriction.restriction, get_args(restriction.Event), kept_back=True
        ),
        Aggregate(
            "emergency_access",
            emergency_access.emergency_access,
            (emergency_access.EmergencyAccessOpened,),
            kept_back=True,
        ),
    ),
    projections=(
        LEARNERS,
        UPNS,
        CONCERNS,
        SCHOOLS,
        CLASSES,
        STAFF_MEMBERS,
        ROSTER_IMPORTS,
        CLASS_PLACES,
        PARENTS,
        PROFESSIONALS,
        CASELOADS,
        YOUNG_PEOPLE,
        RIGHTS_PASSED,
        RESTRICTIONS,
        EMERGENCIES,
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
    page_steps = ledger.pager(CHRONOLOGY, ("occurred_at", "recorded_at", "source", "position"))
    page_concerns = ledger.pager(CONCERNS, ("raised_at",))
    page_learners = ledger.pager(LEARNERS, ("family_name", "given_name"))
    return [
        roster_imports(_roster_ledger(ledger)),
        learners(find_learner, page_learners, ledger.version),
        concerns(ledger.execute, find_learner, ledger.finder(CONCERNS), page_concerns),
        tier_changes(ledger.execute, find_staff_member),
        chronology(find_learner, find_staff_member, page_steps),
        schools(ledger.pager(SCHOOLS, ("name",)), ledger.pager(CLASSES, ("title",))),
        looks(ledger, "learners", find_learner),
        records(ledger, "learners", find_learner),
        *_ties(ledger),
    ]


def _roster_ledger(ledger: Ledger) -> RosterLedger:
    known = [ledger.lister(one) for one in (STAFF_MEMBERS, CLASSES, CLASS_PLACES, RIGHTS_PASSED)]
    return RosterLedger(
        ledger.execute_all,
        ledger.version,
        ledger.lister(UPNS),
        lambda: KnownBefore(*(select({}) for select in known)),
        ledger.finder(ROSTER_IMPORTS),
        ledger.pager(ROSTER_IMPORTS, ("imported_at",), descending=True),
    )


def _ties(ledger: Ledger) -> list[Blueprint]:
    """The routes about who stands how to a learner."""
    execute, find_learner = ledger.execute, ledger.finder(LEARNERS)
    find_professional, find_restriction = ledger.finder(PROFESSIONALS), ledger.finder(RESTRICTIONS)
    page_professionals = ledger.pager(PROFESSIONALS, ("engaged_at",))
    page_emergencies = ledger.pager(EMERGENCIES, ("opened_at",), descending=True)
    ties = Ties(
        class_places=ledger.lister(CLASS_PLACES),
        parents=ledger.lister(PARENTS),
        professionals=ledger.lister(PROFESSIONALS, ("engaged_at",)),
        caseloads=ledger.lister(CASELOADS, ("given_at",)),
        young_people=ledger.lister(YOUNG_PEOPLE),
        restrictions=ledger.lister(RESTRICTIONS, ("imposed_at",)),
    )
    young = OfLearner("young_person", execute, find_learner)
    return [
        professionals(execute, find_learner, find_professional, page_professionals),
        caseloads(OfLearner("caseload", execute, find_learner), ledger.finder(STAFF_MEMBERS)),
        restrictions(execute, find_learner, find_restriction),
        young_people(young, ledger.finder(PARENTS)),
        capacity(young),
        emergencies(execute, find_learner, page_emergencies),
        relationships(find_learner, ties),
    ]
