"""An authority's roster: what was imported, and when.

Every import appends here, so of two that overlap, one is asked to look at the roll again.
"""

from collections.abc import Mapping
from uuid import UUID

from shared.modelling.decider import Decider
from shared.modelling.message import message


@message
class KindCounts:
    """Of one kind of what a roster names: how many are named, and what became of them.

    Each that is named is new, changed or unchanged. `ended` are those it does not name any more.
    """

    kind: str
    named: int
    new: int
    changed: int
    unchanged: int
    ended: int


@message
class RosterCounts:
    """How many of each the files held, how many learners were new to the roll, and what was odd.

    `kinds` tells the same by what became of them; of imports before it was told, there is none.
    """

    schools: int
    staff_members: int
    classes: int
    learners: int
    new_learners: int
    warnings: int
    kinds: tuple[KindCounts, ...] = ()


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
    `is_delta` tells that the zip held changes, and not the whole.
    """

    import_id: UUID
    digest: str
    counts: RosterCounts
    warnings: tuple[RosterWarning, ...]
    is_delta: bool = False


# Stored for good under this name: add fields with defaults, rename nothing.
@message
class RosterImported:
    VERSION = 2  # what became of each kind is new, and so are deltas

    import_id: UUID
    digest: str
    counts: RosterCounts
    warnings: tuple[RosterWarning, ...]
    is_delta: bool = False


def kind_counts(
    named: Mapping[str, int], led_to: Mapping[str, Mapping[str, int]], ended: Mapping[str, int]
) -> tuple[KindCounts, ...]:
    """What became of each kind: `led_to` has how many are `new`, and how many others `changed`.

    Those that ended have changed too, though the roster does not name them.
    """
    found = []
    for kind, count in sorted(named.items()):
        new, over = led_to.get(kind, {}).get("new", 0), ended.get(kind, 0)
        changed = max(0, led_to.get(kind, {}).get("changed", 0) - over)
        found.append(
            KindCounts(
                kind=kind,
                named=count,
                new=new,
                changed=changed,
                unchanged=max(0, count - new - changed),
                ended=over,
            )
        )
    return tuple(found)


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
            is_delta=command.is_delta,
        )
    ]


def evolve(imports: State, event: Event) -> State:
    return (*imports, event.import_id)


roster: Decider[State, Command, Event] = Decider((), decide, evolve)
