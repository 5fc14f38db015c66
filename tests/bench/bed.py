"""What everything is measured on: one durable PostgreSQL, provisioned as in production."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

from deploy.native.postgres import postgres_running
from shared.runtime import execute
from shared.runtime.execute import Outcome
from shared.runtime.sealing import Cause
from shared.runtime.service import Service, Stream
from tests.bench.diary import DIARIES, Note
from tests.stores import Store, Stores

AUTHORITY = "665"
WHEN = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
AT_ONCE = 10_000


@dataclass(frozen=True)
class Bed:
    """A Postgres, and databases on it."""

    stores: Stores
    home: Path
    quick: bool

    def diaries(self, name: str) -> "Diaries":
        """A database of diaries, empty."""
        return Diaries(self.stores.get(name, *DIARIES.migration_folders))

    def sized(self, full: int, quick: int) -> int:
        """How much to do."""
        return quick if self.quick else full


@dataclass(frozen=True)
class Diaries:
    """Diaries in a database of their own."""

    store: Store
    service: Service = DIARIES
    role: str = "writer"

    def note(self, stream: Stream, count: int = 1) -> Outcome:
        """Write so many notes into a diary, in one transaction."""
        return self.note_in([(stream, count)])

    def note_in(self, diaries: Sequence[tuple[Stream, int]]) -> Outcome:
        """Write into several, in one transaction."""
        commands = [
            (stream, Note(note_ids=tuple(uuid4() for _ in range(count))))
            for stream, count in diaries
        ]
        cause = Cause(
            authority=AUTHORITY,
            actor="a-person",
            command_id=uuid4(),
            digest=bytes(32),
            correlation=uuid4(),
            occurred_at=WHEN,
        )
        database = self.store.database(self.role)
        return execute.execute(self.service, database, "bench", cause, commands)

    def fill(self, events: int, each: int = 50) -> list[Stream]:
        """Diaries of so many notes each, two for each subject; all in few transactions."""
        made: list[Stream] = []
        for _ in range(events // AT_ONCE):
            subjects = [uuid4() for _ in range(AT_ONCE // each // 2)]
            streams = [diary(subject) for subject in subjects for _ in range(2)]
            self.note_in([(stream, each) for stream in streams])
            made += streams
        return made


def diary(subject: UUID | None = None) -> Stream:
    """A new diary, about a new subject where none is given."""
    return Stream("diary", uuid4(), subject or uuid4())


@contextmanager
def made_up(*, quick: bool) -> Iterator[Bed]:
    """A bed for as long as the block."""
    with TemporaryDirectory(prefix="llwybr-bench-") as folder:
        home = Path(folder)
        home.chmod(0o755)
        with postgres_running(home / "postgres", durable=True) as superuser:
            (home / "secrets").mkdir()
            stores = Stores(superuser.with_password(), home / "secrets")
            try:
                yield Bed(stores, home, quick)
            finally:
                stores.close()
