"""What might be worth a look at a learner: prompts, each with its evidence. Pure.

A prompt suggests; it decides nothing, and nothing follows from one but what a person then does. Its
id is made of what it rests on: with the same evidence it is the same prompt, so that one who has
answered it is not asked again, and with new evidence it is a new one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID, uuid5

from services.assessments.domain.progress import Taken
from services.assessments.domain.prompt_messages import Evidence, Prompt, PromptKind
from services.assessments.domain.result import (
    AgeEquivalent,
    Checklist,
    CountOf,
    Result,
    StandardisedScore,
)
from services.assessments.domain.school_thresholds import Threshold, ThresholdKind


@dataclass(frozen=True)
class PromptRules:
    """`recent` is how old a result may be to count; `soon`, how near a monitoring's end is."""

    instruments_below: int
    recent: timedelta
    soon: timedelta
    reviews_without_progress: int
    source: str


RULES = {
    1: PromptRules(
        instruments_below=2,
        recent=timedelta(days=366),
        soon=timedelta(days=14),
        reviews_without_progress=2,
        source="Ours: a school year back, two weeks' notice, and two reviews (they are termly)",
    ),
}
CURRENT = max(RULES)


@dataclass(frozen=True)
class TargetReview:
    """A review of a target, as `targets` tells it: codes."""

    review_id: UUID
    outcome: str
    next_step: str
    reviewed_on: date


@dataclass(frozen=True)
class Target:
    """A small step target, as `targets` tells it."""

    target_id: UUID
    reviews: Sequence[TargetReview]


@dataclass(frozen=True)
class Watched:
    """A monitoring without an outcome."""

    monitoring_id: UUID
    ends_on: date


@dataclass(frozen=True)
class Facts:
    """All that prompts about one learner are made from; the thresholds are of the school now."""

    learner_id: UUID
    results: Sequence[Taken] = ()
    thresholds: Sequence[Threshold] = ()
    targets: Sequence[Target] = ()
    monitorings: Sequence[Watched] = field(default=())


def prompts(facts: Facts, today: date) -> list[Prompt]:
    """The prompts about one learner on a day, the latest evidence first."""
    found = [*_below(facts, today), *_without_progress(facts), *_ending(facts, today)]
    return sorted(found, key=lambda one: (one.arose_on, one.prompt_id), reverse=True)


def _below(facts: Facts, today: date) -> Iterator[Prompt]:
    rules = RULES[CURRENT]
    latest = {one.instrument: one for one in sorted(facts.results, key=_when)}
    below = [
        one
        for one in latest.values()
        if today - one.taken_on <= rules.recent and _is_below(one, facts.thresholds)
    ]
    if len(below) >= rules.instruments_below:
        yield _prompt(
            facts.learner_id,
            PromptKind.INSTRUMENTS_BELOW_THRESHOLD,
            Evidence(
                result_ids=tuple(sorted(one.result_id for one in below)),
                days=_days(one.taken_on for one in below),
            ),
        )


def _when(taken: Taken) -> tuple[date, UUID]:
    return taken.taken_on, taken.result_id


def _is_below(taken: Taken, thresholds: Sequence[Threshold]) -> bool:
    return any(
        threshold.instrument == taken.instrument
        and _falls_below(taken.result, taken.age_at_test_months, threshold)
        for threshold in thresholds
    )


def _falls_below(result: Result, age_months: int, threshold: Threshold) -> bool:
    """Of a result that a threshold is not meant for, it says nothing."""
    match threshold.kind, result:
        case ThresholdKind.SCORE_BELOW, StandardisedScore(score=score):
            return score < threshold.value
        case ThresholdKind.MONTHS_BEHIND_AGE, AgeEquivalent(years=years, months=months):
            return age_months - (years * 12 + months) >= threshold.value
        case ThresholdKind.PERCENT_BELOW, CountOf(number=number, out_of=out_of):
            return number * 100 < threshold.value * out_of
        case ThresholdKind.PERCENT_BELOW, Checklist(items=items):
            return sum(item.met for item in items) * 100 < threshold.value * len(items)
        case _:
            return False


def _without_progress(facts: Facts) -> Iterator[Prompt]:
    for target in facts.targets:
        if _shows_no_progress(target.reviews):
            yield _prompt(
                facts.learner_id,
                PromptKind.NO_PROGRESS_ON_TARGET,
                Evidence(
                    target_ids=(target.target_id,),
                    review_ids=tuple(one.review_id for one in target.reviews),
                    days=_days(one.reviewed_on for one in target.reviews),
                ),
            )


def _shows_no_progress(reviews: Sequence[TargetReview]) -> bool:
    """Was the target never met in part, over all its life or over several reviews so far?"""
    if not reviews or any(one.outcome != "not_achieved" for one in reviews):
        return False
    goes_on = reviews[-1].next_step == "extend"
    return not goes_on or len(reviews) >= RULES[CURRENT].reviews_without_progress


def _ending(facts: Facts, today: date) -> Iterator[Prompt]:
    for watched in facts.monitorings:
        if watched.ends_on - today <= RULES[CURRENT].soon:
            yield _prompt(
                facts.learner_id,
                PromptKind.MONITORING_ENDS,
                Evidence(monitoring_ids=(watched.monitoring_id,), days=(watched.ends_on,)),
            )


def _days(days: Iterable[date]) -> tuple[date, ...]:
    return tuple(sorted(set(days)))


def _prompt(learner_id: UUID, kind: PromptKind, evidence: Evidence) -> Prompt:
    rests_on = (
        *evidence.result_ids,
        *evidence.target_ids,
        *evidence.review_ids,
        *evidence.monitoring_ids,
    )
    return Prompt(
        prompt_id=uuid5(learner_id, " ".join([kind, *map(str, rests_on)])),
        learner_id=learner_id,
        kind=kind,
        evidence=evidence,
        rules=CURRENT,
        arose_on=max(evidence.days),
    )
