"""A concern: the first dated thing anyone says about a learner, and what the school does of it."""

from dataclasses import dataclass, replace
from datetime import date

from services.learners.domain.response.concern_messages import (
    Command,
    ConcernOutcomeDecided,
    ConcernRaised,
    DecideConcernOutcome,
    Event,
    InformParentOfConcern,
    ParentInformedOfConcern,
    RaiseConcern,
)
from shared.modelling.decider import CommandRefused, Decider


@dataclass(frozen=True)
class Concern:
    """The outcome that was decided last is the one that stands."""

    raised: ConcernRaised
    outcomes: tuple[ConcernOutcomeDecided, ...] = ()
    informings: tuple[ParentInformedOfConcern, ...] = ()


State = Concern | None  # None until the concern is raised


def decide(concern: State, command: Command) -> list[Event]:
    match command:
        case RaiseConcern():
            return _raise(concern, command)
        case DecideConcernOutcome():
            return _decide_outcome(_on_record(concern), command)
        case InformParentOfConcern():
            return _inform(_on_record(concern), command)


def _on_record(concern: State) -> Concern:
    if concern is None:
        raise CommandRefused("concern_not_raised", "concern_id")
    return concern


def _raise(concern: State, command: RaiseConcern) -> list[Event]:
    raised = ConcernRaised(
        concern_id=command.concern_id,
        learner_id=command.learner_id,
        area=command.area,
        observation=command.observation,
        noticed_on=command.noticed_on,
        parent_informed=command.parent_informed,
    )
    if concern is not None:
        return _on_record_already(concern.raised, raised, "concern_already_raised", "concern_id")
    _refuse_what_cannot_be(raised, command.today)
    return [raised]


def _refuse_what_cannot_be(raised: ConcernRaised, today: date) -> None:
    if not raised.observation.strip():
        raise CommandRefused("observation_missing", "observation")
    if raised.noticed_on > today:
        raise CommandRefused("noticed_on_in_future", "noticed_on")
    if raised.parent_informed is not None:
        told_on = raised.parent_informed.informed_on
        _refuse_untold(told_on, raised.noticed_on, today, "parent_informed.informed_on")


def _decide_outcome(concern: Concern, command: DecideConcernOutcome) -> list[Event]:
    decided = ConcernOutcomeDecided(
        outcome_id=command.outcome_id,
        outcome=command.outcome,
        reason=command.reason,
        decided_on=command.decided_on,
        decided_by=command.decided_by,
    )
    known = next((one for one in concern.outcomes if one.outcome_id == decided.outcome_id), None)
    if known is not None:
        return _on_record_already(known, decided, "outcome_already_decided", "outcome_id")
    _refuse_undefended(concern, decided, command.today)
    return [decided]


def _refuse_undefended(concern: Concern, decided: ConcernOutcomeDecided, today: date) -> None:
    if not decided.reason.strip():
        raise CommandRefused("reason_missing", "reason")
    if decided.decided_on > today:
        raise CommandRefused("decided_on_in_future", "decided_on")
    if decided.decided_on < concern.raised.noticed_on:
        raise CommandRefused("decided_on_before_noticed", "decided_on")
    # What stands is what was decided last: an earlier day would leave two that seem to.
    if concern.outcomes and decided.decided_on < concern.outcomes[-1].decided_on:
        raise CommandRefused("decided_on_before_last_outcome", "decided_on")


def _inform(concern: Concern, command: InformParentOfConcern) -> list[Event]:
    informing = ParentInformedOfConcern(
        informing_id=command.informing_id, parent_informed=command.parent_informed
    )
    known = (one for one in concern.informings if one.informing_id == informing.informing_id)
    before = next(known, None)
    if before is not None:
        return _on_record_already(before, informing, "parent_already_informed", "informing_id")
    told_on, noticed_on = informing.parent_informed.informed_on, concern.raised.noticed_on
    _refuse_untold(told_on, noticed_on, command.today, "informed_on")
    return [informing]


def _refuse_untold(told_on: date, noticed_on: date, today: date, field: str) -> None:
    if told_on > today:
        raise CommandRefused("informed_on_in_future", field)
    if told_on < noticed_on:
        raise CommandRefused("informed_on_before_noticed", field)


def _on_record_already(known: Event, said: Event, code: str, field: str) -> list[Event]:
    """Said again, it changes nothing; under the same id, nothing else can be said."""
    if known != said:
        raise CommandRefused(code, field)
    return []


def evolve(concern: State, event: Event) -> State:
    if isinstance(event, ConcernRaised):
        return Concern(event)
    assert concern is not None, "a concern is raised before anything comes of it"
    if isinstance(event, ConcernOutcomeDecided):
        return replace(concern, outcomes=(*concern.outcomes, event))
    return replace(concern, informings=(*concern.informings, event))


concern: Decider[State, Command, Event] = Decider(None, decide, evolve)
