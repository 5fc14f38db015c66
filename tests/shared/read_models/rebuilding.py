"""How tests rebuild a read model of the probe."""

from shared.runtime.rebuild import Comparison, Rebuilder
from tests.shared.probe_service import PROBE
from tests.shared.probing import Probing


def silent(_done: int, _total: int) -> None:
    """Nobody watches."""


def rebuilt(log: Probing, table: str, *, swap: bool = True) -> Comparison:
    rebuilder = Rebuilder(PROBE, log.store.database("owner", size=2), silent)
    return rebuilder.rebuild([table], swap=swap)[table]


def table(log: Probing, name: str) -> list[tuple[object, ...]]:
    return sorted(log.rows(f"SELECT * FROM {name} WHERE authority = %s"), key=str)  # noqa: S608
