"""The roll: schools, classes, staff and learners, and how they come in."""

from typing import get_args

from services.learners.api.roll.learners import learners
from services.learners.api.roll.roster.endings import KnownBefore
from services.learners.api.roll.roster_imports import RosterLedger, roster_imports
from services.learners.api.roll.schools import schools
from services.learners.domain.roll import (
    learner,
    learner_messages,
    roster,
    school,
    school_class,
    staff_member,
)
from services.learners.projections.roll.class_places import CLASS_PLACES
from services.learners.projections.roll.classes import CLASSES
from services.learners.projections.roll.learners import LEARNERS
from services.learners.projections.roll.roster_imports import ROSTER_IMPORTS
from services.learners.projections.roll.schools import SCHOOLS
from services.learners.projections.roll.staff_members import STAFF_MEMBERS
from services.learners.projections.roll.upns import UPNS
from services.learners.projections.ties.rights_passed import RIGHTS_PASSED
from services.learners.wiring.overview import names_of
from shared.runtime.http import Blueprint
from shared.runtime.ledger import Ledger
from shared.runtime.service import Aggregate

AGGREGATES = (
    Aggregate("roster", roster.roster, (roster.RosterImported,)),
    Aggregate("school", school.school, get_args(school.Event)),
    Aggregate("school_class", school_class.school_class, get_args(school_class.Event)),
    Aggregate("staff_member", staff_member.staff_member, get_args(staff_member.Event)),
    Aggregate("learner", learner.learner, get_args(learner_messages.Event)),
)
PROJECTIONS = (LEARNERS, UPNS, SCHOOLS, CLASSES, STAFF_MEMBERS, ROSTER_IMPORTS, CLASS_PLACES)


def blueprints(ledger: Ledger) -> list[Blueprint]:
    """The routes of the roll."""
    page_learners = ledger.pager(LEARNERS, ("family_name", "given_name"))
    return [
        roster_imports(_roster_ledger(ledger)),
        learners(ledger.finder(LEARNERS), page_learners, ledger.version, names_of(ledger)),
        schools(ledger.pager(SCHOOLS, ("name",)), ledger.pager(CLASSES, ("title",))),
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
