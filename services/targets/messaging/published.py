"""What other services are told of targets: ids, codes and dates; nobody's words."""

from services.targets.domain.small_step_target_messages import (
    SmallStepTargetReviewed,
    SmallStepTargetSet,
    SmallStepTargetShared,
)
from shared.contracts import targets as contracts
from shared.modelling.recorded import Recorded


def publish(fact: Recorded) -> object | None:
    """The message for others; None where the fact stays here."""
    match fact.event:
        case SmallStepTargetSet() as as_set:
            return contracts.SmallStepTargetSet(
                target_id=as_set.target_id,
                learner_id=as_set.learner_id,
                area=as_set.area.value,
                review_on=as_set.review_on,
                group_id=as_set.group_id,
            )
        case SmallStepTargetShared() as shared:
            return contracts.SmallStepTargetShared(
                target_id=fact.stream_id, learner_id=fact.subject, shared_on=shared.shared_on
            )
        case SmallStepTargetReviewed() as reviewed:
            return contracts.SmallStepTargetReviewed(
                target_id=fact.stream_id,
                learner_id=fact.subject,
                review_id=reviewed.review_id,
                outcome=reviewed.outcome.value,
                next_step=reviewed.next_step.value,
                reviewed_on=reviewed.reviewed_on,
            )
        case _:
            return None
