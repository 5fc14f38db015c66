"""Of monitoring, forms, referrals and prompts others are told ids, codes and days; no words."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.assessments.domain.prompt_messages import (
    Evidence,
    Prompt,
    PromptAnswer,
    PromptAnswered,
    PromptKind,
)
from services.assessments.domain.school_thresholds import SchoolThresholdsSet
from services.assessments.messaging.published import publish
from shared.contracts import watching as told
from shared.contracts.codec import encode
from tests.assessments import form_facts, monitoring_facts, referral_facts
from tests.assessments.result_facts import LEARNER, fact

STREAM = UUID(int=4711)
DAY = date(2026, 11, 24)
PROMPT = Prompt(
    prompt_id=STREAM,
    learner_id=LEARNER,
    kind=PromptKind.MONITORING_ENDS,
    evidence=Evidence(monitoring_ids=(UUID(int=1),), days=(DAY,)),
    rules=1,
    arose_on=DAY,
)
ANSWERED = PromptAnswered(
    prompt=PROMPT, answer=PromptAnswer.DISMISSED, words="Roedd yn sâl", answered_on=DAY
)
OF_REFERRAL: dict[str, Any] = {"referral_id": STREAM, "learner_id": LEARNER}
OF_MONITORING: dict[str, Any] = {"monitoring_id": STREAM, "learner_id": LEARNER}
OF_FORM: dict[str, Any] = {"form_id": STREAM, "learner_id": LEARNER}
STEPS: list[tuple[Any, Any]] = [
    (
        monitoring_facts.started(monitoring_id=STREAM),
        told.MonitoringStarted(
            area="phonics",
            ends_on=monitoring_facts.END,
            concern_id=monitoring_facts.CONCERN,
            **OF_MONITORING,
        ),
    ),
    (
        monitoring_facts.ended(),
        told.MonitoringEnded(outcome="settled", ended_on=date(2026, 11, 20), **OF_MONITORING),
    ),
    (
        form_facts.submitted(form_id=STREAM),
        told.PupilProgressFormSubmitted(
            school_year=2026, term="autumn", submitted_on=form_facts.TODAY, **OF_FORM
        ),
    ),
    (
        form_facts.amended(),
        told.PupilProgressFormAmended(amended_on=form_facts.TODAY, **OF_FORM),
    ),
    (
        referral_facts.proposed(referral_id=STREAM),
        told.ReferralProposed(
            service="speech_and_language", proposed_on=date(2026, 11, 2), **OF_REFERRAL
        ),
    ),
    (
        referral_facts.consented(),
        told.ReferralConsentRecorded(
            outcome="consented", consented_on=date(2026, 11, 4), **OF_REFERRAL
        ),
    ),
    (
        referral_facts.REFUSED,
        told.ReferralConsentRecorded(
            outcome="refused", consented_on=date(2026, 11, 4), **OF_REFERRAL
        ),
    ),
    (referral_facts.sent(), told.ReferralSent(sent_on=date(2026, 11, 6), **OF_REFERRAL)),
    (
        referral_facts.received(),
        told.ReferralReceived(received_on=date(2026, 11, 10), **OF_REFERRAL),
    ),
    (
        referral_facts.reported(),
        told.ReferralReported(reported_on=date(2026, 11, 20), **OF_REFERRAL),
    ),
    (
        referral_facts.closed(),
        told.ReferralClosed(outcome="withdrawn", closed_on=date(2026, 11, 21), **OF_REFERRAL),
    ),
    (
        ANSWERED,
        told.PromptAnswered(
            prompt_id=STREAM,
            learner_id=LEARNER,
            about="monitoring_ends",
            outcome="dismissed",
            answered_on=DAY,
        ),
    ),
]


@pytest.mark.parametrize(("event", "message"), STEPS)
def test_others_are_told_each_step_by_code_and_day(event: Any, message: Any) -> None:
    assert publish(replace(fact(event), stream_id=STREAM)) == message


def test_every_message_of_the_graduated_response_is_told_of_something() -> None:
    assert {type(message) for _, message in STEPS} == set(told.WATCHING)


@pytest.mark.parametrize("event", [event for event, _ in STEPS])
def test_nothing_that_was_written_leaves(event: Any) -> None:
    written = {
        value
        for name in ("reason", "words", "author", "summary", "document", "reference", "value")
        if (value := getattr(event, name, None))
    }
    body = encode(publish(replace(fact(event), stream_id=STREAM))).decode()
    assert not [words for words in written if words in body]


@pytest.mark.parametrize(
    "event",
    [
        monitoring_facts.measured(),
        SchoolThresholdsSet(school_id=UUID(int=11), thresholds=(), set_on=DAY),
    ],
)
def test_what_concerns_nobody_else_stays_here(event: Any) -> None:
    assert publish(fact(event)) is None
