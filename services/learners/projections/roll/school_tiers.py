"""What does each school call its tiers, and what did it call them before?"""

from dataclasses import dataclass, replace
from datetime import UTC, date
from uuid import UUID

from services.learners.domain.response.provision_tier import SchoolTier, tiers_of
from services.learners.domain.roll.school import SchoolTiersNamed
from shared.modelling.message import message
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@message
class Naming:
    """The names a school gave its tiers, which hold from this day (of UTC) on."""

    named_on: date
    tiers: tuple[SchoolTier, ...]


@dataclass(frozen=True)
class NamedTiers:
    """All that a school ever called its tiers, in order."""

    school_id: UUID
    namings: tuple[Naming, ...]


Row = NamedTiers | None


def named_on(row: Row, day: date = date.max) -> tuple[SchoolTier, ...]:
    """The tiers as the school called them on a day; the usual ones where it had not named any."""
    holding = [naming for naming in row.namings if naming.named_on <= day] if row else []
    return tiers_of(holding[-1].tiers if holding else ())


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.stream_id,) if isinstance(fact.event, SchoolTiersNamed) else None


def project(row: Row, fact: Recorded) -> Row:
    naming = Naming(named_on=fact.occurred_at.astimezone(UTC).date(), tiers=fact.event.tiers)
    if row is None:
        return NamedTiers(fact.stream_id, (naming,))
    return replace(row, namings=(*row.namings, naming))


SCHOOL_TIERS = Projection(
    table="school_tiers",
    row=NamedTiers,
    key=("school_id",),
    key_of=key_of,
    project=project,
    school="school_id",
)
