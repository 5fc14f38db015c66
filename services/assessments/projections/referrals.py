"""To whom was a learner referred, how far has it come, and what is awaited?"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from services.assessments.domain.referral_messages import (
    OutsideService,
    ReferralClosed,
    ReferralConsentRecorded,
    ReferralKind,
    ReferralProposed,
    ReferralReceived,
    ReferralReported,
    ReferralSent,
)
from services.assessments.domain.referral_states import Awaited, ReferralState, awaited, reached
from shared.modelling.message import message
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection

Step = ReferralConsentRecorded | ReferralSent | ReferralReceived | ReferralReported | ReferralClosed


@message
class StepTaken:
    """A step, and who put it on record when."""

    step: Step
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True)
class ReferralOnRecord:
    """`awaiting` is what comes next, if anything; `last_step_on` is the day of the last step."""

    referral_id: UUID
    learner_id: UUID
    school_id: UUID | None
    kind: ReferralKind
    service: OutsideService
    service_name: str | None
    reason: str
    proposed_on: date
    state: ReferralState
    awaiting: Awaited | None
    last_step_on: date
    steps: tuple[StepTaken, ...]
    recorded_at: datetime
    recorded_by: str


Row = ReferralOnRecord | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.stream_id,) if fact.stream_kind == "referral" else None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case ReferralProposed() as event:
            return _proposed(event, fact)
        case (
            ReferralConsentRecorded()
            | ReferralSent()
            | ReferralReceived()
            | ReferralReported()
            | ReferralClosed()
        ) as step:
            return row and _stepped(row, step, fact)
        case _:
            return row


def _proposed(event: ReferralProposed, fact: Recorded) -> ReferralOnRecord:
    state, day = reached(event)
    return ReferralOnRecord(
        referral_id=event.referral_id,
        learner_id=event.learner_id,
        school_id=fact.school,
        kind=event.kind,
        service=event.service,
        service_name=event.service_name,
        reason=event.reason,
        proposed_on=event.proposed_on,
        state=state,
        awaiting=awaited(event.kind, state),
        last_step_on=day,
        steps=(),
        recorded_at=fact.occurred_at,
        recorded_by=fact.actor,
    )


def _stepped(row: ReferralOnRecord, step: Step, fact: Recorded) -> ReferralOnRecord:
    state, day = reached(step)
    taken = StepTaken(step=step, recorded_at=fact.occurred_at, recorded_by=fact.actor)
    return replace(
        row,
        state=state,
        awaiting=awaited(row.kind, state),
        last_step_on=day,
        steps=(*row.steps, taken),
    )


REFERRALS = Projection(
    table="referrals",
    row=ReferralOnRecord,
    key=("referral_id",),
    key_of=key_of,
    project=project,
    subject="learner_id",
)
