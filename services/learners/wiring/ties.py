"""The ties: who stands how to a learner, and who is kept away."""

from typing import get_args

from services.learners.api.ties.capacity import capacity
from services.learners.api.ties.caseloads import caseloads
from services.learners.api.ties.emergencies import emergencies
from services.learners.api.ties.of_learner import OfLearner
from services.learners.api.ties.professionals import professionals
from services.learners.api.ties.relationships import Ties, relationships
from services.learners.api.ties.restrictions import restrictions
from services.learners.api.ties.young_people import young_people
from services.learners.domain.ties import (
    caseload,
    emergency_access,
    professional_engagement,
    restriction,
    young_person,
    young_person_messages,
)
from services.learners.projections.roll.class_places import CLASS_PLACES
from services.learners.projections.roll.learners import LEARNERS
from services.learners.projections.roll.staff_members import STAFF_MEMBERS
from services.learners.projections.ties.caseloads import CASELOADS
from services.learners.projections.ties.emergencies import EMERGENCIES
from services.learners.projections.ties.parents import PARENTS
from services.learners.projections.ties.professionals import PROFESSIONALS
from services.learners.projections.ties.restrictions import RESTRICTIONS
from services.learners.projections.ties.rights_passed import RIGHTS_PASSED
from services.learners.projections.ties.young_people import YOUNG_PEOPLE
from shared.runtime.http import Blueprint
from shared.runtime.ledger import Ledger
from shared.runtime.service import Aggregate

AGGREGATES = (
    Aggregate(
        "professional_engagement",
        professional_engagement.professional_engagement,
        get_args(professional_engagement.Event),
    ),
    Aggregate("caseload", caseload.caseload, get_args(caseload.Event)),
    Aggregate("young_person", young_person.young_person, get_args(young_person_messages.Event)),
    Aggregate("restriction", restriction.restriction, get_args(restriction.Event), kept_back=True),
    Aggregate(
        "emergency_access",
        emergency_access.emergency_access,
        (emergency_access.EmergencyAccessOpened,),
        kept_back=True,
    ),
)
PROJECTIONS = (
    PARENTS,
    PROFESSIONALS,
    CASELOADS,
    YOUNG_PEOPLE,
    RIGHTS_PASSED,
    RESTRICTIONS,
    EMERGENCIES,
)


def blueprints(ledger: Ledger) -> list[Blueprint]:
    """The routes about who stands how to a learner."""
    execute, find_learner = ledger.execute, ledger.finder(LEARNERS)
    find_professional, find_restriction = ledger.finder(PROFESSIONALS), ledger.finder(RESTRICTIONS)
    page_professionals = ledger.pager(PROFESSIONALS, ("engaged_at",))
    page_emergencies = ledger.pager(EMERGENCIES, ("opened_at",), descending=True)
    young = OfLearner("young_person", execute, find_learner)
    return [
        professionals(execute, find_learner, find_professional, page_professionals),
        caseloads(OfLearner("caseload", execute, find_learner), ledger.finder(STAFF_MEMBERS)),
        restrictions(execute, find_learner, find_restriction),
        young_people(young, ledger.finder(PARENTS)),
        capacity(young),
        emergencies(execute, find_learner, page_emergencies),
        relationships(find_learner, _ties(ledger)),
    ]


def _ties(ledger: Ledger) -> Ties:
    return Ties(
        class_places=ledger.lister(CLASS_PLACES),
        parents=ledger.lister(PARENTS),
        professionals=ledger.lister(PROFESSIONALS, ("engaged_at",)),
        caseloads=ledger.lister(CASELOADS, ("given_at",)),
        young_people=ledger.lister(YOUNG_PEOPLE),
        restrictions=ledger.lister(RESTRICTIONS, ("imposed_at",)),
    )
