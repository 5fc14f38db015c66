"""Published by `learners`: the steps of a school's graduated response, without a word of theirs."""

from datetime import date
from uuid import UUID

from shared.modelling.message import message


@message
class ConcernOutcomeDecided:
    """What is done about a concern; it replaces what was decided before."""

    concern_id: UUID
    learner_id: UUID
    outcome: str
    decided_on: date


@message
class ParentInformedOfConcern:
    """A parent was told of a concern after it was raised, or once more."""

    concern_id: UUID
    learner_id: UUID
    informed_on: date


@message
class ParentsWordsRecorded:
    """A parent told the school of their child."""

    words_id: UUID
    learner_id: UUID
    told_on: date


@message
class ParentsWordsCorrected:
    """What a parent told stands otherwise now."""

    words_id: UUID
    learner_id: UUID


@message
class DiscussedAtTriage:
    """A learner was discussed by the staff; `owner_id` has a step to take by `due_on`, if any."""

    discussion_id: UUID
    meeting_id: UUID
    learner_id: UUID
    decision: str
    owner_id: UUID | None
    due_on: date | None


@message
class TriageDiscussionCorrected:
    """Something else was decided of the learner; the step is one that was not on record before."""

    discussion_id: UUID
    learner_id: UUID
    decision: str
    owner_id: UUID | None
    due_on: date | None


@message
class NextStepMoved:
    """A step agreed at triage is due on another day, or is another's."""

    discussion_id: UUID
    learner_id: UUID
    owner_id: UUID
    due_on: date


@message
class NextStepCompleted:
    """A step agreed at triage was taken."""

    discussion_id: UUID
    learner_id: UUID
    completed_on: date


@message
class OnePageProfileWritten:
    """A learner has a one-page profile, or a new version of it."""

    version_id: UUID
    learner_id: UUID
    written_on: date


GRADUATED_RESPONSE = (
    ConcernOutcomeDecided,
    ParentInformedOfConcern,
    ParentsWordsRecorded,
    ParentsWordsCorrected,
    DiscussedAtTriage,
    TriageDiscussionCorrected,
    NextStepMoved,
    NextStepCompleted,
    OnePageProfileWritten,
)
