"""A notifications service on a real Postgres, and what happens in it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from services.notifications.domain.language import Language
from services.notifications.domain.notice_messages import GiveNotice
from services.notifications.domain.recipient import RegisterRecipient
from services.notifications.messaging.courier import Courier
from services.notifications.projections.deliveries import DELIVERIES, GivenNotice
from services.notifications.projections.notices import NOTICES
from services.notifications.wiring import SERVICE, courier
from shared.contracts.learners import ParentLinked, ParentUnlinked
from shared.contracts.targets import SmallStepTargetShared
from shared.runtime.acting import Acting, acting_as
from shared.runtime.ledger import Ledger
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream
from shared.runtime.settings import Settings
from shared.runtime.wall import EVERY_SCHOOL
from tests.hearing import Ear
from tests.notifications.builders import LEARNER, SHARED_AT, TARGET
from tests.notifications.mail_catcher import MailCatcher

BEFORE, AFTER = SHARED_AT - timedelta(days=1), SHARED_AT + timedelta(days=1)


@dataclass
class World:
    """What other services tell, what staff do, and what became of it."""

    ledger: Ledger
    authority: str

    def hear(self, message: Any, **known: Any) -> None:
        """Another service published this."""
        Ear(SERVICE, self.ledger.database, self.authority)(message, **known)

    def link(self, parent_id: UUID, at: datetime = BEFORE) -> None:
        """Somebody becomes known as a parent."""
        self.hear(ParentLinked(learner_id=LEARNER, parent_id=parent_id), occurred_at=at)

    def unlink(self, parent_id: UUID) -> None:
        """Somebody is a parent no more."""
        self.hear(ParentUnlinked(learner_id=LEARNER, parent_id=parent_id))

    def share(self, learner_id: UUID = LEARNER) -> UUID:
        """A target is shared; gives the id of the notice that follows."""
        shared = SmallStepTargetShared(
            target_id=TARGET, learner_id=learner_id, shared_on=SHARED_AT.date()
        )
        event_id = uuid4()
        self.hear(shared, event_id=event_id, occurred_at=SHARED_AT)
        return uuid5(event_id, "notice")

    def register(self, person: UUID, **known: Any) -> None:
        """A recipient becomes known; so much is known of everybody unless told otherwise."""
        usual: dict[str, Any] = {
            "given_name": "Siân",
            "family_name": "Ŵyn",
            "language": Language.WELSH,
            "email": f"canary-{person.int}@example.test",
            "wants_email": True,
        }
        command = RegisterRecipient(**(usual | known))
        self.ledger.execute(self._cause(), Stream("recipient", person, person), command)

    def give(self, notice_id: UUID, command: GiveNotice) -> None:
        """What the courier would do."""
        self.ledger.execute(self._cause(), Stream("notice", notice_id), command)

    def deliveries(self) -> list[GivenNotice]:
        """Every copy of every notice."""
        with self._acting():
            return self.ledger.lister(DELIVERIES)({})

    def delivery(self) -> GivenNotice:
        """The only copy."""
        [only] = self.deliveries()
        return only

    def state(self, notice_id: UUID) -> str:
        """How far a notice has come."""
        with self._acting():
            found: Any = self.ledger.finder(NOTICES)(notice_id)
        return str(found.state)

    def _acting(self) -> Any:
        return acting_as(Acting(self.authority, "test", "test", "test", EVERY_SCHOOL))

    def _cause(self) -> Cause:
        command_id, now = uuid4(), datetime.now(UTC)
        return Cause(self.authority, "test", command_id, command_id.bytes, command_id, now)


@dataclass
class Rounds:
    """Couriers of a world with a mail server, and a clock that a test can move."""

    ledger: Ledger
    mail: MailCatcher
    now: datetime = AFTER
    couriers: list[Courier] = field(default_factory=list)

    def courier(self) -> Courier:
        """One more."""
        url = "https://llwybr.example.test/"
        one = courier(self.ledger, Settings("", smtp=self.mail.address, sign_in_url=url))
        one.rests = 0.0
        one.now = one.inboxes.now = one.emails.now = lambda: self.now
        self.couriers.append(one)
        return one


def work_off(one: Courier) -> None:
    """Let a courier give all it can; there is an end to it."""
    turns = 0
    while one.step():
        turns += 1
        assert turns < 100, "the courier finds no end"
