"""What follows from what other services tell: a notice for parents, or for privacy officers.

Links and targets come from two services, in any order: who is heard late to have been a parent is
owed what was given meanwhile to the others.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID, uuid5

from psycopg import Connection

from services.notifications.domain.notice_messages import About, RaiseNotice, ReopenNotice
from shared.contracts.learners import EmergencyAccessOpened, ParentLinked
from shared.contracts.targets import SmallStepTargetReviewed, SmallStepTargetShared
from shared.modelling.recorded import Recorded
from shared.runtime.service import Reaction, Stream

NoticesLacked = Callable[[Connection, str, UUID, UUID, datetime], Sequence[UUID]]


def react(lacked: NoticesLacked, connection: Connection, fact: Recorded) -> list[Reaction]:
    match fact.event:
        case SmallStepTargetShared(target_id=target_id):
            return [_notice(fact, About.SMALL_STEP_TARGET_SHARED, target_id)]
        case SmallStepTargetReviewed(target_id=target_id):
            return [_notice(fact, About.SMALL_STEP_TARGET_REVIEWED, target_id)]
        case EmergencyAccessOpened(access_id=access_id):
            return [_notice(fact, About.EMERGENCY_ACCESS_OPENED, access_id)]
        case ParentLinked(learner_id=learner_id, parent_id=parent_id):
            known = (fact.authority, learner_id, parent_id, fact.occurred_at)
            return [_again(notice_id, parent_id) for notice_id in lacked(connection, *known)]
        case _:
            return []


def _again(notice_id: UUID, parent_id: UUID) -> Reaction:
    return Reaction(Stream("notice", notice_id), ReopenNotice(parent_id=parent_id), str(notice_id))


def _notice(fact: Recorded, about: About, about_id: UUID) -> Reaction:
    command = RaiseNotice(
        learner_id=fact.subject, about=about, about_id=about_id, happened_at=fact.occurred_at
    )
    notice_id = uuid5(fact.event_id, "notice")
    return Reaction(Stream("notice", notice_id, fact.subject, fact.school), command)
