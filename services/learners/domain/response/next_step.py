"""What comes of the next step that was agreed at triage: it is moved, and it is taken."""

from datetime import date

from services.learners.domain.response.discussion import Discussion, on_record_already
from services.learners.domain.response.triage_messages import (
    CompleteNextStep,
    Event,
    MoveNextStep,
    NextStepCompleted,
    NextStepMoved,
)
from shared.modelling.decider import CommandRefused


def move(discussion: Discussion, command: MoveNextStep) -> list[Event]:
    """Another day, or another owner, for a step that is still open."""
    moved = NextStepMoved(
        move_id=command.move_id,
        owner_id=command.owner_id,
        due_on=command.due_on,
        reason=command.reason,
    )
    known = {each.move_id: each for each in discussion.moves}
    if moved.move_id in known:
        before = known[moved.move_id]
        return on_record_already(before, moved, "next_step_already_moved", "move_id")
    if discussion.completed is not None:
        raise CommandRefused("next_step_already_completed")
    _refuse_to_move(discussion, moved, command.today)
    return [moved]


def _refuse_to_move(discussion: Discussion, moved: NextStepMoved, today: date) -> None:
    if not moved.reason.strip():
        raise CommandRefused("reason_missing", "reason")
    if moved.due_on < today:
        raise CommandRefused("due_on_in_past", "due_on")
    if (moved.owner_id, moved.due_on) == discussion.due:
        raise CommandRefused("next_step_unchanged", "due_on")


def complete(discussion: Discussion, command: CompleteNextStep) -> list[Event]:
    """The step was taken, on a day between the meeting and today."""
    completed = NextStepCompleted(completed_on=command.completed_on, note=command.note)
    before = discussion.completed
    if before is not None:
        return on_record_already(before, completed, "next_step_already_completed", "completed_on")
    if completed.completed_on > command.today:
        raise CommandRefused("completed_on_in_future", "completed_on")
    if completed.completed_on < discussion.discussed.held_on:
        raise CommandRefused("completed_on_before_meeting", "completed_on")
    return [completed]
