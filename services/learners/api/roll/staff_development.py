"""The log of a school's staff development: what is planned, and who attended what."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.learners.api.roll.known_staff import KnownStaff, shown
from services.learners.api.roll.staff_labels import STATES, TOPICS
from services.learners.api.roll.training_schemas import (
    AttendanceRequest,
    CancellationRequest,
    TrainingRequest,
    TrainingSchema,
    TrainingsRequest,
)
from services.learners.domain.roll.training import (
    CancelTraining,
    PlanTraining,
    RecordAttendance,
    RecordTraining,
    TrainingDetails,
    TrainingState,
)
from shared.runtime.execute import Outcome
from shared.runtime.http import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    Accepted,
    Blueprint,
    accepted,
    caller,
    etag,
    page_schema,
)
from shared.runtime.problems import Problem
from shared.runtime.query import Page
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream


@dataclass(frozen=True)
class TrainingLedger:
    """What of the ledger the log needs."""

    execute: Callable[[Cause, Stream, object], Outcome]
    find_school: Callable[[UUID], Any | None]
    staff: KnownStaff
    find: Callable[[UUID], Any | None]
    page: Callable[[dict[str, Any], int | None, str | None], Page]
    version: Callable[[str, UUID], int]


def staff_development(ledger: TrainingLedger) -> Blueprint:
    blueprint = Blueprint("staff_development", __name__, url_prefix="/staff-development")
    _recording(blueprint, ledger)
    _reading(blueprint, ledger)
    return blueprint


def _recording(blueprint: Blueprint, ledger: TrainingLedger) -> None:
    @blueprint.put("/<uuid:training_id>")
    @blueprint.allows("record_staff_development")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.arguments(TrainingRequest)
    @blueprint.response(201, Accepted)
    def put_training(body: dict[str, Any], training_id: UUID) -> Any:
        """Plan training, or record what was attended."""
        school_id = body["school_id"]
        if ledger.find_school(school_id) is None:
            raise Problem(404, "school_unknown", field="school_id")
        ledger.staff.refuse_unknown(body["staff_ids"], "staff_ids")
        stream = Stream("training", training_id, subject=school_id, school=school_id)
        outcome = ledger.execute(caller().creating(), stream, _command(training_id, body))
        return accepted(training_id, outcome)

    @blueprint.put("/<uuid:training_id>/attendance")
    @blueprint.allows("record_staff_development")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.arguments(AttendanceRequest)
    @blueprint.response(201, Accepted)
    def put_attendance(body: dict[str, Any], training_id: UUID) -> Any:
        """Record that what was planned took place, when, and who attended."""
        ledger.staff.refuse_unknown(body["staff_ids"], "staff_ids")
        days, staff_ids = _in_order(body)
        command = RecordAttendance(days=days, staff_ids=staff_ids, today=caller().now.date())
        outcome = ledger.execute(caller().matching(), Stream("training", training_id), command)
        return accepted(training_id, outcome)

    @blueprint.put("/<uuid:training_id>/cancellation")
    @blueprint.allows("record_staff_development")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.arguments(CancellationRequest)
    @blueprint.response(201, Accepted)
    def put_cancellation(body: dict[str, Any], training_id: UUID) -> Any:
        """Record that what was planned does not take place."""
        command = CancelTraining(reason=body["reason"])
        outcome = ledger.execute(caller().matching(), Stream("training", training_id), command)
        return accepted(training_id, outcome)


def _reading(blueprint: Blueprint, ledger: TrainingLedger) -> None:
    @blueprint.get("")
    @blueprint.allows("read_staff_development")
    @blueprint.arguments(TrainingsRequest, location="query")
    @blueprint.response(200, page_schema(TrainingSchema))
    def list_trainings(query: dict[str, Any]) -> Page:
        """Training by its first day: of a school, on a topic, of one of the staff."""
        found = ledger.page(_filters(query), query["limit"], query["cursor"])
        names = ledger.staff.names(one for row in found.items for one in row.staff_ids)
        return Page([_shown(row, names) for row in found.items], found.next)

    @blueprint.get("/<uuid:training_id>")
    @blueprint.allows("read_staff_development")
    @blueprint.response(200, TrainingSchema)
    def get_training(training_id: UUID) -> Any:
        """One training."""
        seen = ledger.version("training", training_id)
        found = ledger.find(training_id)
        if found is None:
            raise Problem(404, "training_unknown", field="training_id")
        return _shown(found, ledger.staff.names(found.staff_ids)), etag(seen)


def _command(training_id: UUID, body: dict[str, Any]) -> PlanTraining | RecordTraining:
    days, staff_ids = _in_order(body)
    details = TrainingDetails(
        school_id=body["school_id"],
        title=body["title"],
        topics=tuple(dict.fromkeys(body["topics"])),
        days=days,
        provider=body["provider"],
        staff_ids=staff_ids,
    )
    if body["state"] == TrainingState.PLANNED:
        return PlanTraining(training_id=training_id, details=details)
    today = caller().now.date()
    return RecordTraining(training_id=training_id, details=details, today=today)


def _in_order(body: dict[str, Any]) -> tuple[Any, Any]:
    """Days and people, each once: said in another order it is the same."""
    return tuple(sorted(set(body["days"]))), tuple(sorted(set(body["staff_ids"])))


def _filters(query: dict[str, Any]) -> dict[str, Any]:
    topic, staff_id = query["topic"], query["staff_id"]
    return {
        "school_id": query["school_id"],
        "state": query["state"],
        "topics has": topic and topic.value,
        "staff_ids has": staff_id and str(staff_id),
        "first_on >=": query["from_date"],
        "first_on <=": query["to_date"],
    }


def _shown(row: Any, names: dict[UUID, str]) -> dict[str, Any]:
    return {
        "training_id": row.training_id,
        "school_id": row.school_id,
        "state": {"code": row.state, "name": STATES[row.state]},
        "title": row.title,
        "topics": [{"code": topic, "name": TOPICS[topic]} for topic in row.topics],
        "days": row.days,
        "provider": row.provider,
        "staff": [shown(one, names) for one in row.staff_ids],
        "cancelled_because": row.cancelled_because,
    }
