"""What a triage meeting said of one learner: a decision, and a step that somebody owns."""

from dataclasses import dataclass, replace
from datetime import date

from services.learners.domain.response.triage_messages import (
    Command,
    CompleteNextStep,
    DiscussAtTriage,
    DiscussedAtTriage,
    Event,
    MoveNextStep,
    NextStep,
    NextStepCompleted,
    NextStepMoved,
    TriageDecision,
)
from shared.modelling.decider import CommandRefused, Decider


@dataclass(frozen=True)
class Discussion:
    discussed: DiscussedAtTriage
    moves: tuple[NextStepMoved, ...] = ()
    completed: NextStepCompleted | None = None


State = Discussion | None  # None until the learner is discussed


def decide(discussion: State, command: Command) -> list[Event]:
    match command:
        case DiscussAtTriage():
            return _discuss(discussion, command)
        case MoveNextStep():
            return _move(_with_a_step(discussion), command)
        case CompleteNextStep():
            return _complete(_with_a_step(discussion), command)


def _discuss(discussion: State, command: DiscussAtTriage) -> list[Event]:
    discussed = DiscussedAtTriage(
        meeting_id=command.meeting_id,
        learner_id=command.learner_id,
        held_on=command.held_on,
        decision=command.decision,
        reason=command.reason,
        next_step=command.next_step,
    )
    if discussion is not None:
        return _on_record_already(
            discussion.discussed, discussed, "already_discussed_at_triage", "learner_id"
        )
    if command.school_id != command.meeting_school_id:
        raise CommandRefused("learner_at_another_school", "learner_id")
    _refuse_undefended(discussed)
    return [discussed]


def _on_record_already(known: Event, said: Event, code: str, field: str) -> list[Event]:
    """Said again, it changes nothing; under the same id, nothing else can be said."""
    if known != said:
        raise CommandRefused(code, field)
    return []


def _refuse_undefended(discussed: DiscussedAtTriage) -> None:
    if not discussed.reason.strip():
        raise CommandRefused("reason_missing", "reason")
    if discussed.next_step is not None:
        _refuse_empty(discussed.next_step, discussed.held_on)
    # What is decided beyond everyone's provision comes to nothing if nobody has to do it.
    elif discussed.decision is not TriageDecision.STAY_UNIVERSAL:
        raise CommandRefused("next_step_missing", "next_step")


def _refuse_empty(next_step: NextStep, held_on: date) -> None:
    if not next_step.step.strip():
        raise CommandRefused("step_missing", "next_step.step")
    if next_step.due_on < held_on:
        raise CommandRefused("due_on_before_meeting", "next_step.due_on")


def _with_a_step(discussion: State) -> Discussion:
    if discussion is None:
        raise CommandRefused("not_discussed_at_triage", "learner_id")
    if discussion.discussed.next_step is None:
        raise CommandRefused("no_next_step_agreed")
    return discussion


def _move(discussion: Discussion, command: MoveNextStep) -> list[Event]:
    moved = NextStepMoved(
        move_id=command.move_id,
        owner_id=command.owner_id,
        due_on=command.due_on,
        reason=command.reason,
    )
    known = {each.move_id: each for each in discussion.moves}
    if moved.move_id in known:
        before = known[moved.move_id]
        return _on_record_already(before, moved, "next_step_already_moved", "move_id")
    if discussion.completed is not None:
        raise CommandRefused("next_step_already_completed")
    _refuse_to_move(discussion, moved, command.today)
    return [moved]


def _refuse_to_move(discussion: Discussion, moved: NextStepMoved, today: date) -> None:
    if not moved.reason.strip():
        raise CommandRefused("reason_missing", "reason")
    if moved.due_on < today:
        raise CommandRefused("due_on_in_past", "due_on")
    if (moved.owner_id, moved.due_on) == _agreed(discussion):
        raise CommandRefused("next_step_unchanged", "due_on")


def _agreed(discussion: Discussion) -> tuple[object, date]:
    """Whose the step is now, and by when."""
    agreed = discussion.moves[-1] if discussion.moves else discussion.discussed.next_step
    assert agreed is not None, "only what was agreed is moved"
    return agreed.owner_id, agreed.due_on


def _complete(discussion: Discussion, command: CompleteNextStep) -> list[Event]:
    completed = NextStepCompleted(completed_on=command.completed_on, note=command.note)
    if discussion.completed is not None:
        return _on_record_already(
            discussion.completed, completed, "next_step_already_completed", "completed_on"
        )
    if completed.completed_on > command.today:
        raise CommandRefused("completed_on_in_future", "completed_on")
    if completed.completed_on < discussion.discussed.held_on:
        raise CommandRefused("completed_on_before_meeting", "completed_on")
    return [completed]


def evolve(discussion: State, event: Event) -> State:
    if isinstance(event, DiscussedAtTriage):
        return Discussion(event)
    assert discussion is not None, "a step is agreed before anything comes of it"
    if isinstance(event, NextStepMoved):
        return replace(discussion, moves=(*discussion.moves, event))
    return replace(discussion, completed=event)


triage_discussion: Decider[State, Command, Event] = Decider(None, decide, evolve)
