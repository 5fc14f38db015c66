"""Below which result a school wants to be prompted: its own choice, and each choice is kept.

A threshold decides nothing. Two instruments below it are put before somebody, who does.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.assessments.domain.instruments import CATALOGUES, CURRENT
from shared.modelling.decider import CommandRefused, Decider
from shared.modelling.message import message


class ThresholdKind(StrEnum):
    """What a threshold is compared with."""

    SCORE_BELOW = "score_below"  # a standardised score
    MONTHS_BEHIND_AGE = "months_behind_age"  # an age equivalent, that many months below the age
    PERCENT_BELOW = "percent_below"  # of a count, or of the skills of a checklist


SENSIBLE = {
    ThresholdKind.SCORE_BELOW: range(41, 161),
    ThresholdKind.MONTHS_BEHIND_AGE: range(1, 121),
    ThresholdKind.PERCENT_BELOW: range(1, 101),
}


# Stored for good under these names: add fields with defaults, rename nothing.
@message
class Threshold:
    """One instrument's."""

    instrument: str
    kind: ThresholdKind
    value: int


@message
class SchoolThresholdsSet:
    """All thresholds of the school from now on; they replace those before."""

    school_id: UUID
    thresholds: tuple[Threshold, ...]
    set_on: date


@message
class SetSchoolThresholds:
    """Choose the school's thresholds; `today` is the day of asking.

    `own_instruments` are the codes in use that the school has added to the catalogue.
    """

    school_id: UUID
    thresholds: tuple[Threshold, ...]
    today: date
    own_instruments: tuple[str, ...] = ()


Command = SetSchoolThresholds
Event = SchoolThresholdsSet


@dataclass(frozen=True)
class SchoolThresholds:
    thresholds: tuple[Threshold, ...]


State = SchoolThresholds | None  # None until the school has chosen any


def decide(chosen: State, command: Command) -> list[Event]:
    if chosen is not None and chosen.thresholds == command.thresholds:
        return []
    known = {*CATALOGUES[CURRENT], *command.own_instruments}
    _refuse_what_cannot_be(command.thresholds, known)
    return [
        SchoolThresholdsSet(
            school_id=command.school_id, thresholds=command.thresholds, set_on=command.today
        )
    ]


def _refuse_what_cannot_be(thresholds: tuple[Threshold, ...], known: Collection[str]) -> None:
    if len({(one.instrument, one.kind) for one in thresholds}) < len(thresholds):
        raise CommandRefused("threshold_repeated", "thresholds")
    for number, one in enumerate(thresholds):
        if one.instrument not in known:
            raise CommandRefused("instrument_unknown", f"thresholds.{number}.instrument")
        if one.value not in SENSIBLE[one.kind]:
            raise CommandRefused("threshold_out_of_range", f"thresholds.{number}.value")


def evolve(_: State, event: Event) -> State:
    return SchoolThresholds(event.thresholds)


school_thresholds: Decider[State, Command, Event] = Decider(None, decide, evolve)
