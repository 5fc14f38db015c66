"""What other services are told of ours: who was told, how and when; not what, nor where."""

from services.notifications.domain.notice_messages import About, NoticeGiven, NoticeRaised
from shared.contracts import notifications as contracts
from shared.modelling.recorded import Recorded


def publish(fact: Recorded) -> object | None:
    """The message for others; None where the fact stays here, as all of a recipient's do."""
    match fact.event:
        case NoticeRaised() | NoticeGiven() if fact.event.about is About.EMERGENCY_ACCESS_OPENED:
            return None  # who looked in an emergency is for those who guard privacy alone
        case NoticeRaised(learner_id=learner_id, about=about):
            return contracts.NoticeRaised(
                notice_id=fact.stream_id, learner_id=learner_id, about=about.value
            )
        case NoticeGiven() as given:
            return contracts.NoticeGiven(
                notice_id=fact.stream_id,
                learner_id=fact.subject,
                recipient_id=given.recipient_id,
                channel=given.channel.value,
                given_at=given.given_at,
            )
        case _:
            return None
