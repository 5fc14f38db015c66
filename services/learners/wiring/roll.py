"""The roll: schools, classes, staff and learners, and how they come in."""

from typing import get_args

from services.learners.api.roll.calendars import CalendarLedger, calendars
from services.learners.api.roll.closures import closures
from services.learners.api.roll.duplicates import DuplicateLedger, duplicates
from services.learners.api.roll.identities import IdentityReader, identities
from services.learners.api.roll.identity_keeping import identity_keeping
from services.learners.api.roll.known_calendar import Calendars
from services.learners.api.roll.learners import learners
from services.learners.api.roll.roll_histories import roll_histories
from services.learners.api.roll.rollovers import ROLLOVER, RolloverLedger, rollovers
from services.learners.api.roll.roster.commands import ROSTER_IMPORT
from services.learners.api.roll.roster.endings import KnownBefore
from services.learners.api.roll.roster_imports import RosterLedger, roster_imports
from services.learners.api.roll.school_days import school_days
from services.learners.api.roll.schools import schools
from services.learners.api.roll.transfers import transfers
from services.learners.api.roll.upns import upns
from services.learners.api.ties.of_learner import OfLearner
from services.learners.domain.roll import (
    identity_messages,
    learner,
    learner_identity,
    learner_messages,
    rollover,
    roster,
    school,
    school_calendar,
    school_class,
    staff_member,
)
from services.learners.projections.roll.class_places import CLASS_PLACES
from services.learners.projections.roll.classes import CLASSES
from services.learners.projections.roll.identities import IDENTITIES
from services.learners.projections.roll.learners import LEARNERS
from services.learners.projections.roll.likenesses import LIKENESSES
from services.learners.projections.roll.roll_histories import ROLL_HISTORIES
from services.learners.projections.roll.roster_imports import ROSTER_IMPORTS
from services.learners.projections.roll.school_calendars import SCHOOL_CALENDARS
from services.learners.projections.roll.school_closures import SCHOOL_CLOSURES
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
    Aggregate("school_calendar", school_calendar.school_calendar, get_args(school_calendar.Event)),
    Aggregate(
        "learner_identity", learner_identity.learner_identity, get_args(identity_messages.Event)
    ),
    Aggregate("rollover", rollover.rollover, (rollover.RolloverCompleted,)),
)
LONG_WORK = (ROSTER_IMPORT, ROLLOVER)
PROJECTIONS = (
    *(LEARNERS, UPNS, SCHOOLS, CLASSES, STAFF_MEMBERS, ROSTER_IMPORTS, CLASS_PLACES),
    *(SCHOOL_CALENDARS, SCHOOL_CLOSURES, IDENTITIES, ROLL_HISTORIES, LIKENESSES),
)


def blueprints(ledger: Ledger) -> list[Blueprint]:
    """The routes of the roll."""
    page_learners = ledger.pager(LEARNERS, ("family_name", "given_name"))
    return [
        roster_imports(_roster_ledger(ledger)),
        learners(ledger.finder(LEARNERS), page_learners, ledger.version, names_of(ledger)),
        schools(ledger.pager(SCHOOLS, ("name",)), ledger.pager(CLASSES, ("title",))),
        *_calendars(ledger),
        *_one_learner(ledger),
        duplicates(_duplicates(ledger)),
        rollovers(RolloverLedger(ledger.begin, ledger.go_on, ledger.work, ledger.walker(LEARNERS))),
    ]


def _calendars(ledger: Ledger) -> list[Blueprint]:
    find_school, list_schools = ledger.finder(SCHOOLS), ledger.lister(SCHOOLS)
    known = Calendars(ledger.lister(SCHOOL_CALENDARS), ledger.lister(SCHOOL_CLOSURES))
    page = ledger.pager(SCHOOL_CALENDARS, ("set_at",), descending=True)
    keeping = CalendarLedger(
        ledger.execute_all, ledger.version, find_school, list_schools, known, page
    )
    return [calendars(keeping), closures(keeping), school_days(keeping)]


def _one_learner(ledger: Ledger) -> list[Blueprint]:
    execute, find_learner = ledger.execute, ledger.finder(LEARNERS)
    find_history, find_identity = ledger.finder(ROLL_HISTORIES), ledger.finder(IDENTITIES)
    on_roll = OfLearner("learner", execute, find_learner)
    return [
        transfers(on_roll, ledger.version),
        upns(on_roll, ledger.lister(UPNS)),
        identity_keeping(OfLearner("learner_identity", execute, find_learner), ledger.version),
        identities(IdentityReader(find_learner, find_history, find_identity, ledger.version)),
        roll_histories(find_history),
    ]


def _duplicates(ledger: Ledger) -> DuplicateLedger:
    likenesses = ledger.lister(LIKENESSES, ("likeness",))
    find_learner, find_identity = ledger.finder(LEARNERS), ledger.finder(IDENTITIES)
    return DuplicateLedger(ledger.execute_all, likenesses, find_learner, find_identity)


def _roster_ledger(ledger: Ledger) -> RosterLedger:
    staff, classes = ledger.lister(STAFF_MEMBERS), ledger.lister(CLASSES)
    places, rights = ledger.walker(CLASS_PLACES), ledger.walker(RIGHTS_PASSED)
    return RosterLedger(
        ledger.begin,
        ledger.go_on,
        ledger.preview,
        ledger.work,
        ledger.source,
        ledger.walker(UPNS),
        ledger.walker(LIKENESSES),
        lambda: KnownBefore(staff({}), classes({}), places({}), rights({})),
        ledger.finder(ROSTER_IMPORTS),
        ledger.pager(ROSTER_IMPORTS, ("imported_at",), descending=True),
    )
