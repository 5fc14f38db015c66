"""Published by `assessments` of what is done between a concern and a decision: codes and days.

What was written, measured, reported or answered stays in the service.
"""

from datetime import date
from uuid import UUID

from shared.modelling.message import message


@message
class MonitoringStarted:
    """One aspect of a learner is watched, until a day; `area` is its code."""

    monitoring_id: UUID
    learner_id: UUID
    area: str
    ends_on: date
    concern_id: UUID | None = None


@message
class MonitoringEnded:
    """Somebody said what came of it: `settled`, `continue`, `targets` or other codes."""

    monitoring_id: UUID
    learner_id: UUID
    outcome: str
    ended_on: date


@message
class PupilProgressFormSubmitted:
    """A class teacher wrote of a learner for a term of a school year."""

    form_id: UUID
    learner_id: UUID
    school_year: int
    term: str
    submitted_on: date


@message
class PupilProgressFormAmended:
    """A form says something else now; what it said is still to be seen in the service."""

    form_id: UUID
    learner_id: UUID
    amended_on: date


@message
class ReferralProposed:
    """It is proposed to screen a learner, or to refer them; `service` is a code."""

    referral_id: UUID
    learner_id: UUID
    service: str
    proposed_on: date


@message
class ReferralConsentRecorded:
    """Whose consent it takes has given it, or refused: `consented` or `refused`."""

    referral_id: UUID
    learner_id: UUID
    outcome: str
    consented_on: date


@message
class ReferralSent:
    """It went to the service."""

    referral_id: UUID
    learner_id: UUID
    sent_on: date


@message
class ReferralReceived:
    """The service acknowledged it."""

    referral_id: UUID
    learner_id: UUID
    received_on: date


@message
class ReferralReported:
    """The report came, or the screening was done."""

    referral_id: UUID
    learner_id: UUID
    reported_on: date


@message
class ReferralClosed:
    """It ended without a report: `declined` or `withdrawn`."""

    referral_id: UUID
    learner_id: UUID
    outcome: str
    closed_on: date


@message
class PromptAnswered:
    """Somebody answered a suggestion: `dismissed` or `acted_on`. Nothing follows from it alone."""

    prompt_id: UUID
    learner_id: UUID
    about: str
    outcome: str
    answered_on: date


WATCHING = (
    MonitoringStarted,
    MonitoringEnded,
    PupilProgressFormSubmitted,
    PupilProgressFormAmended,
    ReferralProposed,
    ReferralConsentRecorded,
    ReferralSent,
    ReferralReceived,
    ReferralReported,
    ReferralClosed,
    PromptAnswered,
)
