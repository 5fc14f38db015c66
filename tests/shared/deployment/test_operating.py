import re
from collections.abc import Callable

import pytest

from shared.runtime.operate import run_operation
from tests.shared.probe_service import PROBE
from tests.shared.probing import Probing, counter
from tests.stores import Store

Operate = Callable[..., int]


@pytest.fixture
def log(own_store: Store, authority: str) -> Probing:
    log = Probing(PROBE, own_store, authority)
    log.count(counter(), "a", "b")
    log.count(counter())
    return log


@pytest.fixture
def operate(log: Probing, monkeypatch: pytest.MonkeyPatch) -> Operate:
    """`operate("check", "tallies")`: the command line, as the owner; its exit status."""
    monkeypatch.setenv("LLWYBR_DATABASE", log.store.conninfo("owner"))
    monkeypatch.setenv("LLWYBR_DATABASE_PASSWORD_FILE", str(log.store.password_file("owner")))

    def run(*arguments: str) -> int:
        monkeypatch.setattr("sys.argv", ["operate", *arguments])
        with pytest.raises(SystemExit) as ended:
            run_operation(PROBE)
        assert isinstance(ended.value.code, int)
        return ended.value.code

    return run


def test_all_read_models_are_checked_and_progress_is_told(
    operate: Operate, capsys: pytest.CaptureFixture[str]
) -> None:
    assert operate("check") == 0
    told = re.split(r"[\r\n]+", capsys.readouterr().out)
    assert "3 of 3 facts" in told
    assert "tallies: 2 rows, equal to the live ones" in told
    assert "totals: 2 rows, equal to the live ones" in told


def test_an_unequal_model_is_told_and_the_status_says_so(
    operate: Operate, log: Probing, capsys: pytest.CaptureFixture[str]
) -> None:
    with log.store.connect("owner") as owner:
        owner.execute("UPDATE tallies SET count = 7 WHERE count = 1")
    assert operate("check", "totals") == 0
    assert operate("check", "tallies") == 1
    assert "tallies: 2 rows; 1 only live, 1 only rebuilt" in capsys.readouterr().out
    assert operate("rebuild", "tallies") == 0
    assert operate("check", "tallies") == 0


def test_a_log_is_published_again_from_where_one_says(operate: Operate, log: Probing) -> None:
    with log.store.connect("relay") as relay:
        relay.execute(
            "INSERT INTO relay_checkpoints (authority, position) VALUES (%s, 3)", (log.authority,)
        )
    assert operate("republish", log.authority, "--position", "3") == 0
    assert log.rows("SELECT position FROM relay_checkpoints WHERE authority = %s") == [(2,)]
    assert operate("republish", log.authority) == 0
    assert log.rows("SELECT position FROM relay_checkpoints WHERE authority = %s") == [(0,)]


def test_where_nobody_waits_nothing_is_listed(
    operate: Operate, capsys: pytest.CaptureFixture[str]
) -> None:
    assert operate("halted") == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("arguments", [(), ("check", "events"), ("destroy",), ("republish",)])
def test_what_is_no_operation_is_refused(operate: Operate, arguments: tuple[str, ...]) -> None:
    assert operate(*arguments) == 2
