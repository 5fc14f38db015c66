"""What was imported, when, and by whom?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.learners.domain.roll.roster import RosterCounts, RosterImported, RosterWarning
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class CarriedOutImport:
    import_id: UUID
    imported_at: datetime
    imported_by: str
    digest: str
    is_delta: bool
    counts: RosterCounts
    warnings: tuple[RosterWarning, ...]


Row = CarriedOutImport | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.event.import_id,) if isinstance(fact.event, RosterImported) else None


def project(_: Row, fact: Recorded) -> Row:
    return CarriedOutImport(
        import_id=fact.event.import_id,
        imported_at=fact.occurred_at,
        imported_by=fact.actor,
        digest=fact.event.digest,
        is_delta=fact.event.is_delta,
        counts=fact.event.counts,
        warnings=fact.event.warnings,
    )


ROSTER_IMPORTS = Projection(
    table="roster_imports",
    row=CarriedOutImport,
    key=("import_id",),
    key_of=key_of,
    project=project,
)
