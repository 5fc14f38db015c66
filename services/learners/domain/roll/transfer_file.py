"""The transfer files (CTF) a school was sent: what was imported, and when.

One stream a school: of two files for it that overlap, one is asked to look at the roll again.
"""

from uuid import UUID

from shared.modelling.decider import Decider
from shared.modelling.message import message


@message
class TransferCounts:
    """How many pupils the file held, and what became of them; each is counted once."""

    pupils: int
    new: int
    moved: int
    changed: int
    unchanged: int
    warnings: int


@message
class TransferWarning:
    """A part that was taken in, or passed over, and should be looked at."""

    line: int
    field: str
    code: str


@message
class ImportTransferFile:
    """Put an import on record.

    `source` is the number of the school that sent it, `LLLEEEE`; an authority's ends in `LLLL`.
    `digest` is the SHA-256 of the file, in hexadecimal. `warnings` are the first of those counted.
    """

    import_id: UUID
    school_id: UUID
    source: str
    digest: str
    counts: TransferCounts
    warnings: tuple[TransferWarning, ...]


# Stored for good under this name: add fields with defaults, rename nothing.
@message
class TransferFileImported:
    import_id: UUID
    school_id: UUID
    source: str
    digest: str
    counts: TransferCounts
    warnings: tuple[TransferWarning, ...]


Command = ImportTransferFile
Event = TransferFileImported
State = tuple[UUID, ...]  # the imports so far


def decide(imports: State, command: Command) -> list[Event]:
    if command.import_id in imports:
        return []
    return [
        TransferFileImported(
            import_id=command.import_id,
            school_id=command.school_id,
            source=command.source,
            digest=command.digest,
            counts=command.counts,
            warnings=command.warnings,
        )
    ]


def evolve(imports: State, event: Event) -> State:
    return (*imports, event.import_id)


transfer_files: Decider[State, Command, Event] = Decider((), decide, evolve)
