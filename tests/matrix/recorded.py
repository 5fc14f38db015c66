"""Who looked at whose record, as the services wrote it down: held against what was answered."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from tests.matrix import oracle
from tests.matrix.asking import Answer
from tests.matrix.cells import Cell
from tests.matrix.world import World

_READS = """
SELECT request_id, authority, actor, rule, purpose, subjects FROM reads WHERE authority = ANY(%s)
"""


@dataclass(frozen=True)
class Look:
    """A row of the record of looks."""

    authority: str
    actor: str
    rule: str
    purpose: str
    subjects: tuple[UUID, ...]


Recorded = dict[str, list[Look]]
"""By the id of the request."""


def recorded(world: World) -> Recorded:
    """Every look of both authorities, in any service."""
    found: Recorded = defaultdict(list)
    codes = [world.cast.home, world.cast.abroad]
    for store in world.stores.values():
        with store.connect() as connection:
            for request_id, *told in connection.execute(_READS, (codes,)):
                authority, actor, rule, purpose, subjects = told
                look = Look(authority, actor, rule, purpose, tuple(subjects))
                found[request_id].append(look)
    return found


def judge_looks(world: World, cell: Cell, answer: Answer, looks: list[Look]) -> str | None:
    """What is wrong with what was recorded of one answer: each id shown, and none besides.

    A command may have looked at the learner it was for before it was refused.
    """
    seen: dict[str, set[UUID]] = defaultdict(set)
    for look in looks:
        seen[look.rule].update(look.subjects)
        if why := _misnamed(world, cell, look):
            return why
    due = cell.expected.looks
    may_be_none = not cell.is_read and not seen
    if seen == due or may_be_none:
        return None
    return f"{answer.status}: recorded {dict(seen)}, due {due}"


def _misnamed(world: World, cell: Cell, look: Look) -> str | None:
    who = (world.cast.code(cell.asker.of), world.subject(cell.asker))
    if (look.authority, look.actor) != who:
        return f"recorded of {look.authority} {look.actor}"
    due = oracle.purpose(cell.operation, look.rule)
    return None if look.purpose == due else f"recorded for {look.purpose}, not {due}"
