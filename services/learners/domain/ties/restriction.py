"""A restriction: a person is kept from a learner's record by a court, or for the child's safety.

It holds until it is lifted. The day of review is when staff must look at it again, not its end:
a child is not left unprotected because nobody looked.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.modelling.decider import CommandRefused, Decider
from shared.modelling.message import message


class RestrictionKind(StrEnum):
    """Who says so: a court, or those who safeguard the child."""

    COURT_ORDER = "court_order"
    SAFEGUARDING = "safeguarding"


class Scope(StrEnum):
    """What the person may not see: anything, or where the other family lives."""

    RECORD = "record"
    CONTACT_DETAILS = "contact_details"


@message
class ImposeRestriction:
    """`reference` is the order's number or the case's; `today` is the day of asking."""

    restriction_id: UUID
    learner_id: UUID
    person_id: UUID
    kind: RestrictionKind
    scope: Scope
    reference: str
    reason: str
    review_on: date
    today: date


@message
class LiftRestriction:
    """Let the person see again what they may as who they are."""

    reason: str


# Stored for good under these names: add fields with defaults, rename nothing.
@message
class RestrictionImposed:
    restriction_id: UUID
    learner_id: UUID
    person_id: UUID
    kind: RestrictionKind
    scope: Scope
    reference: str
    reason: str
    review_on: date


@message
class RestrictionLifted:
    restriction_id: UUID
    learner_id: UUID
    person_id: UUID
    reason: str


Command = ImposeRestriction | LiftRestriction
Event = RestrictionImposed | RestrictionLifted


@dataclass(frozen=True)
class Restriction:
    imposed: RestrictionImposed
    is_lifted: bool = False


State = Restriction | None  # None until the restriction is imposed


def decide(restriction: State, command: Command) -> list[Event]:
    match command:
        case ImposeRestriction():
            return _impose(restriction, command)
        case LiftRestriction():
            return _lift(restriction, command)


def _impose(restriction: State, command: ImposeRestriction) -> list[Event]:
    imposed = RestrictionImposed(
        restriction_id=command.restriction_id,
        learner_id=command.learner_id,
        person_id=command.person_id,
        kind=command.kind,
        scope=command.scope,
        reference=command.reference,
        reason=command.reason,
        review_on=command.review_on,
    )
    if restriction is not None:
        return _on_record_already(restriction, imposed)
    _refuse_what_cannot_be(command)
    return [imposed]


def _on_record_already(restriction: Restriction, imposed: RestrictionImposed) -> list[Event]:
    if restriction.imposed != imposed:
        raise CommandRefused("restriction_already_imposed", "restriction_id")
    return []


def _refuse_what_cannot_be(command: ImposeRestriction) -> None:
    if not command.reference.strip():
        raise CommandRefused("reference_missing", "reference")
    if not command.reason.strip():
        raise CommandRefused("reason_missing", "reason")
    if command.review_on <= command.today:
        raise CommandRefused("review_on_not_later", "review_on")


def _lift(restriction: State, command: LiftRestriction) -> list[Event]:
    if restriction is None:
        raise CommandRefused("restriction_not_imposed", "restriction_id")
    if restriction.is_lifted:
        return []
    if not command.reason.strip():
        raise CommandRefused("reason_missing", "reason")
    return [
        RestrictionLifted(
            restriction_id=restriction.imposed.restriction_id,
            learner_id=restriction.imposed.learner_id,
            person_id=restriction.imposed.person_id,
            reason=command.reason,
        )
    ]


def evolve(restriction: State, event: Event) -> State:
    match event:
        case RestrictionImposed():
            return Restriction(event)
        case RestrictionLifted():
            assert restriction is not None
            return Restriction(restriction.imposed, is_lifted=True)


restriction: Decider[State, Command, Event] = Decider(None, decide, evolve)
