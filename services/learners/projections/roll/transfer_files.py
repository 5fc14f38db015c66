"""Which transfer files were imported, when, for which school, and by whom?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.learners.domain.roll.transfer_file import (
    TransferCounts,
    TransferFileImported,
    TransferWarning,
)
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class ImportedTransferFile:
    import_id: UUID
    school_id: UUID
    source: str
    imported_at: datetime
    imported_by: str
    digest: str
    counts: TransferCounts
    warnings: tuple[TransferWarning, ...]


Row = ImportedTransferFile | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.event.import_id,) if isinstance(fact.event, TransferFileImported) else None


def project(_: Row, fact: Recorded) -> Row:
    return ImportedTransferFile(
        import_id=fact.event.import_id,
        school_id=fact.event.school_id,
        source=fact.event.source,
        imported_at=fact.occurred_at,
        imported_by=fact.actor,
        digest=fact.event.digest,
        counts=fact.event.counts,
        warnings=fact.event.warnings,
    )


TRANSFER_FILES = Projection(
    table="transfer_files",
    row=ImportedTransferFile,
    key=("import_id",),
    key_of=key_of,
    project=project,
    school="school_id",
)
