"""What follows from what other services tell: a notice for the learner's parents."""

from uuid import UUID, uuid5

from psycopg import Connection

from services.notifications.domain.notice_messages import About, RaiseNotice
from shared.contracts.targets import SmallStepTargetReviewed, SmallStepTargetShared
from shared.modelling.recorded import Recorded
from shared.runtime.service import Reaction, Stream


def react(_: Connection, fact: Recorded) -> list[Reaction]:
    match fact.event:
        case SmallStepTargetShared(target_id=target_id):
            return [_notice(fact, About.SMALL_STEP_TARGET_SHARED, target_id)]
        case SmallStepTargetReviewed(target_id=target_id):
            return [_notice(fact, About.SMALL_STEP_TARGET_REVIEWED, target_id)]
        case _:
            return []


def _notice(fact: Recorded, about: About, about_id: UUID) -> Reaction:
    command = RaiseNotice(
        learner_id=fact.subject, about=about, about_id=about_id, happened_at=fact.occurred_at
    )
    notice_id = uuid5(fact.event_id, "notice")
    return Reaction(Stream("notice", notice_id, fact.subject, fact.school), command)
