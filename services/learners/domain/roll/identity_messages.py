"""What may be asked, and what may have happened, of who a learner is beside name and number."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.modelling.message import message


class Language(StrEnum):
    """The language a learner, or the family of a young child, chose to be worked with in."""

    WELSH = "cy"
    ENGLISH = "en"
    BOTH = "both"


class EnrolmentStatus(StrEnum):
    """How a learner is registered at a school, by the codes of the census (domain.md §3.2)."""

    CURRENT = "C"
    MAIN = "M"
    SUBSIDIARY = "S"
    GUEST = "G"


@message
class LookedAfter:
    """A time in which an authority, by its three digits, looks after the child."""

    period_id: UUID
    starts_on: date
    ends_on: date | None
    authority_code: str


@message
class Registration:
    """A registration at a second school, beside the roll."""

    registration_id: UUID
    school_id: UUID
    status: EnrolmentStatus
    starts_on: date
    ends_on: date | None


@message
class RecordUln:
    """The learner was given this number, or it was taken down wrongly before."""

    uln: str


@message
class ChooseLanguage:
    """The learner's language of choice; notices go by that of each recipient."""

    language: Language


@message
class RecordLookedAfter:
    """The child is looked after; a period that is on record may be given its end."""

    period: LookedAfter


@message
class RegisterAtSecondSchool:
    """The learner is taught at another school too; `roll_school_id` has them on its roll."""

    registration: Registration
    roll_school_id: UUID


@message
class TellApart:
    """Two learners who look alike are two children; `pair_id` is the same for both."""

    pair_id: UUID
    reason: str


# Stored for good under these names: add fields with defaults, rename nothing.
@message
class UlnRecorded:
    uln: str


@message
class LanguageChosen:
    language: Language


@message
class LookedAfterRecorded:
    period: LookedAfter


@message
class LookedAfterEnded:
    period_id: UUID
    ends_on: date


@message
class SecondRegistrationRecorded:
    registration: Registration


@message
class SecondRegistrationEnded:
    registration_id: UUID
    ends_on: date


@message
class LearnerToldApart:
    pair_id: UUID
    reason: str


Command = RecordUln | ChooseLanguage | RecordLookedAfter | RegisterAtSecondSchool | TellApart
Event = (
    UlnRecorded
    | LanguageChosen
    | LookedAfterRecorded
    | LookedAfterEnded
    | SecondRegistrationRecorded
    | SecondRegistrationEnded
    | LearnerToldApart
)
