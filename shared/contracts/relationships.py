"""Published by `learners`: who stands how to whom. Ids, dates and codes; nobody is named.

Whoever is named by `person_id` is known to the issuer of their token by the same id, as its `sub`.
"""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from shared.modelling.message import message


class PostHeld(StrEnum):
    """What a person is at a school, or for the authority as a whole."""

    CLASS_TEACHER = "class_teacher"
    TEACHING_ASSISTANT = "teaching_assistant"
    ALNCO = "alnco"
    HEADTEACHER = "headteacher"
    ALN_OFFICER = "aln_officer"
    PRIVACY_OFFICER = "privacy_officer"


class RestrictionScope(StrEnum):
    """What a restricted person may not see: anything, or where the other family lives."""

    RECORD = "record"
    CONTACT_DETAILS = "contact_details"


class Capacity(StrEnum):
    """Can a young person decide for themself? The law presumes so until it is found otherwise."""

    HAS_CAPACITY = "has_capacity"
    LACKS_CAPACITY = "lacks_capacity"


@message
class PostTakenUp:
    """A person holds a post from now on; no school means the whole authority."""

    person_id: UUID
    school_id: UUID | None
    post: PostHeld


@message
class PostGivenUp:
    """A person no longer holds a post."""

    person_id: UUID
    school_id: UUID | None
    post: PostHeld


@message
class ClassTeacherAssigned:
    """A person teaches a class from now on, or assists in it."""

    class_id: UUID
    school_id: UUID
    person_id: UUID
    post: PostHeld


@message
class ClassTeacherReleased:
    """A person no longer teaches or assists in a class."""

    class_id: UUID
    school_id: UUID
    person_id: UUID


@message
class LearnerPlacedInClass:
    """A learner belongs to a class: their own, or a teaching group."""

    learner_id: UUID
    class_id: UUID


@message
class LearnerRemovedFromClass:
    """A learner no longer belongs to a class."""

    learner_id: UUID
    class_id: UUID


@message
class ProfessionalEngaged:
    """A professional works with a learner; `until` is the last day of it."""

    engagement_id: UUID
    learner_id: UUID
    person_id: UUID
    profession: str
    until: date


@message
class ProfessionalReleased:
    """A professional's work with a learner ended before its time."""

    engagement_id: UUID
    learner_id: UUID
    person_id: UUID


@message
class CaseloadGiven:
    """An officer of the authority is responsible for a learner's case."""

    learner_id: UUID
    person_id: UUID


@message
class CaseloadEnded:
    """An officer is no longer responsible for a learner's case."""

    learner_id: UUID
    person_id: UUID


@message
class YoungPersonAccountOpened:
    """A learner signs in as this person."""

    learner_id: UUID
    person_id: UUID


@message
class YoungPersonAccountClosed:
    """A learner no longer signs in as this person."""

    learner_id: UUID
    person_id: UUID


@message
class RightsPassed:
    """The rights a parent had are the young person's own from now on."""

    learner_id: UUID


@message
class CapacityRecorded:
    """It was found whether a young person can decide for themself."""

    learner_id: UUID
    capacity: Capacity


@message
class RepresentativeNamed:
    """A person represents a young person who lacks capacity."""

    learner_id: UUID
    person_id: UUID


@message
class RepresentativeReleased:
    """A person no longer represents a young person."""

    learner_id: UUID
    person_id: UUID


@message
class RestrictionImposed:
    """A person may not see a learner's record, or a part of it, whoever they are."""

    restriction_id: UUID
    learner_id: UUID
    person_id: UUID
    scope: RestrictionScope


@message
class RestrictionLifted:
    """A restriction no longer holds; others on the same person may."""

    restriction_id: UUID
    learner_id: UUID
    person_id: UUID


@message
class EmergencyAccessOpened:
    """A person opened a learner's record in an emergency, until `expires_at`."""

    access_id: UUID
    learner_id: UUID
    person_id: UUID
    expires_at: datetime


RELATIONSHIPS = (
    PostTakenUp,
    PostGivenUp,
    ClassTeacherAssigned,
    ClassTeacherReleased,
    LearnerPlacedInClass,
    LearnerRemovedFromClass,
    ProfessionalEngaged,
    ProfessionalReleased,
    CaseloadGiven,
    CaseloadEnded,
    YoungPersonAccountOpened,
    YoungPersonAccountClosed,
    RightsPassed,
    CapacityRecorded,
    RepresentativeNamed,
    RepresentativeReleased,
    RestrictionImposed,
    RestrictionLifted,
    EmergencyAccessOpened,
)
