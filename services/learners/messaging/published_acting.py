"""Who acts for a learner, as other services are told: officers, the young person, representatives.

These facts stand in streams that bear the learner's own id.
"""

from services.learners.domain.ties import caseload
from services.learners.domain.ties import young_person_messages as young
from shared.contracts import learners as contracts
from shared.modelling.recorded import Recorded

_OF_A_PERSON = {
    caseload.CaseloadGiven: contracts.CaseloadGiven,
    caseload.CaseloadEnded: contracts.CaseloadEnded,
    young.YoungPersonAccountOpened: contracts.YoungPersonAccountOpened,
    young.YoungPersonAccountClosed: contracts.YoungPersonAccountClosed,
    young.RepresentativeNamed: contracts.RepresentativeNamed,
    young.RepresentativeReleased: contracts.RepresentativeReleased,
}


def publish_acting(fact: Recorded) -> object | None:
    """The message; None where the fact is about something else."""
    learner_id = fact.stream_id
    match fact.event:
        case young.RightsPassed():
            return contracts.RightsPassed(learner_id=learner_id)
        case young.CapacityRecorded(capacity=capacity):
            found = contracts.Capacity(capacity.value)
            return contracts.CapacityRecorded(learner_id=learner_id, capacity=found)
        case event if (told := _OF_A_PERSON.get(type(event))) is not None:
            return told(learner_id=learner_id, person_id=event.person_id)
        case _:
            return None
