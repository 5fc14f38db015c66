"""How an operation is asked, and what those are told who may."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from tests.matrix.asking import Request
from tests.matrix.records import OnRecord

Told = tuple[int, str | None]
STALE = {"If-Match": '"999999999"'}
FOUND: Told = (200, None)
TOO_LATE: Told = (412, "version_stale")


@dataclass(frozen=True)
class About(Mapping[str, UUID]):
    """A learner as one asks about them: the ids of all there is, by what each is called.

    `staff` and `officer` are of the asker's authority; `words` are a parent's own, or somebody's.
    What has no field of its own is of the learner's record: `about["target"]`.
    """

    learner: UUID
    notice: UUID
    recipient: UUID
    staff: UUID
    officer: UUID
    words: UUID

    def __getitem__(self, name: str) -> UUID:
        own: UUID | None = self.__dict__.get(name)
        return own or OnRecord(self.learner).id(name)

    def __iter__(self) -> Iterator[str]:
        return (field.name for field in fields(self))

    def __len__(self) -> int:
        return len(fields(self))


@dataclass(frozen=True)
class Way:
    """How an operation is asked about a learner; `path` may name any id of `About`.

    `told` is the answer to who may. `holds` is a field of it, or of each of its items, and which
    id must stand there.
    """

    path: str
    told: Told = FOUND
    body: Callable[[About], Any] | None = None
    holds: tuple[str, str] | None = None

    def request(self, operation: str, about: About) -> Request:
        """The request that asks it."""
        service, method, _ = operation.split(" ")
        headers = STALE if self.told == TOO_LATE else {}
        body = None if self.body is None else self.body(about)
        return Request(service, method, self.path.format_map(about), body, headers)
