"""The September rollover: one request, every learner of the authority, with its progress."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from services.learners.domain.roll.identity import authority_id
from services.learners.domain.roll.roll_messages import (
    LearnerKeptInYearGroup,
    LearnerMovedYearGroup,
    MoveUp,
)
from services.learners.domain.roll.rollover import (
    CompleteRollover,
    refuse_far_year,
    refuse_unexplained,
)
from services.learners.domain.roll.year_group import YearGroup, is_higher
from shared.runtime.http import IDEMPOTENCY_KEY, Blueprint, caller
from shared.runtime.long_work import Step, Work
from shared.runtime.problems import Problem
from shared.runtime.progress import ProgressSchema, progress
from shared.runtime.request_fields import WholeNumber
from shared.runtime.sealing import Cause
from shared.runtime.service import Effect, LongWork, Stream

ANSWER_SECONDS = 5.0
MOST_STAYING = 500
KIND = "rollover"


class StayingSchema(Schema):
    """A learner who stays in the year group, and why."""

    learner_id = fields.UUID(required=True)
    reason = fields.String(required=True, validate=validate.Length(1, 1_000))


class RolloverRequest(Schema):
    """Into which school year, by the year it starts in, and who stays."""

    school_year = WholeNumber(required=True)
    stay = fields.List(
        fields.Nested(StayingSchema), load_default=list, validate=validate.Length(0, MOST_STAYING)
    )


class LastYearSchema(Schema):
    """How many were in the last year group that a school has, before: they need a school next."""

    school_id = fields.UUID(required=True)
    year_group = fields.String(required=True)
    learners = fields.Integer(required=True)


class RolloverSchema(ProgressSchema):
    """A rollover as far as it has got; `effect` tells how many moved up, and how many stayed."""

    school_year = fields.Integer(required=True, attribute="about.school_year")
    last_years = fields.List(
        fields.Nested(LastYearSchema), required=True, attribute="about.last_years"
    )
    in_year_14 = fields.Integer(
        required=True,
        attribute="about.in_year_14",
        metadata={"description": "No year group follows: they stay until they leave"},
    )


@dataclass(frozen=True)
class RolloverLedger:
    """What a rollover needs of the log and the read models."""

    begin: Callable[[Cause, tuple[str, UUID], Mapping[str, Any], Iterable[Step]], Work]
    go_on: Callable[[Work, float], Work]
    work: Callable[[UUID], Work | None]
    each: Callable[[Mapping[str, Any]], Iterator[Any]]

    def on_roll(self) -> Iterator[Any]:
        """All learners on a roll."""
        return self.each({"on_roll": True})


def rollovers(ledger: RolloverLedger) -> Blueprint:
    blueprint = Blueprint("rollovers", __name__, url_prefix="/rollovers")

    @blueprint.put("/<uuid:rollover_id>")
    @blueprint.allows("roll_over")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.arguments(RolloverRequest)
    @blueprint.response(201, RolloverSchema)
    @blueprint.alt_response(202, schema=RolloverSchema)
    def put_rollover(body: dict[str, Any], rollover_id: UUID) -> Any:
        """Move every learner on a roll up a year group, once for a school year.

        Who stays is named with a reason, and is not moved by a second rollover either. Whose year
        group was given since the school year began is left alone. 202 while it goes on.
        """
        refuse_far_year(body["school_year"], caller().now.date())
        staying = {one["learner_id"]: one["reason"] for one in body["stay"]}
        refuse_unexplained(staying.values())
        about = _about(ledger.on_roll(), staying, body["school_year"])
        steps = _steps(ledger.on_roll(), staying, body["school_year"])
        work = ledger.begin(caller().creating(), (KIND, rollover_id), about, steps)
        return progress(ledger.go_on(work, ANSWER_SECONDS), "/rollovers")

    @blueprint.get("/<uuid:rollover_id>")
    @blueprint.allows("read_rollovers")
    @blueprint.response(200, RolloverSchema)
    def get_rollover(rollover_id: UUID) -> Any:
        """How far a rollover has got, and what it has led to."""
        work = ledger.work(rollover_id)
        if work is None or work.kind != KIND:
            raise Problem(404, "rollover_unknown", field="rollover_id")
        return work

    return blueprint


def _closing(
    rollover_id: UUID, about: Mapping[str, Any], effect: Effect
) -> tuple[Stream, CompleteRollover]:
    """What puts the rollover on record, in the stream of the authority's."""
    subject = UUID(about["authority_id"])
    return Stream(KIND, subject, subject), CompleteRollover(
        rollover_id=rollover_id,
        school_year=about["school_year"],
        learners=effect.streams,
        moved_up=effect.events.get(LearnerMovedYearGroup.__name__, 0),
        kept=effect.events.get(LearnerKeptInYearGroup.__name__, 0),
    )


ROLLOVER = LongWork(KIND, (MoveUp,), _closing)


def _about(
    learners: Iterable[Any], staying: Mapping[UUID, str], school_year: int
) -> dict[str, Any]:
    """What the report tells beside the effect; raises `Problem` where one who stays is unknown."""
    counts: Counter[tuple[UUID, YearGroup]] = Counter()
    unknown = set(staying)
    for one in learners:
        counts[one.school_id, one.year_group] += 1
        unknown.discard(one.learner_id)
    if unknown:
        at_fault = {"field": "stay", "code": "learner_unknown"}
        errors = [at_fault | {"detail": str(each)} for each in sorted(unknown)]
        raise Problem(404, "learner_unknown", field="stay", errors=errors)
    return {
        "authority_id": str(authority_id(caller().authority)),
        "school_year": school_year,
        "last_years": _last_years(counts),
        "in_year_14": sum(n for (_, group), n in counts.items() if group is YearGroup.YEAR_14),
    }


def _last_years(counts: Mapping[tuple[UUID, YearGroup], int]) -> list[dict[str, Any]]:
    """The highest year group of each school, as it is taught there now."""
    last: dict[UUID, YearGroup] = {}
    for school_id, group in counts:
        if school_id not in last or is_higher(group, last[school_id]):
            last[school_id] = group
    return [
        {
            "school_id": str(school_id),
            "year_group": last[school_id].value,
            "learners": counts[school_id, last[school_id]],
        }
        for school_id in sorted(last)
    ]


def _steps(
    learners: Iterable[Any], staying: Mapping[UUID, str], school_year: int
) -> Iterator[Step]:
    for one in learners:
        stays = staying.get(one.learner_id)
        command = MoveUp(school_year=school_year, placed_on=one.placed_on, stays_because=stays)
        yield Stream("learner", one.learner_id), command
