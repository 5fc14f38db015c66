"""What may be asked of a learner's record, and what may have happened to it."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from services.learners.domain.response.provision_tier import LegalMeaning, SchoolTier, Tier
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
    """A roster names this learner; `enrolled_on` is the first day there, where it tells it.

    `year_group_since` is the first day of the school year of which it tells the year group.
    """

    upn: str
    details: Details
    year_group: YearGroup
    school_id: UUID
    enrolled_on: date | None = None
    year_group_since: date | None = None


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
    """A named person decides, with a reason; `today` is the day of asking.

    `own_tier` is which of the school's own tiers it is, where one was named.
    """

    change_id: UUID
    tier: Tier
    reason: str
    effective_on: date
    decided_by: UUID
    today: date
    own_tier: SchoolTier | None = None


@message
class CorrectProvisionTier:
    """A change was recorded otherwise than it was decided, or was `withdrawn`: never decided.

    What is None stays as it is; with a `tier`, `own_tier` is the whole of which tier it is.
    """

    change_id: UUID
    correction_id: UUID
    because: str
    corrected_by: UUID
    today: date
    tier: Tier | None = None
    own_tier: SchoolTier | None = None
    effective_on: date | None = None
    reason: str | None = None
    withdrawn: bool = False


@message
class ReplaceUpn:
    """A temporary number became permanent, or the learner was given a new one."""

    upn: str


# Stored for good under these names: add fields with defaults, rename nothing.
@message
class LearnerEnrolled:
    VERSION = 2  # the days are new: before, the day of the roster stood for them

    upn: str
    details: Details
    year_group: YearGroup
    school_id: UUID
    enrolled_on: date | None = None
    year_group_since: date | None = None


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
    """`previous_tier` is the one before on the day from which it holds."""

    VERSION = 2  # new is the school's own tier and its meaning; of earlier changes, none was named

    change_id: UUID
    tier: Tier
    previous_tier: Tier
    reason: str
    effective_on: date
    decided_by: UUID
    own_tier: str | None = None
    legal_meaning: LegalMeaning | None = None


@message
class TierStanding:
    """The tier a learner is on; `since` is None where it is so since enrolment."""

    tier: Tier
    own_tier: str | None
    legal_meaning: LegalMeaning
    since: date | None


@message
class ProvisionTierChangeCorrected:
    """How a change reads now, and the tier on which the learner stands after it."""

    change_id: UUID
    correction_id: UUID
    tier: Tier
    own_tier: str | None
    legal_meaning: LegalMeaning
    effective_on: date
    reason: str
    withdrawn: bool
    because: str
    corrected_by: UUID
    standing: TierStanding


Command = (
    EnrolLearner
    | PlaceInClasses
    | LinkParents
    | ChangeProvisionTier
    | CorrectProvisionTier
    | ReplaceUpn
    | RollCommand
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
    | ProvisionTierChangeCorrected
)
