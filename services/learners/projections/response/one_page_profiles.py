"""How is a child best supported, in whose words, and what did the profile say before?"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.learners.domain.response.childs_voice import ChildsVoice
from services.learners.domain.response.one_page_profile import Headings, OnePageProfileWritten
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class ProfileVersion:
    """One version each; the highest `version` of a learner is the profile that holds."""

    learner_id: UUID
    version_id: UUID
    version: int
    headings: Headings
    childs_voice: ChildsVoice
    helped_by: tuple[str, ...]
    written_on: date
    recorded_at: datetime
    recorded_by: str


Row = ProfileVersion | None


def key_of(fact: Recorded) -> tuple[UUID, UUID] | None:
    match fact.event:
        case OnePageProfileWritten(version_id=version_id):
            return (fact.stream_id, version_id)
        case _:
            return None


def project(_: Row, fact: Recorded) -> ProfileVersion:
    written: OnePageProfileWritten = fact.event
    return ProfileVersion(
        learner_id=fact.stream_id,
        version_id=written.version_id,
        version=fact.version,
        headings=written.headings,
        childs_voice=written.childs_voice,
        helped_by=written.helped_by,
        written_on=written.written_on,
        recorded_at=fact.occurred_at,
        recorded_by=fact.actor,
    )


ONE_PAGE_PROFILES = Projection(
    table="one_page_profiles",
    row=ProfileVersion,
    key=("learner_id", "version_id"),
    key_of=key_of,
    project=project,
    subject="learner_id",
)
