"""What other services are told: that there is a result, of what and when; never a score."""

from services.assessments.domain.assessment_result import (
    AssessmentResultCorrected,
    AssessmentResultRecorded,
)
from services.assessments.domain.missed_assessment import AssessmentMissed
from services.assessments.messaging.published_steps import publish_step
from shared.contracts import assessments as contracts
from shared.modelling.recorded import Recorded


def publish(fact: Recorded) -> object | None:
    """The message for others."""
    match fact.event:
        case AssessmentResultRecorded() as recorded:
            return contracts.AssessmentResultRecorded(
                result_id=recorded.result_id,
                learner_id=recorded.learner_id,
                instrument=recorded.instrument,
                taken_on=recorded.taken_on,
            )
        case AssessmentResultCorrected() as corrected:
            return contracts.AssessmentResultCorrected(
                result_id=fact.stream_id,
                learner_id=fact.subject,
                instrument=corrected.instrument,
            )
        case AssessmentMissed() as missed:
            return contracts.AssessmentMissed(
                missed_id=missed.missed_id,
                learner_id=missed.learner_id,
                instrument=missed.instrument,
                due_on=missed.due_on,
                reason=contracts.NotTaken(missed.reason),
            )
        case _:
            return publish_step(fact)
