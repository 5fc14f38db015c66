"""Who can lead which intervention at a school?"""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.learners.domain.roll.intervention_lead import (
    Intervention,
    InterventionLeadEnded,
    InterventionLeadNamed,
)
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class KnownLead:
    """`until` is the last day, and the last that dates know where no end is."""

    lead_id: UUID
    school_id: UUID
    staff_id: UUID
    intervention: Intervention
    title: str | None
    since: date
    until: date


Row = KnownLead | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.stream_id,) if fact.stream_kind == "intervention_lead" else None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case InterventionLeadNamed() as event:
            return KnownLead(
                lead_id=event.lead_id,
                school_id=event.school_id,
                staff_id=event.staff_id,
                intervention=event.intervention,
                title=event.title,
                since=event.since,
                until=event.until or date.max,
            )
        case InterventionLeadEnded(until=until):
            return row and replace(row, until=until)
        case _:
            return row


INTERVENTION_LEADS = Projection(
    table="intervention_leads",
    row=KnownLead,
    key=("lead_id",),
    key_of=key_of,
    project=project,
    school="school_id",
)
