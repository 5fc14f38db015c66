"""What may be asked of a referral, and what may have happened to it (domain.md §2)."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.modelling.message import message


class ReferralKind(StrEnum):
    """Screened in school, or referred to a service outside it."""

    SCREENING = "screening"
    REFERRAL = "referral"


class OutsideService(StrEnum):
    """Who is asked; of one with no code, the name says who."""

    SPEECH_AND_LANGUAGE = "speech_and_language"
    EDUCATIONAL_PSYCHOLOGY = "educational_psychology"
    OCCUPATIONAL_THERAPY = "occupational_therapy"
    PAEDIATRICS = "paediatrics"
    SPECIALIST_TEACHER = "specialist_teacher"
    DYSLEXIA_SCREENING = "dyslexia_screening"
    DYSCALCULIA_SCREENING = "dyscalculia_screening"
    OTHER = "other"


class SaidBy(StrEnum):
    """As whom somebody consents, refuses or withdraws."""

    PARENT = "parent"
    YOUNG_PERSON = "young_person"
    REPRESENTATIVE = "representative"


class ConsentTold(StrEnum):
    """How consent, or its refusal, was told."""

    IN_PERSON = "in_person"
    TELEPHONE = "telephone"
    EMAIL = "email"
    LETTER = "letter"
    SIGNED_FORM = "signed_form"


class HasTheSay(StrEnum):
    """Who consents for a learner at this moment.

    For a child the parents, for a young person themself, and for a young person who lacks capacity
    whoever represents them (domain.md §1.1, ALN Act 2018).
    """

    PARENTS = "parents"
    YOUNG_PERSON = "young_person"
    REPRESENTATIVES = "representatives"


class ClosedAs(StrEnum):
    """Why it ended without a report."""

    DECLINED = "declined"  # by the service
    WITHDRAWN = "withdrawn"  # by the school, or by who had consented


@message
class ProposeReferral:
    """Propose to screen a learner, or to refer them; `service_name` where the code is `other`."""

    referral_id: UUID
    learner_id: UUID
    kind: ReferralKind
    service: OutsideService
    service_name: str | None
    reason: str
    proposed_on: date
    today: date


@message
class RecordReferralConsent:
    """Put on record who consented or refused; `has_the_say` is whose consent counts today."""

    given: bool
    said_by: SaidBy
    person_id: UUID | None
    told_by: ConsentTold
    words: str | None
    consented_on: date
    has_the_say: HasTheSay
    today: date


@message
class RecordReferralSent:
    """The referral went to the service."""

    sent_on: date
    today: date


@message
class RecordReferralReceived:
    """The service acknowledged it; `reference` is theirs, where they gave one."""

    received_on: date
    reference: str | None
    today: date


@message
class RecordReferralReport:
    """The report came, or the screening was done.

    `document` is where the report is kept; `result_ids` are results on record that belong to it.
    """

    reported_on: date
    author: str
    summary: str
    document: str | None
    result_ids: tuple[UUID, ...]
    today: date


@message
class CloseReferral:
    """It ends without a report; `said_by` is who withdrew consent, where it was that."""

    closed_as: ClosedAs
    said_by: SaidBy | None
    reason: str
    closed_on: date
    today: date


# Stored for good under these names: add fields with defaults, rename nothing.
@message
class ReferralProposed:
    referral_id: UUID
    learner_id: UUID
    kind: ReferralKind
    service: OutsideService
    service_name: str | None
    reason: str
    proposed_on: date


@message
class ReferralConsentRecorded:
    given: bool
    said_by: SaidBy
    person_id: UUID | None
    told_by: ConsentTold
    words: str | None
    consented_on: date


@message
class ReferralSent:
    sent_on: date


@message
class ReferralReceived:
    received_on: date
    reference: str | None


@message
class ReferralReported:
    reported_on: date
    author: str
    summary: str
    document: str | None
    result_ids: tuple[UUID, ...]


@message
class ReferralClosed:
    closed_as: ClosedAs
    said_by: SaidBy | None
    reason: str
    closed_on: date


Command = (
    ProposeReferral
    | RecordReferralConsent
    | RecordReferralSent
    | RecordReferralReceived
    | RecordReferralReport
    | CloseReferral
)
Event = (
    ReferralProposed
    | ReferralConsentRecorded
    | ReferralSent
    | ReferralReceived
    | ReferralReported
    | ReferralClosed
)
