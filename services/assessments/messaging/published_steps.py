"""What other services are told of monitoring, forms, referrals and prompts: ids, codes, dates."""

from services.assessments.domain.monitoring_messages import MonitoringEnded, MonitoringStarted
from services.assessments.domain.prompt_messages import PromptAnswered
from services.assessments.domain.pupil_progress_messages import (
    PupilProgressFormAmended,
    PupilProgressFormSubmitted,
)
from services.assessments.domain.referral_messages import (
    ReferralClosed,
    ReferralConsentRecorded,
    ReferralProposed,
    ReferralReceived,
    ReferralReported,
    ReferralSent,
)
from shared.contracts import watching as contracts
from shared.modelling.recorded import Recorded


def publish_step(fact: Recorded) -> object | None:
    """The message for others; None where the fact stays here."""
    return (
        _of_monitoring(fact)
        or _of_form(fact)
        or _of_agreeing(fact)
        or _of_referral(fact)
        or _of_prompt(fact)
    )


def _of_monitoring(fact: Recorded) -> object | None:
    match fact.event:
        case MonitoringStarted() as started:
            return contracts.MonitoringStarted(
                monitoring_id=started.monitoring_id,
                learner_id=started.learner_id,
                area=started.aspect.value,
                ends_on=started.ends_on,
                concern_id=started.concern_id,
            )
        case MonitoringEnded() as ended:
            return contracts.MonitoringEnded(
                monitoring_id=fact.stream_id,
                learner_id=fact.subject,
                outcome=ended.outcome.value,
                ended_on=ended.ended_on,
            )
        case _:
            return None


def _of_form(fact: Recorded) -> object | None:
    match fact.event:
        case PupilProgressFormSubmitted() as submitted:
            return contracts.PupilProgressFormSubmitted(
                form_id=submitted.form_id,
                learner_id=submitted.learner_id,
                school_year=submitted.school_year,
                term=submitted.term.value,
                submitted_on=submitted.submitted_on,
            )
        case PupilProgressFormAmended() as amended:
            return contracts.PupilProgressFormAmended(
                form_id=fact.stream_id, learner_id=fact.subject, amended_on=amended.amended_on
            )
        case _:
            return None


def _of_agreeing(fact: Recorded) -> object | None:
    match fact.event:
        case ReferralProposed() as proposed:
            return contracts.ReferralProposed(
                referral_id=proposed.referral_id,
                learner_id=proposed.learner_id,
                service=proposed.service.value,
                proposed_on=proposed.proposed_on,
            )
        case ReferralConsentRecorded() as consent:
            return contracts.ReferralConsentRecorded(
                referral_id=fact.stream_id,
                learner_id=fact.subject,
                outcome="consented" if consent.given else "refused",
                consented_on=consent.consented_on,
            )
        case _:
            return None


def _of_referral(fact: Recorded) -> object | None:
    ids = {"referral_id": fact.stream_id, "learner_id": fact.subject}
    match fact.event:
        case ReferralSent(sent_on=day):
            return contracts.ReferralSent(sent_on=day, **ids)
        case ReferralReceived(received_on=day):
            return contracts.ReferralReceived(received_on=day, **ids)
        case ReferralReported(reported_on=day):
            return contracts.ReferralReported(reported_on=day, **ids)
        case ReferralClosed(closed_as=closed_as, closed_on=day):
            return contracts.ReferralClosed(outcome=closed_as.value, closed_on=day, **ids)
        case _:
            return None


def _of_prompt(fact: Recorded) -> object | None:
    match fact.event:
        case PromptAnswered() as answered:
            return contracts.PromptAnswered(
                prompt_id=fact.stream_id,
                learner_id=fact.subject,
                about=answered.prompt.kind.value,
                outcome=answered.answer.value,
                answered_on=answered.answered_on,
            )
        case _:
            return None
