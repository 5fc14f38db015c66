"""What a triage meeting said of one learner: a decision, and a step that somebody owns."""

from dataclasses import replace
from datetime import date

from services.learners.domain.response import next_step
from services.learners.domain.response.discussion import Discussion, on_record_already
from services.learners.domain.response.triage_messages import (
    Command,
    CompleteNextStep,
    CorrectTriageDiscussion,
    DiscussAtTriage,
    DiscussedAtTriage,
    Event,
    MoveNextStep,
    NextStep,
    NextStepMoved,
    TriageDecision,
    TriageDiscussionCorrected,
)
from shared.modelling.decider import CommandRefused, Decider

State = Discussion | None  # None until the learner is discussed


def decide(discussion: State, command: Command) -> list[Event]:
    match command:
        case DiscussAtTriage():
            return _discuss(discussion, command)
        case CorrectTriageDiscussion():
            return _correct(_discussed(discussion), command)
        case MoveNextStep():
            return next_step.move(_with_a_step(discussion), command)
        case CompleteNextStep():
            return next_step.complete(_with_a_step(discussion), command)


def _discuss(discussion: State, command: DiscussAtTriage) -> list[Event]:
    said = DiscussedAtTriage(
        meeting_id=command.meeting_id,
        learner_id=command.learner_id,
        held_on=command.held_on,
        decision=command.decision,
        reason=command.reason,
        next_step=command.next_step,
    )
    if discussion is not None:
        before = discussion.discussed
        return on_record_already(before, said, "already_discussed_at_triage", "learner_id")
    if command.school_id != command.meeting_school_id:
        raise CommandRefused("learner_at_another_school", "learner_id")
    _refuse_undefended(said.reason, said.next_step, said.held_on)
    _refuse_to_come_to_nothing(said.decision, said.next_step)
    return [said]


def _refuse_undefended(reason: str, step: NextStep | None, held_on: date) -> None:
    if not reason.strip():
        raise CommandRefused("reason_missing", "reason")
    if step is not None and not step.step.strip():
        raise CommandRefused("step_missing", "next_step.step")
    if step is not None and step.due_on < held_on:
        raise CommandRefused("due_on_before_meeting", "next_step.due_on")


def _refuse_to_come_to_nothing(decision: TriageDecision, step: NextStep | None) -> None:
    """What is decided beyond everyone's provision comes to nothing if nobody has to do it."""
    if step is None and decision is not TriageDecision.STAY_UNIVERSAL:
        raise CommandRefused("next_step_missing", "next_step")


def _correct(discussion: Discussion, command: CorrectTriageDiscussion) -> list[Event]:
    corrected = TriageDiscussionCorrected(
        correction_id=command.correction_id,
        decision=command.decision,
        reason=command.reason,
        next_step=command.next_step,
        because=command.because,
    )
    known = {each.correction_id: each for each in discussion.corrections}
    if corrected.correction_id in known:
        before = known[corrected.correction_id]
        return on_record_already(before, corrected, "already_corrected", "correction_id")
    _refuse_undefended(corrected.reason, corrected.next_step, discussion.discussed.held_on)
    _refuse_needless(discussion, corrected)
    return [corrected]


def _refuse_needless(discussion: Discussion, corrected: TriageDiscussionCorrected) -> None:
    if not corrected.because.strip():
        raise CommandRefused("because_missing", "because")
    if corrected.next_step is not None and discussion.next_step is not None:
        raise CommandRefused("next_step_already_agreed", "next_step")
    is_same = (corrected.decision, corrected.reason) == discussion.stands
    if is_same and corrected.next_step is None:
        raise CommandRefused("discussion_unchanged")
    _refuse_to_come_to_nothing(corrected.decision, corrected.next_step or discussion.next_step)


def _discussed(discussion: State) -> Discussion:
    if discussion is None:
        raise CommandRefused("not_discussed_at_triage", "learner_id")
    return discussion


def _with_a_step(discussion: State) -> Discussion:
    found = _discussed(discussion)
    if found.next_step is None:
        raise CommandRefused("no_next_step_agreed")
    return found


def evolve(discussion: State, event: Event) -> State:
    if isinstance(event, DiscussedAtTriage):
        return Discussion(event)
    assert discussion is not None, "a learner is discussed before anything comes of it"
    match event:
        case TriageDiscussionCorrected():
            return replace(discussion, corrections=(*discussion.corrections, event))
        case NextStepMoved():
            return replace(discussion, moves=(*discussion.moves, event))
        case _:
            return replace(discussion, completed=event)


triage_discussion: Decider[State, Command, Event] = Decider(None, decide, evolve)
