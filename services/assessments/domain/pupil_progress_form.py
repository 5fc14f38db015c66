"""A Pupil Progress form: what a class teacher writes of a learner at the end of a term.

It is submitted once; a draft is not kept. Which results stood on the day is part of it, as the
evidence the teacher wrote upon: a result corrected later does not change what was known then.
"""

from dataclasses import dataclass, replace

from services.assessments.domain.pupil_progress_messages import (
    AmendPupilProgressForm,
    Command,
    Content,
    Event,
    PupilProgressFormAmended,
    PupilProgressFormSubmitted,
    SubmitPupilProgressForm,
    first_day_of,
)
from services.assessments.domain.words import refuse_another, refuse_blank
from shared.modelling.decider import CommandRefused, Decider


@dataclass(frozen=True)
class Amendment:
    """An amendment made, and what the form said until then."""

    amended: PupilProgressFormAmended
    earlier: Content


@dataclass(frozen=True)
class PupilProgressForm:
    submitted: PupilProgressFormSubmitted
    content: Content
    amendments: tuple[Amendment, ...] = ()


State = PupilProgressForm | None  # None until the form is submitted


def decide(form: State, command: Command) -> list[Event]:
    match command:
        case SubmitPupilProgressForm():
            return _submit(form, command)
        case AmendPupilProgressForm():
            if form is None:
                raise CommandRefused("form_not_submitted", "form_id")
            return _amend(form, command)


def _submit(form: State, command: SubmitPupilProgressForm) -> list[Event]:
    submitted = PupilProgressFormSubmitted(
        form_id=command.form_id,
        learner_id=command.learner_id,
        class_id=command.class_id,
        school_year=command.school_year,
        term=command.term,
        content=command.content,
        results=command.results,
        submitted_on=command.today,
    )
    if form is not None:
        # Results, and the day, are the service's own: the same request is still the same.
        earlier = form.submitted
        as_then = replace(submitted, results=earlier.results, submitted_on=earlier.submitted_on)
        refuse_another(earlier, as_then, "form_already_submitted", "form_id")
        return []
    _refuse_what_cannot_be(submitted.content)
    if first_day_of(submitted.school_year, submitted.term) > command.today:
        raise CommandRefused("term_in_future", "term")
    return [submitted]


def _amend(form: PupilProgressForm, command: AmendPupilProgressForm) -> list[Event]:
    for made in form.amendments:
        if made.amended.amendment_id == command.amendment_id:
            asked = (_as_amended(made.earlier, command), command.reason)
            known = (made.amended.content, made.amended.reason)
            refuse_another(known, asked, "amendment_already_made", "amendment_id")
            return []
    content = _as_amended(form.content, command)
    refuse_blank(command.reason, "reason", "reason")
    if content == form.content:
        raise CommandRefused("amendment_changes_nothing")
    _refuse_what_cannot_be(content)
    return [
        PupilProgressFormAmended(
            amendment_id=command.amendment_id,
            content=content,
            reason=command.reason,
            amended_on=command.today,
        )
    ]


def _as_amended(content: Content, command: AmendPupilProgressForm) -> Content:
    below = command.below_age_expected
    return Content(
        barriers=content.barriers if command.barriers is None else command.barriers,
        narrative=content.narrative if command.narrative is None else command.narrative,
        below_age_expected=content.below_age_expected if below is None else below,
    )


def _refuse_what_cannot_be(content: Content) -> None:
    refuse_blank(content.narrative, "narrative", "narrative")
    if len({barrier.area for barrier in content.barriers}) < len(content.barriers):
        raise CommandRefused("barrier_repeated", "barriers")
    for number, barrier in enumerate(content.barriers):
        refuse_blank(barrier.note, "note", f"barriers.{number}.note")


def evolve(form: State, event: Event) -> State:
    match event:
        case PupilProgressFormSubmitted():
            return PupilProgressForm(event, event.content)
        case PupilProgressFormAmended():
            assert form is not None
            amendment = Amendment(event, form.content)
            amendments = (*form.amendments, amendment)
            return replace(form, content=event.content, amendments=amendments)


pupil_progress_form: Decider[State, Command, Event] = Decider(None, decide, evolve)
