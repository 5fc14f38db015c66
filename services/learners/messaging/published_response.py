"""What the school does for a learner, as other services are told: the step, and its code."""

from services.learners.domain.response import (
    concern_messages,
    one_page_profile,
    parents_words,
    triage_messages,
)
from shared.contracts import learners as contracts
from shared.modelling.recorded import Recorded


def publish_response(fact: Recorded) -> object | None:
    """The message; None where the fact is about something else, or about a school alone."""
    match fact.event:
        case parents_words.ParentsWordsRecorded() as recorded:
            return contracts.ParentsWordsRecorded(
                words_id=recorded.words_id,
                learner_id=recorded.learner_id,
                told_on=recorded.told.told_on,
            )
        case parents_words.ParentsWordsCorrected():
            words, learner_id = fact.stream_id, fact.subject
            return contracts.ParentsWordsCorrected(words_id=words, learner_id=learner_id)
        case one_page_profile.OnePageProfileWritten(version_id=version, written_on=day):
            written = contracts.OnePageProfileWritten
            return written(version_id=version, learner_id=fact.subject, written_on=day)
        case _:
            return _of_a_concern(fact) or _of_triage(fact)


def _of_a_concern(fact: Recorded) -> object | None:
    match fact.event:
        case concern_messages.ConcernRaised() as raised:
            return contracts.ConcernRaised(
                concern_id=raised.concern_id,
                learner_id=raised.learner_id,
                area=raised.area.value,
                noticed_on=raised.noticed_on,
            )
        case concern_messages.ConcernOutcomeDecided() as decided:
            return contracts.ConcernOutcomeDecided(
                concern_id=fact.stream_id,
                learner_id=fact.subject,
                outcome=decided.outcome.value,
                decided_on=decided.decided_on,
            )
        case concern_messages.ParentInformedOfConcern(parent_informed=informed):
            return contracts.ParentInformedOfConcern(
                concern_id=fact.stream_id,
                learner_id=fact.subject,
                informed_on=informed.informed_on,
            )
        case _:
            return None


def _of_triage(fact: Recorded) -> object | None:
    match fact.event:
        case triage_messages.DiscussedAtTriage(next_step=agreed) as discussed:
            return contracts.DiscussedAtTriage(
                discussion_id=fact.stream_id,
                meeting_id=discussed.meeting_id,
                learner_id=discussed.learner_id,
                decision=discussed.decision.value,
                owner_id=agreed.owner_id if agreed else None,
                due_on=agreed.due_on if agreed else None,
            )
        case triage_messages.TriageDiscussionCorrected(next_step=agreed) as corrected:
            return contracts.TriageDiscussionCorrected(
                discussion_id=fact.stream_id,
                learner_id=fact.subject,
                decision=corrected.decision.value,
                owner_id=agreed.owner_id if agreed else None,
                due_on=agreed.due_on if agreed else None,
            )
        case triage_messages.NextStepMoved(owner_id=owner_id, due_on=due_on):
            return contracts.NextStepMoved(
                discussion_id=fact.stream_id,
                learner_id=fact.subject,
                owner_id=owner_id,
                due_on=due_on,
            )
        case triage_messages.NextStepCompleted(completed_on=day):
            taken = contracts.NextStepCompleted
            return taken(discussion_id=fact.stream_id, learner_id=fact.subject, completed_on=day)
        case _:
            return None
