"""What has a parent told the school of their child, in their words, and what stood there before?"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from services.learners.domain.response.parents_words import (
    ParentsWordsCorrected,
    ParentsWordsRecorded,
    Told,
    ToldBy,
)
from shared.modelling.message import message
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@message
class Correction:
    """What stood there until it was corrected, why, and by whom."""

    correction_id: UUID
    stood_before: Told
    reason: str
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True)
class WordsOfParent:
    """As they stand; `version` is what a correction may match."""

    words_id: UUID
    learner_id: UUID
    parent_id: UUID | None
    written_by: UUID | None
    needs: str | None
    strengths: str | None
    challenges: str | None
    language: str
    told_on: date
    told_by: ToldBy
    version: int
    corrections: tuple[Correction, ...]
    recorded_at: datetime
    recorded_by: str


Row = WordsOfParent | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.stream_id,) if fact.stream_kind == "parents_words" else None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case ParentsWordsRecorded() as event:
            return _recorded(event, fact)
        case ParentsWordsCorrected() as event:
            return row and _corrected(row, event, fact)
        case _:
            return row


def _recorded(event: ParentsWordsRecorded, fact: Recorded) -> WordsOfParent:
    told = event.told
    return WordsOfParent(
        words_id=event.words_id,
        learner_id=event.learner_id,
        parent_id=told.parent_id,
        written_by=event.written_by,
        needs=told.needs,
        strengths=told.strengths,
        challenges=told.challenges,
        language=told.language,
        told_on=told.told_on,
        told_by=told.told_by,
        version=fact.version,
        corrections=(),
        recorded_at=fact.occurred_at,
        recorded_by=fact.actor,
    )


def _corrected(row: WordsOfParent, event: ParentsWordsCorrected, fact: Recorded) -> WordsOfParent:
    correction = Correction(
        correction_id=event.correction_id,
        stood_before=_told(row),
        reason=event.reason,
        recorded_at=fact.occurred_at,
        recorded_by=fact.actor,
    )
    told = event.told
    return replace(
        row,
        parent_id=told.parent_id,
        needs=told.needs,
        strengths=told.strengths,
        challenges=told.challenges,
        language=told.language,
        told_on=told.told_on,
        told_by=told.told_by,
        version=fact.version,
        corrections=(*row.corrections, correction),
    )


def _told(row: WordsOfParent) -> Told:
    return Told(
        needs=row.needs,
        strengths=row.strengths,
        challenges=row.challenges,
        language=row.language,
        told_on=row.told_on,
        told_by=row.told_by,
        parent_id=row.parent_id,
    )


PARENTS_WORDS = Projection(
    table="parents_words",
    row=WordsOfParent,
    key=("words_id",),
    key_of=key_of,
    project=project,
    subject="learner_id",
)
