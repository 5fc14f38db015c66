"""Telling a service what another one published, as its consumer would, without Kafka."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from shared.contracts import codec, topics
from shared.contracts.envelope import Envelope
from shared.modelling.message import kind_of
from shared.runtime import handling, inbox
from shared.runtime.database import Database
from shared.runtime.log_reader import heard_fact
from shared.runtime.service import Service


@dataclass(frozen=True)
class Ear:
    """What takes in messages for one service, of one authority."""

    service: Service
    database: Database
    authority: str

    def __call__(self, message: Any, subject: UUID | None = None, **known: Any) -> None:
        """Take in a contract message; fails where the service's handler does.

        `subject` is whom it is about (the message's `learner_id`, where not given); `known`
        replaces parts of the envelope, such as `occurred_at`, `actor` or `stream_id`.
        """
        envelope = self.take(message, subject, **known)
        with self.database.transaction() as connection:
            halted = connection.execute(
                "SELECT reason FROM halted_subjects WHERE authority = %s AND subject = %s",
                (self.authority, envelope.subject),
            ).fetchone()
        assert halted is None, f"{self.service.name} could not handle it: {halted}"

    def take(self, message: Any, subject: UUID | None = None, **known: Any) -> Envelope:
        """The same, but a subject whose handler fails is halted, as in life."""
        source = next(name for name, all_of in topics.PUBLISHERS.items() if type(message) in all_of)
        with self.database.transaction() as connection:
            position = inbox.next_position(connection, self.authority, source)
            whom = subject or getattr(message, "learner_id", None) or uuid4()
            envelope = self._envelope(source, position, message, {"subject": whom} | known)
            arrival = inbox.store(connection, [envelope])
            heard = handling.Heard(arrival, envelope, heard_fact(envelope))
            handling.handle(connection, self.service, "tests", [heard])
        return envelope

    def _envelope(
        self, source: str, position: int, message: Any, known: dict[str, Any]
    ) -> Envelope:
        now = datetime.now(UTC)
        usual: dict[str, Any] = {
            "authority": self.authority,
            "source": source,
            "position": position,
            "event_id": uuid4(),
            "type": topics.message_type(source, type(message)),
            "stream_kind": kind_of(type(message)),
            "stream_id": uuid4(),
            "version": 1,
            "school": None,
            "occurred_at": now,
            "recorded_at": now,
            "actor": "a-person",
            "correlation": uuid4(),
            "causation": None,
            "store_epoch": uuid5(NAMESPACE_URL, source),
            "hash": bytes(32),
            "data": codec.encode(message),
        }
        return Envelope(**usual | known)
