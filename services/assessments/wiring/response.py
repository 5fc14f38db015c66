"""What is done between a concern and a decision: monitoring, forms, referrals, prompts."""

from typing import get_args

from services.assessments.api.form_amendments import form_amendments
from services.assessments.api.missing_forms import missing_forms
from services.assessments.api.monitoring_steps import monitoring_steps
from services.assessments.api.monitorings import MonitoringLedger, monitorings
from services.assessments.api.progress import learner_progress
from services.assessments.api.prompt_facts import PromptFacts
from services.assessments.api.prompts import prompts
from services.assessments.api.pupil_progress_forms import FormLedger, pupil_progress_forms
from services.assessments.api.referral_consent import referral_consent
from services.assessments.api.referral_steps import referral_steps
from services.assessments.api.referrals import referrals
from services.assessments.api.school_thresholds import school_thresholds
from services.assessments.domain import (
    monitoring,
    monitoring_messages,
    prompt_answer,
    prompt_messages,
    pupil_progress_form,
    pupil_progress_messages,
    referral,
    referral_messages,
)
from services.assessments.domain import school_thresholds as thresholds
from services.assessments.projections.answered_prompts import ANSWERED_PROMPTS
from services.assessments.projections.assessment_results import ASSESSMENT_RESULTS
from services.assessments.projections.heard_concerns import HEARD_CONCERNS
from services.assessments.projections.learner_years import LEARNER_YEARS
from services.assessments.projections.monitorings import MONITORINGS
from services.assessments.projections.pupil_progress_forms import PUPIL_PROGRESS_FORMS
from services.assessments.projections.referrals import REFERRALS
from services.assessments.projections.reviewed_targets import REVIEWED_TARGETS
from services.assessments.projections.school_instruments import SCHOOL_INSTRUMENTS
from services.assessments.projections.school_terms import SCHOOL_TERMS
from services.assessments.projections.school_thresholds import SCHOOL_THRESHOLDS
from shared.relationships import RELATIONSHIPS
from shared.relationships.classmates import CLASSMATES
from shared.relationships.ties import TIES
from shared.runtime.http import Blueprint
from shared.runtime.ledger import Ledger
from shared.runtime.service import Aggregate

AGGREGATES = (
    Aggregate("monitoring", monitoring.monitoring, get_args(monitoring_messages.Event)),
    Aggregate(
        "pupil_progress_form",
        pupil_progress_form.pupil_progress_form,
        get_args(pupil_progress_messages.Event),
    ),
    Aggregate("referral", referral.referral, get_args(referral_messages.Event)),
    Aggregate("school_thresholds", thresholds.school_thresholds, (thresholds.SchoolThresholdsSet,)),
    Aggregate("prompt", prompt_answer.prompt_answer, (prompt_messages.PromptAnswered,)),
)
PROJECTIONS = (
    MONITORINGS,
    PUPIL_PROGRESS_FORMS,
    REFERRALS,
    SCHOOL_THRESHOLDS,
    ANSWERED_PROMPTS,
)
COPIES = (SCHOOL_TERMS, HEARD_CONCERNS, REVIEWED_TARGETS)


def blueprints(ledger: Ledger) -> list[Blueprint]:
    """The routes from monitoring to prompts."""
    return [*_monitoring(ledger), *_forms(ledger), *_referrals(ledger), *_prompts(ledger)]


def _monitoring(ledger: Ledger) -> list[Blueprint]:
    needed = MonitoringLedger(
        execute=ledger.execute,
        find_learner=ledger.finder(RELATIONSHIPS.places),
        find_concern=ledger.finder(HEARD_CONCERNS),
        find=ledger.finder(MONITORINGS),
        page=ledger.pager(MONITORINGS, ("ends_on",)),
        version=ledger.version,
        calendars=ledger.lister(SCHOOL_TERMS),
    )
    return [monitorings(needed), monitoring_steps(ledger.execute)]


def _forms(ledger: Ledger) -> list[Blueprint]:
    forms = ledger.lister(PUPIL_PROGRESS_FORMS)
    needed = FormLedger(
        execute=ledger.execute,
        find_learner=ledger.finder(RELATIONSHIPS.places),
        find_classmate=ledger.finder(CLASSMATES),
        find=ledger.finder(PUPIL_PROGRESS_FORMS),
        page=ledger.pager(PUPIL_PROGRESS_FORMS, ("school_year", "term", "submitted_at")),
        select=forms,
        results=ledger.lister(ASSESSMENT_RESULTS),
        version=ledger.version,
    )
    return [
        pupil_progress_forms(needed),
        form_amendments(ledger.execute),
        missing_forms(ledger.lister(LEARNER_YEARS), ledger.lister(CLASSMATES), forms),
    ]


def _referrals(ledger: Ledger) -> list[Blueprint]:
    find = ledger.finder(REFERRALS)
    find_learner = ledger.finder(RELATIONSHIPS.places)
    page = ledger.pager(REFERRALS, ("proposed_on",))
    return [
        referrals(ledger.execute, find_learner, find, page, ledger.version),
        referral_consent(ledger.execute, find, ledger.lister(TIES)),
        referral_steps(ledger.execute, find, ledger.finder(ASSESSMENT_RESULTS)),
    ]


def _prompts(ledger: Ledger) -> list[Blueprint]:
    find_learner = ledger.finder(RELATIONSHIPS.places)
    results = ledger.lister(ASSESSMENT_RESULTS)
    find_thresholds = ledger.finder(SCHOOL_THRESHOLDS)
    facts = PromptFacts(
        places=ledger.lister(RELATIONSHIPS.places),
        thresholds=ledger.lister(SCHOOL_THRESHOLDS),
        results=results,
        targets=ledger.lister(REVIEWED_TARGETS),
        monitorings=ledger.lister(MONITORINGS),
        answered=ledger.lister(ANSWERED_PROMPTS),
    )
    return [
        learner_progress(find_learner, results, ledger.lister(SCHOOL_INSTRUMENTS)),
        school_thresholds(
            ledger.execute, find_thresholds, ledger.version, ledger.lister(SCHOOL_INSTRUMENTS)
        ),
        prompts(ledger.execute, find_learner, ledger.finder(ANSWERED_PROMPTS), facts),
    ]
