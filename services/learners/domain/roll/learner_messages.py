"""What may be asked of a learner's record, and what may have happened to it."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from services.learners.domain.response.provision_tier import Tier
from services.learners.domain.roll.roll_messages import RollCommand, RollEvent
from services.learners.domain.roll.year_group import YearGroup
from shared.modelling.message import message


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNSPECIFIED = "unspecified"


class Relationship(StrEnum):
    """Who a person is to a learner. A relative is known, but is not told as a parent is."""

    PARENT = "parent"
    GUARDIAN = "guardian"
    RELATIVE = "relative"


@message
class Details:
    """Who the learner is."""

    given_name: str
    family_name: str
    born_on: date
    sex: Sex | None


@message
class ClassPlace:
    """A place in a class: in one's own (the register is taken there), or in a teaching group."""

    class_id: UUID
    is_own_class: bool


@message
class Parent:
    parent_id: UUID
    relationship: Relationship


@message
class EnrolLearner:
    """A roster names this learner."""

    upn: str
    details: Details
    year_group: YearGroup
    school_id: UUID


@message
class PlaceInClasses:
    """These are all the classes the learner belongs to."""

    places: tuple[ClassPlace, ...]


@message
class LinkParents:
    """These are all the people known as parents, guardians or relatives."""

    parents: tuple[Parent, ...]


@message
class ChangeProvisionTier:
    """A named person decides, with a reason; `today` is the day of asking."""

    change_id: UUID
    tier: Tier
    reason: str
    effective_on: date
    decided_by: UUID
    today: date


@message
class ReplaceUpn:
    """A temporary number became permanent, or the learner was given a new one."""

    upn: str


# Stored for good under these names: add fields with defaults, rename nothing.
@message
class LearnerEnrolled:
    upn: str
    details: Details
    year_group: YearGroup
    school_id: UUID


@message
class LearnerDetailsCorrected:
    details: Details


@message
class UpnReplaced:
    """A temporary number became permanent, or an adoption brought a new one."""

    upn: str
    former_upn: str


@message
class LearnerPlacedInClass:
    place: ClassPlace


@message
class LearnerRemovedFromClass:
    place: ClassPlace


@message
class ParentLinked:
    parent: Parent


@message
class ParentUnlinked:
    parent: Parent


@message
class ProvisionTierChanged:
    change_id: UUID
    tier: Tier
    previous_tier: Tier
    reason: str
    effective_on: date
    decided_by: UUID


Command = (
    EnrolLearner | PlaceInClasses | LinkParents | ChangeProvisionTier | ReplaceUpn | RollCommand
)
Event = (
    LearnerEnrolled
    | LearnerDetailsCorrected
    | UpnReplaced
    | LearnerPlacedInClass
    | LearnerRemovedFromClass
    | ParentLinked
    | ParentUnlinked
    | ProvisionTierChanged
    | RollEvent
)
