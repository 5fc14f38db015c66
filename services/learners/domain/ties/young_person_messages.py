"""What may be asked of a young person's own standing, and what may have happened to it."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.modelling.message import message


class Capacity(StrEnum):
    """Can a young person decide for themself, as the Mental Capacity Act 2005 ss.1-3 asks?"""

    HAS_CAPACITY = "has_capacity"
    LACKS_CAPACITY = "lacks_capacity"


class Standing(StrEnum):
    """By what a person represents a young person who lacks capacity.

    ALN and Education Tribunal (Wales) Act 2018 s.83: a deputy or attorney, else the parent.
    """

    DEPUTY = "deputy"
    ATTORNEY = "attorney"
    PARENT = "parent"


@message
class SetAccount:
    """The person the learner signs in as; None closes the account."""

    person_id: UUID | None


@message
class PassRights:
    """Compulsory school age is over; `born_on` is as the roll has it, `today` the day of asking."""

    born_on: date
    today: date


@message
class RecordCapacity:
    """What was found of the young person's capacity, and why."""

    finding_id: UUID
    capacity: Capacity
    found_on: date
    reason: str
    today: date


@message
class NameRepresentative:
    person_id: UUID
    standing: Standing


@message
class ReleaseRepresentative:
    person_id: UUID


# Stored for good under these names: add fields with defaults, rename nothing.
@message
class YoungPersonAccountOpened:
    person_id: UUID


@message
class YoungPersonAccountClosed:
    person_id: UUID


@message
class RightsPassed:
    """`passed_on` is the first day on which the rights were the young person's."""

    passed_on: date


@message
class CapacityRecorded:
    finding_id: UUID
    capacity: Capacity
    found_on: date
    reason: str


@message
class RepresentativeNamed:
    person_id: UUID
    standing: Standing


@message
class RepresentativeReleased:
    person_id: UUID


Command = SetAccount | PassRights | RecordCapacity | NameRepresentative | ReleaseRepresentative
Event = (
    YoungPersonAccountOpened
    | YoungPersonAccountClosed
    | RightsPassed
    | CapacityRecorded
    | RepresentativeNamed
    | RepresentativeReleased
)
