"""An authority's roster: what was imported, and when.

Every import appends here, so of two that overlap, one is asked to look at the roll again.
"""

from uuid import UUID

from shared.modelling.decider import Decider
from shared.modelling.message import message


@message
class RosterCounts:
    """How many of each the files held, how many learners were new to the roll, and what was odd."""

    schools: int
    staff_members: int
    classes: int
    learners: int
    new_learners: int
    warnings: int


@message
class RosterWarning:
    """A row that was taken in, and should be looked at."""

    file: str
    line: int
    field: str
    code: str


@message
class ImportRoster:
    """Put an import on record.

    `digest` is the SHA-256 of the zip, in hexadecimal. `warnings` are the first of those counted.
    """

    import_id: UUID
    digest: str
    counts: RosterCounts
    warnings: tuple[RosterWarning, ...]


# Stored for good under this name: add fields with defaults, rename nothing.
@message
class RosterImported:
    import_id: UUID
    digest: str
    counts: RosterCounts
    warnings: tuple[RosterWarning, ...]


Command = ImportRoster
Event = RosterImported
State = tuple[UUID, ...]  # the imports so far


def decide(imports: State, command: Command) -> list[Event]:
    if command.import_id in imports:
        return []
    return [
        RosterImported(
            import_id=command.import_id,
            digest=command.digest,
            counts=command.counts,
            warnings=command.warnings,
        )
    ]


def evolve(imports: State, event: Event) -> State:
    return (*imports, event.import_id)


roster: Decider[State, Command, Event] = Decider((), decide, evolve)
