"""All changes of a learner's tier, with their corrections; which tier held when follows from them.

The order is that of the days from which the changes hold, and on one day that of their recording.
"""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.learners.domain.response.provision_tier import NAMES, LegalMeaning, SchoolTier, Tier
from services.learners.domain.roll.learner_messages import (
    ChangeProvisionTier,
    CorrectProvisionTier,
    ProvisionTierChangeCorrected,
    ProvisionTierChanged,
    TierStanding,
)
from shared.modelling.decider import CommandRefused

FROM_ENROLMENT = TierStanding(
    tier=Tier.UNIVERSAL,
    own_tier=None,
    legal_meaning=NAMES[Tier.UNIVERSAL].legal_meaning,
    since=None,
)


@dataclass(frozen=True)
class TierChange:
    """A change as it was made, and what was said of it since; the last correction counts."""

    made: ProvisionTierChanged
    corrections: tuple[ProvisionTierChangeCorrected, ...] = ()

    @property
    def now(self) -> ProvisionTierChanged | ProvisionTierChangeCorrected:
        """How the change reads now."""
        return self.corrections[-1] if self.corrections else self.made

    @property
    def is_withdrawn(self) -> bool:
        """Was it recorded in error?"""
        return any(correction.withdrawn for correction in self.corrections)

    @property
    def standing(self) -> TierStanding:
        """The tier that the learner is on by it."""
        now = self.now
        return TierStanding(
            tier=now.tier,
            own_tier=now.own_tier,
            legal_meaning=now.legal_meaning or NAMES[now.tier].legal_meaning,
            since=now.effective_on,
        )


History = tuple[TierChange, ...]
"""In the order of recording."""


def standing(history: History, day: date = date.max) -> TierStanding:
    """The tier that holds on a day; without one, the last."""
    holding = [one for one in history if not one.is_withdrawn and one.now.effective_on <= day]
    in_order = sorted(holding, key=lambda one: one.now.effective_on)
    return in_order[-1].standing if in_order else FROM_ENROLMENT


def decide(
    history: History, command: ChangeProvisionTier | CorrectProvisionTier
) -> list[ProvisionTierChanged] | list[ProvisionTierChangeCorrected]:
    """What follows from either; nothing where it is on record already."""
    if isinstance(command, ChangeProvisionTier):
        return change(history, command)
    return correct(history, command)


def change(history: History, command: ChangeProvisionTier) -> list[ProvisionTierChanged]:
    """The change that was decided, or none where it is on record already."""
    before = standing(history, command.effective_on)
    own = command.own_tier
    changed = ProvisionTierChanged(
        change_id=command.change_id,
        tier=command.tier,
        previous_tier=before.tier,
        reason=command.reason,
        effective_on=command.effective_on,
        decided_by=command.decided_by,
        own_tier=own.code if own else None,
        legal_meaning=_meaning(command.tier, own),
    )
    if (known := _find(history, command.change_id)) is not None:
        return _made_already(known.made, changed)
    if (changed.tier, changed.own_tier) == (before.tier, before.own_tier):
        raise CommandRefused("tier_unchanged", "tier")
    _refuse_what_cannot_be(changed, command.today)
    return [changed]


def correct(history: History, command: CorrectProvisionTier) -> list[ProvisionTierChangeCorrected]:
    """The correction with the tier that then stands, or none where it is on record already."""
    known = _find(history, command.change_id)
    if known is None:
        raise CommandRefused("tier_change_unknown", "change_id")
    earlier = [one for one in known.corrections if one.correction_id == command.correction_id]
    if earlier:
        return _corrected_already(known, earlier[0], command)
    if known.is_withdrawn:
        raise CommandRefused("tier_change_withdrawn", "change_id")
    corrected = _corrected(known, command)
    _refuse_correction(known, corrected, command)
    after = with_correction(history, corrected)
    return [replace(corrected, standing=standing(after))]


def with_change(history: History, event: ProvisionTierChanged) -> History:
    """The history after a change."""
    return (*history, TierChange(event))


def with_correction(history: History, event: ProvisionTierChangeCorrected) -> History:
    """The history after a correction of one of its changes."""
    return tuple(
        replace(one, corrections=(*one.corrections, event))
        if one.made.change_id == event.change_id
        else one
        for one in history
    )


def _find(history: History, change_id: UUID) -> TierChange | None:
    return next((one for one in history if one.made.change_id == change_id), None)


def _meaning(tier: Tier, own: SchoolTier | None) -> LegalMeaning:
    if own is None:
        return NAMES[tier].legal_meaning
    if own.stands_for is not tier:
        raise CommandRefused("tier_does_not_fit", "own_tier")
    return own.legal_meaning


def _made_already(
    made: ProvisionTierChanged, changed: ProvisionTierChanged
) -> list[ProvisionTierChanged]:
    """Of what changes were before, and of meanings, an earlier record may have said less."""
    as_made = replace(changed, previous_tier=made.previous_tier, legal_meaning=made.legal_meaning)
    if as_made != made:
        raise CommandRefused("tier_change_already_made", "change_id")
    return []


def _refuse_what_cannot_be(
    said: ProvisionTierChanged | ProvisionTierChangeCorrected, today: date
) -> None:
    if not said.reason.strip():
        raise CommandRefused("reason_missing", "reason")
    if said.effective_on > today:
        raise CommandRefused("effective_on_in_future", "effective_on")


def _corrected(known: TierChange, command: CorrectProvisionTier) -> ProvisionTierChangeCorrected:
    before = known.standing if command.tier is None else _named(command.tier, command.own_tier)
    return ProvisionTierChangeCorrected(
        change_id=command.change_id,
        correction_id=command.correction_id,
        tier=before.tier,
        own_tier=before.own_tier,
        legal_meaning=before.legal_meaning,
        effective_on=command.effective_on or known.now.effective_on,
        reason=known.now.reason if command.reason is None else command.reason,
        withdrawn=command.withdrawn,
        because=command.because,
        corrected_by=command.corrected_by,
        standing=FROM_ENROLMENT,
    )


def _named(tier: Tier, own: SchoolTier | None) -> TierStanding:
    code = own.code if own else None
    return TierStanding(tier=tier, own_tier=code, legal_meaning=_meaning(tier, own), since=None)


def _refuse_correction(
    known: TierChange, corrected: ProvisionTierChangeCorrected, command: CorrectProvisionTier
) -> None:
    if not corrected.because.strip():
        raise CommandRefused("because_missing", "because")
    says_more = (command.tier, command.effective_on, command.reason) != (None, None, None)
    if corrected.withdrawn and says_more:
        raise CommandRefused("withdrawn_says_all", "withdrawn")
    if not corrected.withdrawn and _reading(corrected) == _reading(known.now):
        raise CommandRefused("correction_changes_nothing")
    _refuse_what_cannot_be(corrected, command.today)


def _reading(said: ProvisionTierChanged | ProvisionTierChangeCorrected) -> tuple[object, ...]:
    return said.tier, said.own_tier, said.effective_on, said.reason


def _corrected_already(
    known: TierChange, earlier: ProvisionTierChangeCorrected, command: CorrectProvisionTier
) -> list[ProvisionTierChangeCorrected]:
    """The same was asked before, if upon the change as it read then it comes to the same."""
    place = known.corrections.index(earlier)
    before = replace(known, corrections=known.corrections[:place])
    if replace(_corrected(before, command), standing=earlier.standing) != earlier:
        raise CommandRefused("tier_correction_already_made", "correction_id")
    return []
