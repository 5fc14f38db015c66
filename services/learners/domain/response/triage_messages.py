"""What is said of one learner at a triage meeting, and of the step that was agreed there."""

from datetime import date
from enum import StrEnum
from uuid import UUID, uuid5

from shared.modelling.message import message

DISCUSSIONS = UUID("8c2f6f0e-52b1-5f0d-9a37-6b1e9d5c2a40")


def discussion_id(meeting_id: UUID, learner_id: UUID) -> UUID:
    """The stream of what a meeting said of a learner, who is discussed once in each."""
    return uuid5(DISCUSSIONS, f"{meeting_id}/{learner_id}")


class TriageDecision(StrEnum):
    """What the meeting decided; a suggestion to ask the ALN question opens none by itself."""

    STAY_UNIVERSAL = "stay_universal"
    WATCH = "watch"
    MONITOR = "monitor"
    TARGETS = "targets"
    SCREENING = "screening"
    REFERRAL = "referral"
    ALN_QUESTION = "aln_question"


@message
class NextStep:
    """What will be done, by which member of staff, and by when at the latest."""

    step: str
    owner_id: UUID
    due_on: date


@message
class DiscussAtTriage:
    """A learner was discussed at a meeting of `meeting_school_id`, being on `school_id`'s roll."""

    meeting_id: UUID
    learner_id: UUID
    school_id: UUID
    meeting_school_id: UUID
    held_on: date
    decision: TriageDecision
    reason: str
    next_step: NextStep | None


@message
class CorrectTriageDiscussion:
    """What was really decided, and `because` of what it stood otherwise.

    `next_step` is one that was agreed and not put on record; one that was, is moved.
    """

    correction_id: UUID
    decision: TriageDecision
    reason: str
    next_step: NextStep | None
    because: str


@message
class MoveNextStep:
    """Agree on another day, or another owner, with a reason."""

    move_id: UUID
    owner_id: UUID
    due_on: date
    reason: str
    today: date


@message
class CompleteNextStep:
    """The step was taken; `note` says what came of it, where there is something to say."""

    completed_on: date
    note: str | None
    today: date


# Stored for good under these names: add fields with defaults, rename nothing.
@message
class DiscussedAtTriage:
    meeting_id: UUID
    learner_id: UUID
    held_on: date
    decision: TriageDecision
    reason: str
    next_step: NextStep | None


@message
class TriageDiscussionCorrected:
    correction_id: UUID
    decision: TriageDecision
    reason: str
    next_step: NextStep | None
    because: str


@message
class NextStepMoved:
    move_id: UUID
    owner_id: UUID
    due_on: date
    reason: str


@message
class NextStepCompleted:
    completed_on: date
    note: str | None


Command = DiscussAtTriage | CorrectTriageDiscussion | MoveNextStep | CompleteNextStep
Event = DiscussedAtTriage | TriageDiscussionCorrected | NextStepMoved | NextStepCompleted
