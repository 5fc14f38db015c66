"""Who is tied to a learner by name: family, professionals, officers, and those kept away."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from shared.contracts import learners as told
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection

WALES = ZoneInfo("Europe/London")


class TieKind(StrEnum):
    """As what. Of passed rights and a lack of capacity, the learner is the person as well."""

    PARENT = "parent"
    YOUNG_PERSON = "young_person"
    RIGHTS_PASSED = "rights_passed"
    LACKS_CAPACITY = "lacks_capacity"
    REPRESENTATIVE = "representative"
    PROFESSIONAL = "professional"
    CASELOAD = "caseload"
    EMERGENCY = "emergency"
    BARRED = "barred"
    WITHOUT_CONTACT_DETAILS = "without_contact_details"


@dataclass(frozen=True)
class Tie:
    """`until` is the first instant at which it no longer holds."""

    tie_id: UUID
    kind: TieKind
    learner_id: UUID
    person_id: UUID
    until: datetime | None = None


Row = Tie | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    tied = _tied(fact.event)
    return (tied.tie_id,) if tied is not None else None


def project(row: Row, fact: Recorded) -> Row:
    return None if _ends(fact.event) else _tied(fact.event) or row


def _tied(event: object) -> Tie | None:
    """The tie that an event begins or ends."""
    match event:
        case told.ProfessionalEngaged(until=last_day):
            return _named(TieKind.PROFESSIONAL, event.engagement_id, event, _after(last_day))
        case told.ProfessionalReleased():
            return _named(TieKind.PROFESSIONAL, event.engagement_id, event)
        case told.RestrictionImposed() | told.RestrictionLifted():
            return _named(_restriction(event), event.restriction_id, event)
        case told.EmergencyAccessOpened(expires_at=expires_at):
            return _named(TieKind.EMERGENCY, event.access_id, event, expires_at)
        case told.CaseloadGiven() | told.CaseloadEnded():
            return _between(TieKind.CASELOAD, event.learner_id, event.person_id)
        case _:
            return _of_family(event)


def _restriction(event: told.RestrictionImposed | told.RestrictionLifted) -> TieKind:
    """What is lifted goes by its id alone."""
    if getattr(event, "scope", None) is told.RestrictionScope.CONTACT_DETAILS:
        return TieKind.WITHOUT_CONTACT_DETAILS
    return TieKind.BARRED


def _of_family(event: object) -> Tie | None:
    match event:
        case told.ParentLinked() | told.ParentUnlinked():
            return _between(TieKind.PARENT, event.learner_id, event.parent_id)
        case told.YoungPersonAccountOpened() | told.YoungPersonAccountClosed():
            return _between(TieKind.YOUNG_PERSON, event.learner_id, event.person_id)
        case told.RepresentativeNamed() | told.RepresentativeReleased():
            return _between(TieKind.REPRESENTATIVE, event.learner_id, event.person_id)
        case told.RightsPassed(learner_id=learner_id):
            return _between(TieKind.RIGHTS_PASSED, learner_id, learner_id)
        case told.CapacityRecorded(learner_id=learner_id):
            return _between(TieKind.LACKS_CAPACITY, learner_id, learner_id)
        case _:
            return None


def _ends(event: object) -> bool:
    match event:
        case (
            told.ParentUnlinked()
            | told.YoungPersonAccountClosed()
            | told.RepresentativeReleased()
            | told.CaseloadEnded()
            | told.ProfessionalReleased()
            | told.RestrictionLifted()
            | told.CapacityRecorded(capacity=told.Capacity.HAS_CAPACITY)
        ):
            return True
        case _:
            return False


def _named(kind: TieKind, tie_id: UUID, event: object, until: datetime | None = None) -> Tie:
    learner_id: UUID = event.learner_id  # type: ignore[attr-defined]
    person_id: UUID = event.person_id  # type: ignore[attr-defined]
    return Tie(tie_id, kind, learner_id, person_id, until)


def _between(kind: TieKind, learner_id: UUID, person_id: UUID) -> Tie:
    return Tie(uuid5(learner_id, f"{kind} {person_id}"), kind, learner_id, person_id)


def _after(last_day: date) -> datetime:
    return datetime.combine(last_day + timedelta(days=1), time(), WALES)


TIES = Projection(
    table="ties", row=Tie, key=("tie_id",), key_of=key_of, project=project, subject="learner_id"
)
