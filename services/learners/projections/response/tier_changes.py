"""Which changes of tier were there, who decided them, and what was corrected since?"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from services.learners.domain.response.provision_tier import Tier
from services.learners.domain.roll.learner_messages import (
    ProvisionTierChangeCorrected,
    ProvisionTierChanged,
)
from shared.modelling.message import message
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@message
class Reading:
    """How a change reads."""

    tier: Tier
    own_tier: str | None
    effective_on: date
    reason: str


@message
class MadeCorrection:
    """A correction, with how the change reads since."""

    correction_id: UUID
    reading: Reading
    withdrawn: bool
    because: str
    corrected_by: UUID
    recorded_at: datetime


@dataclass(frozen=True)
class MadeTierChange:
    """A change as it reads now; `as_made` and the corrections tell how it came to read so."""

    learner_id: UUID
    change_id: UUID
    previous_tier: Tier
    effective_on: date
    reading: Reading
    withdrawn: bool
    as_made: Reading
    decided_by: UUID
    recorded_at: datetime
    corrections: tuple[MadeCorrection, ...]


Row = MadeTierChange | None


def key_of(fact: Recorded) -> tuple[UUID, UUID] | None:
    match fact.event:
        case ProvisionTierChanged() | ProvisionTierChangeCorrected() as event:
            return fact.stream_id, event.change_id
        case _:
            return None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case ProvisionTierChanged() as event:
            return _made(fact, event)
        case ProvisionTierChangeCorrected() as event:
            return row and _corrected(row, fact, event)
        case _:
            return row


def _made(fact: Recorded, event: ProvisionTierChanged) -> MadeTierChange:
    return MadeTierChange(
        learner_id=fact.stream_id,
        change_id=event.change_id,
        previous_tier=event.previous_tier,
        effective_on=event.effective_on,
        reading=_reading(event),
        withdrawn=False,
        as_made=_reading(event),
        decided_by=event.decided_by,
        recorded_at=fact.occurred_at,
        corrections=(),
    )


def _corrected(
    row: MadeTierChange, fact: Recorded, event: ProvisionTierChangeCorrected
) -> MadeTierChange:
    correction = MadeCorrection(
        correction_id=event.correction_id,
        reading=_reading(event),
        withdrawn=event.withdrawn,
        because=event.because,
        corrected_by=event.corrected_by,
        recorded_at=fact.occurred_at,
    )
    return replace(
        row,
        effective_on=event.effective_on,
        reading=correction.reading,
        withdrawn=event.withdrawn,
        corrections=(*row.corrections, correction),
    )


def _reading(event: ProvisionTierChanged | ProvisionTierChangeCorrected) -> Reading:
    return Reading(
        tier=event.tier,
        own_tier=event.own_tier,
        effective_on=event.effective_on,
        reason=event.reason,
    )


TIER_CHANGES = Projection(
    table="tier_changes",
    row=MadeTierChange,
    key=("learner_id", "change_id"),
    key_of=key_of,
    project=project,
    subject="learner_id",
)
