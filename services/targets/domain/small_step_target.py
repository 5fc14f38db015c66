"""A small step target: set, shared with the parents, reviewed until achieved or stopped.

A review is not refused because no sharing is on record: it did happen, and a rule against it
would be met by inventing a sharing. What was never shared is shown instead, for somebody to act on.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from services.targets.domain.review import Outcome, refuse_unfitting
from services.targets.domain.small_step_target_messages import (
    Command,
    Event,
    ReviewSmallStepTarget,
    SetSmallStepTarget,
    ShareSmallStepTarget,
    SmallStepTargetExtended,
    SmallStepTargetReviewed,
    SmallStepTargetSet,
    SmallStepTargetShared,
    SmallStepTargetStopped,
)
from services.targets.domain.target_codes import TargetStatus
from shared.modelling.decider import CommandRefused, Decider

# Reviews are at least termly, which is for staff to see to; a year away is a slip of the pen.
FURTHEST_REVIEW = timedelta(days=366)


@dataclass(frozen=True)
class Review:
    """A review, and the day of the next where the target went on."""

    reviewed: SmallStepTargetReviewed
    extended_to: date | None = None


@dataclass(frozen=True)
class SmallStepTarget:
    as_set: SmallStepTargetSet
    review_on: date
    status: TargetStatus = TargetStatus.OPEN
    shares: tuple[SmallStepTargetShared, ...] = ()
    reviews: tuple[Review, ...] = ()


State = SmallStepTarget | None  # None until the target is set


def decide(target: State, command: Command) -> list[Event]:
    if isinstance(command, SetSmallStepTarget):
        return _set(target, command)
    if target is None:
        raise CommandRefused("target_not_set", "target_id")
    match command:
        case ShareSmallStepTarget():
            return _share(target, command)
        case ReviewSmallStepTarget():
            return _review(target, command)


def _set(target: State, command: SetSmallStepTarget) -> list[Event]:
    as_set = SmallStepTargetSet(
        target_id=command.target_id,
        learner_id=command.learner_id,
        area=command.area,
        group_id=command.group_id,
        follows=command.follows,
        wording=command.wording,
        strategies=command.strategies,
        adult=command.adult,
        starts_on=command.starts_on,
        review_on=command.review_on,
        set_on=command.set_on,
    )
    if target is not None:
        _refuse_another(target.as_set, as_set, "target_already_set", "target_id")
        return []
    _refuse_missing_words(as_set)
    if as_set.follows == as_set.target_id:
        raise CommandRefused("target_follows_itself", "follows")
    if as_set.set_on > command.today:
        raise CommandRefused("set_on_in_future", "set_on")
    if as_set.review_on <= as_set.starts_on:
        raise CommandRefused("review_not_after_start", "review_on")
    if as_set.review_on - as_set.starts_on > FURTHEST_REVIEW:
        raise CommandRefused("review_too_far", "review_on")
    return [as_set]


def _refuse_another(earlier: object, asked: object, code: str, field: str) -> None:
    """The same again changes nothing; something else under its id is refused."""
    if asked != earlier:
        raise CommandRefused(code, field)


def _refuse_missing_words(as_set: SmallStepTargetSet) -> None:
    for name in ("statement", "baseline", "criterion", "achievable", "relevant"):
        _refuse_blank(getattr(as_set.wording, name), name, f"wording.{name}")
    _refuse_blank("".join(as_set.strategies), "strategies", "strategies")
    _refuse_blank(as_set.adult, "adult", "adult")


def _refuse_blank(words: str, name: str, field: str) -> None:
    if not words.strip():
        raise CommandRefused(f"{name}_missing", field)


def _share(target: SmallStepTarget, command: ShareSmallStepTarget) -> list[Event]:
    shared = SmallStepTargetShared(
        share_id=command.share_id,
        shared_on=command.shared_on,
        shared_by=command.shared_by,
        childs_view=command.childs_view,
    )
    for earlier in target.shares:
        if earlier.share_id == shared.share_id:
            _refuse_another(earlier, shared, "share_already_recorded", "share_id")
            return []
    if shared.shared_on > command.today:
        raise CommandRefused("shared_on_in_future", "shared_on")
    if shared.shared_on < target.as_set.set_on:
        raise CommandRefused("shared_before_set", "shared_on")
    return [shared]


def _review(target: SmallStepTarget, command: ReviewSmallStepTarget) -> list[Event]:
    reviewed = SmallStepTargetReviewed(
        review_id=command.review_id,
        outcome=command.outcome,
        what_is_working=command.what_is_working,
        what_is_not_working=command.what_is_not_working,
        childs_voice=command.childs_voice,
        parents_voice=command.parents_voice,
        next_step=command.next_step,
        reviewed_on=command.reviewed_on,
    )
    review = Review(reviewed, command.extended_to)
    for earlier in target.reviews:
        if earlier.reviewed.review_id == reviewed.review_id:
            _refuse_another(earlier, review, "review_already_recorded", "review_id")
            return []
    if target.status is not TargetStatus.OPEN:
        raise CommandRefused(f"target_already_{target.status.value}", "target_id")
    _refuse_wrong_day(target, reviewed, command.today)
    _refuse_missing_voices(reviewed)
    refuse_unfitting(command.outcome, command.next_step, command.extended_to)
    _refuse_extension_on_wrong_day(target, review)
    return [reviewed, *_what_follows(review)]


def _refuse_wrong_day(
    target: SmallStepTarget, reviewed: SmallStepTargetReviewed, today: date
) -> None:
    if reviewed.reviewed_on > today:
        raise CommandRefused("reviewed_on_in_future", "reviewed_on")
    if reviewed.reviewed_on < target.as_set.starts_on:
        raise CommandRefused("review_before_start", "reviewed_on")
    if target.reviews and reviewed.reviewed_on < target.reviews[-1].reviewed.reviewed_on:
        raise CommandRefused("review_before_last_review", "reviewed_on")


def _refuse_missing_voices(reviewed: SmallStepTargetReviewed) -> None:
    for name in ("what_is_working", "what_is_not_working"):
        _refuse_blank(getattr(reviewed, name), name, name)
    _refuse_blank(reviewed.childs_voice.words, "childs_voice", "childs_voice.words")


def _refuse_extension_on_wrong_day(target: SmallStepTarget, review: Review) -> None:
    if review.extended_to is None:
        return
    if review.extended_to <= max(target.review_on, review.reviewed.reviewed_on):
        raise CommandRefused("extension_not_later", "extended_to")
    if review.extended_to - review.reviewed.reviewed_on > FURTHEST_REVIEW:
        raise CommandRefused("review_too_far", "extended_to")


def _what_follows(review: Review) -> list[Event]:
    reviewed = review.reviewed
    if reviewed.outcome is Outcome.ACHIEVED:
        return []
    if review.extended_to is None:
        return [
            SmallStepTargetStopped(review_id=reviewed.review_id, stopped_on=reviewed.reviewed_on)
        ]
    return [SmallStepTargetExtended(review_id=reviewed.review_id, review_on=review.extended_to)]


def evolve(target: State, event: Event) -> State:
    if isinstance(event, SmallStepTargetSet):
        return SmallStepTarget(event, event.review_on)
    assert target is not None
    match event:
        case SmallStepTargetShared():
            return replace(target, shares=(*target.shares, event))
        case SmallStepTargetReviewed():
            achieved = event.outcome is Outcome.ACHIEVED
            status = TargetStatus.ACHIEVED if achieved else target.status
            return replace(target, status=status, reviews=(*target.reviews, Review(event)))
        case SmallStepTargetExtended():
            *before, last = target.reviews
            extended = replace(last, extended_to=event.review_on)
            return replace(target, review_on=event.review_on, reviews=(*before, extended))
        case SmallStepTargetStopped():
            return replace(target, status=TargetStatus.STOPPED)


small_step_target: Decider[State, Command, Event] = Decider(None, decide, evolve)
