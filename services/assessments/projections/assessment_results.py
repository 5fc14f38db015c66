"""Which results are on record for a learner, and what did each say before it was corrected?"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from services.assessments.domain.assessment_result import (
    AssessmentResultCorrected,
    AssessmentResultRecorded,
)
from services.assessments.domain.result import Result
from shared.modelling.message import message
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@message
class EarlierValue:
    """What stood until a correction; why, when and by whom it was replaced."""

    correction_id: UUID
    form: str
    age_at_test_months: int
    result: Result
    reason: str
    corrected_at: datetime
    corrected_by: str


@dataclass(frozen=True)
class ResultOnRecord:
    """A result as it stands; `earlier` has the oldest value first.

    `own_version` is that of the school's own instrument, where it was one; `sheet_id` names the
    class list or file that the result came with.
    """

    result_id: UUID
    learner_id: UUID
    instrument: str
    taken_on: date
    form: str
    age_at_test_months: int
    result: Result
    recorded_at: datetime
    recorded_by: str
    earlier: tuple[EarlierValue, ...]
    catalogue: int
    own_version: int | None
    sheet_id: UUID | None


Row = ResultOnRecord | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.stream_id,) if fact.stream_kind == "assessment_result" else None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case AssessmentResultRecorded() as event:
            return _recorded(event, fact)
        case AssessmentResultCorrected() as event:
            return row and _corrected(row, event, fact)
        case _:
            return row


def _recorded(event: AssessmentResultRecorded, fact: Recorded) -> ResultOnRecord:
    return ResultOnRecord(
        result_id=event.result_id,
        learner_id=event.learner_id,
        instrument=event.instrument,
        taken_on=event.taken_on,
        form=event.sheet.form,
        age_at_test_months=event.sheet.age_at_test_months,
        result=event.sheet.result,
        recorded_at=fact.occurred_at,
        recorded_by=fact.actor,
        earlier=(),
        catalogue=event.catalogue,
        own_version=event.own.version if event.own else None,
        sheet_id=event.sheet_id,
    )


def _corrected(
    row: ResultOnRecord, event: AssessmentResultCorrected, fact: Recorded
) -> ResultOnRecord:
    earlier = EarlierValue(
        correction_id=event.correction_id,
        form=row.form,
        age_at_test_months=row.age_at_test_months,
        result=row.result,
        reason=event.reason,
        corrected_at=fact.occurred_at,
        corrected_by=fact.actor,
    )
    return replace(
        row,
        form=event.sheet.form,
        age_at_test_months=event.sheet.age_at_test_months,
        result=event.sheet.result,
        earlier=(*row.earlier, earlier),
    )


ASSESSMENT_RESULTS = Projection(
    table="assessment_results",
    row=ResultOnRecord,
    key=("result_id",),
    key_of=key_of,
    project=project,
    subject="learner_id",
)
