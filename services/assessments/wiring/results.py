"""Instruments, when they are taken, and the results: by one, by the class, by the file."""

from typing import get_args

from services.assessments.api.assessment_results import ResultsLedger, assessment_results
from services.assessments.api.assessment_windows import WindowsLedger, assessment_windows
from services.assessments.api.corrections import corrections
from services.assessments.api.entering import EnteringLedger
from services.assessments.api.instruments import instruments
from services.assessments.api.result_imports import result_imports
from services.assessments.api.result_sheets import result_sheets
from services.assessments.api.school_instruments import InstrumentsLedger, school_instruments
from services.assessments.api.timetables import TimetablesLedger, timetables
from services.assessments.domain import assessment_result, own_instrument
from services.assessments.domain.assessment_timetable import (
    AssessmentTimetableKept,
    assessment_timetable,
)
from services.assessments.domain.missed_assessment import AssessmentMissed, missed_assessment
from services.assessments.projections.assessment_results import ASSESSMENT_RESULTS
from services.assessments.projections.assessment_timetables import ASSESSMENT_TIMETABLES
from services.assessments.projections.learner_years import LEARNER_YEARS
from services.assessments.projections.missed_assessments import MISSED_ASSESSMENTS
from services.assessments.projections.school_instruments import SCHOOL_INSTRUMENTS
from shared.relationships import RELATIONSHIPS
from shared.relationships.classmates import CLASSMATES
from shared.runtime.http import Blueprint
from shared.runtime.ledger import Ledger
from shared.runtime.service import Aggregate

AGGREGATES = (
    Aggregate(
        "assessment_result",
        assessment_result.assessment_result,
        get_args(assessment_result.Event),
    ),
    Aggregate("missed_assessment", missed_assessment, (AssessmentMissed,)),
    Aggregate("instrument", own_instrument.own_instrument, get_args(own_instrument.Event)),
    Aggregate("assessment_timetable", assessment_timetable, (AssessmentTimetableKept,)),
)
PROJECTIONS = (ASSESSMENT_RESULTS, MISSED_ASSESSMENTS, SCHOOL_INSTRUMENTS, ASSESSMENT_TIMETABLES)
COPIES = (LEARNER_YEARS,)


def blueprints(ledger: Ledger) -> list[Blueprint]:
    """The routes from instruments to files of results."""
    entering = _entering(ledger)
    return [
        assessment_results(_results(ledger)),
        corrections(ledger.execute),
        instruments(ledger.lister(SCHOOL_INSTRUMENTS, ("code",))),
        school_instruments(
            InstrumentsLedger(ledger.execute, ledger.version, ledger.finder(SCHOOL_INSTRUMENTS))
        ),
        timetables(_timetables(ledger)),
        assessment_windows(_windows(ledger)),
        result_sheets(
            entering,
            ledger.pager(ASSESSMENT_RESULTS, ("taken_on",)),
            ledger.pager(MISSED_ASSESSMENTS, ("due_on",)),
        ),
        result_imports(entering),
    ]


def _results(ledger: Ledger) -> ResultsLedger:
    return ResultsLedger(
        ledger.execute,
        ledger.finder(RELATIONSHIPS.places),
        ledger.finder(SCHOOL_INSTRUMENTS),
        ledger.finder(ASSESSMENT_RESULTS),
        ledger.pager(ASSESSMENT_RESULTS, ("taken_on",)),
        ledger.version,
    )


def _entering(ledger: Ledger) -> EnteringLedger:
    return EnteringLedger(
        ledger.execute_all,
        ledger.lister(RELATIONSHIPS.places),
        ledger.lister(ASSESSMENT_RESULTS),
        ledger.lister(MISSED_ASSESSMENTS),
        ledger.finder(SCHOOL_INSTRUMENTS),
    )


def _timetables(ledger: Ledger) -> TimetablesLedger:
    return TimetablesLedger(
        ledger.execute,
        ledger.version,
        ledger.finder(ASSESSMENT_TIMETABLES),
        ledger.lister(SCHOOL_INSTRUMENTS),
    )


def _windows(ledger: Ledger) -> WindowsLedger:
    return WindowsLedger(
        ledger.lister(ASSESSMENT_TIMETABLES, ("school_year",), descending=True),
        ledger.pager(LEARNER_YEARS),
        ledger.lister(CLASSMATES),
        ledger.lister(ASSESSMENT_RESULTS, ("taken_on",)),
        ledger.lister(MISSED_ASSESSMENTS, ("due_on",)),
    )
