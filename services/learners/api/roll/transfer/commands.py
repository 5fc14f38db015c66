"""Matched pupils as commands, and what the commands come to."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from services.learners.api.roll.transfer.matching import Match
from services.learners.api.roll.transfer.reading import TransferFile
from services.learners.domain.response.census_needs import ReceiveCensusNeeds
from services.learners.domain.roll.identity import census_stream_id
from services.learners.domain.roll.identity_messages import RecordUln
from services.learners.domain.roll.learner_messages import EnrolLearner
from services.learners.domain.roll.transfer_file import ImportTransferFile, TransferCounts
from shared.runtime.service import Stream

WARNINGS_KEPT = 200


@dataclass(frozen=True)
class Asked:
    """One import: its id, the school it is for, and the day."""

    import_id: UUID
    school_id: UUID
    today: date


def commands_of(match: Match, asked: Asked) -> Iterator[tuple[Stream, object]]:
    """What is to be done about one pupil."""
    about = (match.learner_id, asked.school_id)
    known = match.known
    year_group = match.pupil.year_group or (known.year_group if known else None)
    assert year_group is not None
    earlier = () if known else match.pupil.former_upns
    for number in (*earlier, match.upn):  # a number that was replaced is found again under it
        yield (
            Stream("learner", match.learner_id, *about),
            EnrolLearner(
                upn=number,
                details=match.details,
                year_group=year_group,
                school_id=asked.school_id,
            ),
        )
    if match.pupil.uln is not None:
        identity = Stream("learner_identity", match.learner_id, *about)
        yield identity, RecordUln(uln=match.pupil.uln)
    for told in _needs(match, asked):
        yield Stream("census_needs", census_stream_id(match.learner_id), *about), told


def _needs(match: Match, asked: Asked) -> Iterator[ReceiveCensusNeeds]:
    history = match.pupil.history
    for entry in history:
        yield ReceiveCensusNeeds(
            record_id=uuid5(asked.import_id, f"{match.pupil.upn}/{entry.since}"),
            learner_id=match.learner_id,
            provision=entry.code,
            needs=match.pupil.needs if entry is history[-1] else None,
            effective_on=entry.since,
            today=asked.today,
        )


def outcome_of(match: Match, school_id: UUID, events: Mapping[UUID, int]) -> str:
    """What becomes of a pupil, `events` being how many each learner's record will have more."""
    if match.known is None:
        return "new"
    if match.known.school_id != school_id:
        return "moved"
    return "changed" if events.get(match.learner_id) else "unchanged"


def import_of(
    file: TransferFile, body: bytes, outcomes: Sequence[str], asked: Asked
) -> ImportTransferFile:
    """The command that puts the import on record."""
    count = Counter(outcomes)
    return ImportTransferFile(
        import_id=asked.import_id,
        school_id=asked.school_id,
        source=file.source,
        digest=hashlib.sha256(body).hexdigest(),
        counts=TransferCounts(
            pupils=len(file.pupils),
            new=count["new"],
            moved=count["moved"],
            changed=count["changed"],
            unchanged=count["unchanged"],
            warnings=len(file.warnings),
        ),
        warnings=tuple(file.warnings[:WARNINGS_KEPT]),
    )
