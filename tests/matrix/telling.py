"""What a service has published is taken in by those who listen to it, without Kafka."""

from dataclasses import dataclass, field

from shared.runtime.log_reader import log_page, own_fact
from tests.hearing import Ear
from tests.stores import Store
from tests.wiring import wiring


@dataclass
class Telling:
    """Carries the messages of one authority from service to service, each once."""

    stores: dict[str, Store]
    authority: str
    told: dict[str, int] = field(default_factory=dict)

    def __call__(self, source: str) -> None:
        """Tell everybody who listens to `source` what it has published since the last time."""
        service = wiring(source).SERVICE
        with self.stores[source].connect() as connection:
            after = self.told.get(source, 0)
            page = log_page(connection, source, self.authority, after, 10_000)
        facts = [own_fact(service, envelope) for envelope in page]
        for fact in facts:
            message = service.publish(fact)
            if message is not None:
                known = {"school": fact.school, "stream_id": fact.stream_id, "actor": fact.actor}
                for ear in self._listeners(source):
                    ear(message, fact.subject, occurred_at=fact.occurred_at, **known)
            self.told[source] = fact.position or after

    def _listeners(self, source: str) -> list[Ear]:
        services = [wiring(name).SERVICE for name in self.stores]
        return [
            Ear(one, self.stores[one.name].database("worker"), self.authority)
            for one in services
            if source in one.listens_to
        ]
