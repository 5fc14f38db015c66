"""Published by `learners`. No names, addresses or free text: those never leave the service."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.contracts.census import CENSUS, CensusNeedsRecorded
from shared.contracts.graduated_response import (
    GRADUATED_RESPONSE,
    ConcernOutcomeDecided,
    DiscussedAtTriage,
    NextStepCompleted,
    NextStepMoved,
    OnePageProfileWritten,
    ParentInformedOfConcern,
    ParentsWordsCorrected,
    ParentsWordsRecorded,
    TriageDiscussionCorrected,
)
from shared.contracts.relationships import (
    RELATIONSHIPS,
    Capacity,
    CapacityRecorded,
    CaseloadEnded,
    CaseloadGiven,
    ClassTeacherAssigned,
    ClassTeacherReleased,
    EmergencyAccessOpened,
    LearnerPlacedInClass,
    LearnerRemovedFromClass,
    PostGivenUp,
    PostHeld,
    PostTakenUp,
    ProfessionalEngaged,
    ProfessionalReleased,
    RepresentativeNamed,
    RepresentativeReleased,
    RestrictionImposed,
    RestrictionLifted,
    RestrictionScope,
    RightsPassed,
    YoungPersonAccountClosed,
    YoungPersonAccountOpened,
)
from shared.contracts.schooling import (
    SCHOOLING,
    LearnerLeft,
    LearnerMovedYearGroup,
    SchoolCalendarSet,
    SchoolClosed,
    SchoolReopened,
)
from shared.modelling.message import message

__all__ = [
    "MESSAGES",
    "Capacity",
    "CapacityRecorded",
    "CaseloadEnded",
    "CaseloadGiven",
    "CensusNeedsRecorded",
    "ClassTeacherAssigned",
    "ClassTeacherReleased",
    "ConcernOutcomeDecided",
    "ConcernRaised",
    "DiscussedAtTriage",
    "EmergencyAccessOpened",
    "LearnerEnrolled",
    "LearnerLeft",
    "LearnerMovedSchool",
    "LearnerMovedYearGroup",
    "LearnerPlacedInClass",
    "LearnerRemovedFromClass",
    "LegalMeaning",
    "NextStepCompleted",
    "NextStepMoved",
    "OnePageProfileWritten",
    "ParentInformedOfConcern",
    "ParentLinked",
    "ParentUnlinked",
    "ParentsWordsCorrected",
    "ParentsWordsRecorded",
    "PostGivenUp",
    "PostHeld",
    "PostTakenUp",
    "ProfessionalEngaged",
    "ProfessionalReleased",
    "ProvisionTierChangeCorrected",
    "ProvisionTierChanged",
    "RepresentativeNamed",
    "RepresentativeReleased",
    "RestrictionImposed",
    "RestrictionLifted",
    "RestrictionScope",
    "RightsPassed",
    "SchoolCalendarSet",
    "SchoolClosed",
    "SchoolReopened",
    "TriageDiscussionCorrected",
    "YoungPersonAccountClosed",
    "YoungPersonAccountOpened",
]


class LegalMeaning(StrEnum):
    """The three meanings that stand under every school's own tier names (design §2)."""

    NO_ALN = "no_aln"
    ALN_QUESTION_OPEN = "aln_question_open"
    ALN_WITH_IDP = "aln_with_idp"


@message
class LearnerEnrolled:
    """A learner is on a school's roll."""

    VERSION = 2  # the year group is new: of those enrolled before, none is told

    learner_id: UUID
    school_id: UUID
    year_group: str | None = None


@message
class LearnerMovedSchool:
    """A learner is on another school's roll of the same authority from now on."""

    learner_id: UUID
    school_id: UUID


@message
class ParentLinked:
    """A person is known as a parent or carer of a learner.

    `parent_id` is a person, as `person_id` is elsewhere.
    """

    learner_id: UUID
    parent_id: UUID


@message
class ParentUnlinked:
    """A person is no longer named as a parent or carer of a learner."""

    learner_id: UUID
    parent_id: UUID


@message
class ConcernRaised:
    """Someone worries about a learner."""

    concern_id: UUID
    learner_id: UUID
    area: str
    noticed_on: date


@message
class ProvisionTierChanged:
    """A learner receives another tier of provision, from `effective_on` on.

    Of several, the one of the latest day stands, and of one day the last.
    """

    learner_id: UUID
    tier: str
    previous_tier: str
    legal_meaning: LegalMeaning
    effective_on: date


@message
class ProvisionTierChangeCorrected:
    """A change of tier was recorded wrongly; this is the tier that now stands, and since when.

    There is no day where it stands since enrolment.
    """

    learner_id: UUID
    change_id: UUID
    tier: str
    legal_meaning: LegalMeaning
    effective_on: date | None


MESSAGES = (
    LearnerEnrolled,
    LearnerMovedSchool,
    ParentLinked,
    ParentUnlinked,
    ConcernRaised,
    ProvisionTierChanged,
    ProvisionTierChangeCorrected,
    *SCHOOLING,
    *CENSUS,
    *RELATIONSHIPS,
    *GRADUATED_RESPONSE,
)
