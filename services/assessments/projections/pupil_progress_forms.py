"""What did teachers write of a learner at the end of each term, and what did it say before?"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from services.assessments.domain.pupil_progress_messages import (
    Content,
    DrawnResult,
    PupilProgressFormAmended,
    PupilProgressFormSubmitted,
    TermName,
)
from shared.modelling.message import message
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@message
class EarlierContent:
    """What the form said until an amendment; why, when and by whom it was amended."""

    amendment_id: UUID
    content: Content
    reason: str
    amended_at: datetime
    amended_by: str


@dataclass(frozen=True)
class FormOnRecord:
    """A form as it stands; `school_id` is where the learner was; `earlier` has the oldest first."""

    form_id: UUID
    learner_id: UUID
    school_id: UUID | None
    class_id: UUID | None
    school_year: int
    term: TermName
    content: Content
    results: tuple[DrawnResult, ...]
    submitted_on: date
    submitted_at: datetime
    submitted_by: str
    earlier: tuple[EarlierContent, ...]


Row = FormOnRecord | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.stream_id,) if fact.stream_kind == "pupil_progress_form" else None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case PupilProgressFormSubmitted() as event:
            return _submitted(event, fact)
        case PupilProgressFormAmended() as event:
            return row and _amended(row, event, fact)
        case _:
            return row


def _submitted(event: PupilProgressFormSubmitted, fact: Recorded) -> FormOnRecord:
    return FormOnRecord(
        form_id=event.form_id,
        learner_id=event.learner_id,
        school_id=fact.school,
        class_id=event.class_id,
        school_year=event.school_year,
        term=event.term,
        content=event.content,
        results=event.results,
        submitted_on=event.submitted_on,
        submitted_at=fact.occurred_at,
        submitted_by=fact.actor,
        earlier=(),
    )


def _amended(row: FormOnRecord, event: PupilProgressFormAmended, fact: Recorded) -> FormOnRecord:
    earlier = EarlierContent(
        amendment_id=event.amendment_id,
        content=row.content,
        reason=event.reason,
        amended_at=fact.occurred_at,
        amended_by=fact.actor,
    )
    return replace(row, content=event.content, earlier=(*row.earlier, earlier))


PUPIL_PROGRESS_FORMS = Projection(
    table="pupil_progress_forms",
    row=FormOnRecord,
    key=("form_id",),
    key_of=key_of,
    project=project,
    subject="learner_id",
)
