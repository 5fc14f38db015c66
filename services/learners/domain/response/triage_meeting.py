"""A triage meeting: the staff of a school plan next steps for children (domain.md §2).

It is the school's own; what was said of each learner stands in a stream of that learner's.
"""

from datetime import date
from uuid import UUID

from shared.modelling.decider import CommandRefused, Decider
from shared.modelling.message import message


@message
class HoldTriageMeeting:
    """A meeting was held; `attendee_ids` are the members of staff who were there."""

    meeting_id: UUID
    school_id: UUID
    held_on: date
    attendee_ids: tuple[UUID, ...]
    today: date


# Stored for good under this name: add fields with defaults, rename nothing.
@message
class TriageMeetingHeld:
    meeting_id: UUID
    school_id: UUID
    held_on: date
    attendee_ids: tuple[UUID, ...]


Command = HoldTriageMeeting
Event = TriageMeetingHeld
State = TriageMeetingHeld | None  # None until it is held


def decide(meeting: State, command: Command) -> list[Event]:
    held = TriageMeetingHeld(
        meeting_id=command.meeting_id,
        school_id=command.school_id,
        held_on=command.held_on,
        attendee_ids=command.attendee_ids,
    )
    if meeting is not None:
        return _on_record_already(meeting, held)
    if held.held_on > command.today:
        raise CommandRefused("held_on_in_future", "held_on")
    if len(set(held.attendee_ids)) < len(held.attendee_ids):
        raise CommandRefused("attendee_named_twice", "attendee_ids")
    return [held]


def _on_record_already(meeting: TriageMeetingHeld, held: TriageMeetingHeld) -> list[Event]:
    if meeting != held:
        raise CommandRefused("triage_meeting_already_held", "meeting_id")
    return []


def evolve(_: State, event: Event) -> State:
    return event


triage_meeting: Decider[State, Command, Event] = Decider(None, decide, evolve)
