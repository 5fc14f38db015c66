"""What is said of a concern: that it was raised, that a parent was told, and what came of it."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.modelling.message import message


class ConcernArea(StrEnum):
    """What the concern touches: areas of learning, and the child's wider life (domain.md §2)."""

    ORACY = "oracy"
    READING = "reading"
    WRITING = "writing"
    PHONICS = "phonics"
    SPELLING = "spelling"
    NUMBER = "number"
    COMMUNICATION = "communication"
    PERSONAL_AND_SOCIAL = "personal_and_social"
    BEHAVIOUR = "behaviour"
    ORGANISATION = "organisation"
    SENSORY_OR_PHYSICAL = "sensory_or_physical"
    CHANGE_OF_CIRCUMSTANCE = "change_of_circumstance"


class InformedBy(StrEnum):
    """How a parent was told."""

    IN_PERSON = "in_person"
    TELEPHONE = "telephone"
    EMAIL = "email"
    LETTER = "letter"


class ConcernOutcome(StrEnum):
    """What a school does about a concern (domain.md §2); none is a finding about ALN."""

    WATCH = "watch"
    MONITOR = "monitor"
    TARGETS = "targets"
    SCREENING = "screening"
    ALN_QUESTION = "aln_question"


@message
class ParentInformed:
    """When and how a parent was told of a concern."""

    informed_on: date
    informed_by: InformedBy


@message
class RaiseConcern:
    """Put a concern on record; `today` is the day of asking."""

    concern_id: UUID
    learner_id: UUID
    area: ConcernArea
    observation: str
    noticed_on: date
    parent_informed: ParentInformed | None
    today: date


@message
class DecideConcernOutcome:
    """A member of staff, `decided_by`, decides what is done; it stands until another is decided."""

    outcome_id: UUID
    outcome: ConcernOutcome
    reason: str
    decided_on: date
    decided_by: UUID
    today: date


@message
class InformParentOfConcern:
    """Put on record that a parent was told, whether for the first time or again."""

    informing_id: UUID
    parent_informed: ParentInformed
    today: date


# Stored for good under these names: add fields with defaults, rename nothing.
@message
class ConcernRaised:
    concern_id: UUID
    learner_id: UUID
    area: ConcernArea
    observation: str
    noticed_on: date
    parent_informed: ParentInformed | None


@message
class ConcernOutcomeDecided:
    outcome_id: UUID
    outcome: ConcernOutcome
    reason: str
    decided_on: date
    decided_by: UUID


@message
class ParentInformedOfConcern:
    informing_id: UUID
    parent_informed: ParentInformed


Command = RaiseConcern | DecideConcernOutcome | InformParentOfConcern
Event = ConcernRaised | ConcernOutcomeDecided | ParentInformedOfConcern
