"""How tests put long work down and carry it on."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid4

from shared.runtime import long_work
from shared.runtime.carrying_on import CarryingOn
from shared.runtime.clerk import Clerk
from shared.runtime.long_work import PART, Planned, Step, Work
from shared.runtime.wall import EVERY_SCHOOL, confine
from tests.shared.probe_service import COUNTING, Count
from tests.shared.probing import SOFTWARE, Probing, cause, counter

LONG_ENOUGH = 60.0
SEVERAL_PARTS = 2 * PART + 10


@dataclass(frozen=True)
class Working:
    """The long work of the probe, in one authority."""

    probe: Probing

    @property
    def carrying_on(self) -> CarryingOn:
        """As a web process carries it on."""
        return CarryingOn(self.probe.service, self.probe.store.database(), SOFTWARE)

    def clerk(self) -> Clerk:
        """A clerk that has just started."""
        database = self.probe.store.database("worker")
        return Clerk(CarryingOn(self.probe.service, database, SOFTWARE), database)

    def put_down(
        self, steps: Iterable[Step], work_id: UUID | None = None, digest: bytes = b"digest"
    ) -> Work:
        """Put work down, claimed."""
        planned = Planned(COUNTING, work_id or uuid4(), {"told": "Nerys"})
        asked = cause(self.probe.authority, digest=digest)
        with self.probe.store.database().transaction() as connection:
            confine(connection, self.probe.authority, EVERY_SCHOOL)
            return long_work.put_down(connection, asked, planned, steps)

    def now(self, work: Work) -> Work:
        """The work as it is now."""
        with self.probe.store.database().confined(work.authority, EVERY_SCHOOL) as connection:
            found = long_work.find(connection, work.authority, work.work_id)
        assert found is not None
        return found

    def forget_claim(self) -> None:
        """As if whoever was at it had died half a minute ago."""
        self.probe.rows(
            "UPDATE long_work SET claimed_until = '-infinity' WHERE authority = %s RETURNING 1"
        )

    def counted(self, steps: Iterable[Step]) -> list[str]:
        """Every name counted in the streams of these steps."""
        return self.probe.names([stream for stream, _ in steps])


def counts(number: int) -> list[Step]:
    """A counter each, counted once."""
    return [(counter(), Count(names=(f"Siân {place}",))) for place in range(number)]
