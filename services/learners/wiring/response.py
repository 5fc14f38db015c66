"""The graduated response: what is noticed of a learner, and what the school does about it."""

from typing import get_args

from services.learners.api.response.chronology import chronology
from services.learners.api.response.concern_follow_up import concern_follow_up
from services.learners.api.response.concerns import concerns
from services.learners.api.response.next_steps import next_steps
from services.learners.api.response.one_page_profiles import one_page_profiles
from services.learners.api.response.parents_words import Hearing, parents_words
from services.learners.api.response.triage_discussions import Triage, triage_discussions
from services.learners.api.response.triage_meetings import triage_meetings
from services.learners.api.ties.of_learner import OfLearner
from services.learners.domain.response import (
    concern,
    concern_messages,
    one_page_profile,
    triage_discussion,
    triage_meeting,
    triage_messages,
)
from services.learners.domain.response import parents_words as words
from services.learners.projections.response.chronology import CHRONOLOGY
from services.learners.projections.response.concerns import CONCERNS
from services.learners.projections.response.next_steps import NEXT_STEPS
from services.learners.projections.response.one_page_profiles import ONE_PAGE_PROFILES
from services.learners.projections.response.parents_words import PARENTS_WORDS
from services.learners.projections.response.triage_meetings import TRIAGE_MEETINGS
from services.learners.projections.roll.learners import LEARNERS
from services.learners.projections.roll.schools import SCHOOLS
from services.learners.projections.roll.staff_members import STAFF_MEMBERS
from services.learners.projections.ties.parents import PARENTS
from shared.runtime.http import Blueprint
from shared.runtime.ledger import Ledger
from shared.runtime.service import Aggregate

AGGREGATES = (
    Aggregate("concern", concern.concern, get_args(concern_messages.Event)),
    Aggregate("parents_words", words.parents_words, get_args(words.Event)),
    Aggregate("triage_meeting", triage_meeting.triage_meeting, (triage_meeting.TriageMeetingHeld,)),
    Aggregate(
        "triage_discussion",
        triage_discussion.triage_discussion,
        get_args(triage_messages.Event),
    ),
    Aggregate(
        "one_page_profile",
        one_page_profile.one_page_profile,
        (one_page_profile.OnePageProfileWritten,),
    ),
)
PROJECTIONS = (CONCERNS, PARENTS_WORDS, TRIAGE_MEETINGS, NEXT_STEPS, ONE_PAGE_PROFILES)
COPIES = (CHRONOLOGY,)


def blueprints(ledger: Ledger) -> list[Blueprint]:
    """The routes of the graduated response."""
    find_learner, find_staff = ledger.finder(LEARNERS), ledger.finder(STAFF_MEMBERS)
    page_steps = ledger.pager(CHRONOLOGY, ("occurred_at", "recorded_at", "source", "position"))
    return [
        *_of_concerns(ledger),
        *_of_triage(ledger),
        parents_words(_hearing(ledger)),
        one_page_profiles(
            OfLearner("one_page_profile", ledger.execute, find_learner),
            ledger.pager(ONE_PAGE_PROFILES, ("version",), descending=True),
        ),
        chronology(find_learner, find_staff, page_steps),
    ]


def _of_concerns(ledger: Ledger) -> list[Blueprint]:
    execute, find_learner = ledger.execute, ledger.finder(LEARNERS)
    find, page = ledger.finder(CONCERNS), ledger.pager(CONCERNS, ("raised_at",))
    return [
        concerns(execute, find_learner, find, page, ledger.version),
        concern_follow_up(execute, ledger.finder(STAFF_MEMBERS)),
    ]


def _of_triage(ledger: Ledger) -> list[Blueprint]:
    find_staff = ledger.finder(STAFF_MEMBERS)
    page_meetings = ledger.pager(TRIAGE_MEETINGS, ("held_on",), descending=True)
    triage = Triage(
        execute=ledger.execute,
        find_meeting=ledger.finder(TRIAGE_MEETINGS),
        find_learner=ledger.finder(LEARNERS),
        find_staff_member=find_staff,
        page_by_meeting=ledger.pager(NEXT_STEPS, ("held_on",)),
        page_by_due=ledger.pager(NEXT_STEPS, ("due_on",)),
    )
    return [
        triage_meetings(ledger.execute, ledger.finder(SCHOOLS), find_staff, page_meetings),
        triage_discussions(triage),
        next_steps(ledger.execute, find_staff),
    ]


def _hearing(ledger: Ledger) -> Hearing:
    return Hearing(
        execute=ledger.execute,
        find_learner=ledger.finder(LEARNERS),
        find_parent=ledger.finder(PARENTS),
        select=ledger.lister(PARENTS_WORDS),
        page=ledger.pager(PARENTS_WORDS, ("told_on",)),
    )
