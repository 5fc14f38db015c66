"""Heads and rows are locked in one order, so appends wait for each other but never in a ring."""

from functools import partial

import pytest

from shared.runtime import execute
from shared.runtime.conflicts import VersionConflict
from shared.runtime.service import Stream
from tests.shared.appending.holding import HOLD, hold
from tests.shared.at_once import meanwhile, wait_for_locks
from tests.shared.probe_service import Count
from tests.shared.probing import Probing, counter


def crossing(probe: Probing, streams: list[Stream]) -> object:
    return probe.execute(*((stream, Count()) for stream in streams))


@pytest.mark.parametrize("existing", [False, True])
@pytest.mark.parametrize("table", HOLD)
def test_appends_over_crossing_streams_never_deadlock(
    probe: Probing, monkeypatch: pytest.MonkeyPatch, table: str, *, existing: bool
) -> None:
    """A third session holds one row, so that both writers are caught on their way."""
    monkeypatch.setattr(execute, "_TRY_AGAIN", (VersionConflict,))
    for held in (0, 1):
        streams = [counter(), counter()]
        if existing:
            crossing(probe, streams)
        with probe.store.connect() as holder:
            holder.execute("BEGIN")
            hold(holder, table, probe.authority, streams[held])
            writers = (partial(crossing, probe, streams), partial(crossing, probe, streams[::-1]))
            with meanwhile(*writers) as written:
                wait_for_locks(probe.store, 2)
                holder.execute("ROLLBACK")
        assert [future.exception() for future in written] == [None, None]
