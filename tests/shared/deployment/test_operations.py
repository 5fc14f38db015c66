"""What an operator types, on a real service's database."""

import sys
from collections.abc import Callable
from uuid import uuid4

import pytest

from shared.contracts.learners import LearnerEnrolled
from shared.runtime.operate import run_operation
from tests.hearing import Ear
from tests.stores import Store
from tests.wiring import wiring

SERVICE = wiring("targets").SERVICE


@pytest.fixture
def operate(
    store: Callable[[str], Store],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Callable[..., tuple[int, str]]:
    known = store("targets")
    monkeypatch.setenv("LLWYBR_DATABASE", known.conninfo("owner"))
    monkeypatch.setenv("LLWYBR_DATABASE_PASSWORD_FILE", str(known.password_file("owner")))

    def run(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["operate", *arguments])
        with pytest.raises(SystemExit) as ended:
            run_operation(SERVICE)
        assert isinstance(ended.value.code, int)
        return ended.value.code, capsys.readouterr().out

    return run


@pytest.mark.parametrize("operation", ["check", "rebuild"])
def test_a_model_is_checked_and_rebuilt_with_its_progress_shown(
    operate: Callable[..., tuple[int, str]], hear: Callable[[str], Ear], operation: str
) -> None:
    hear("targets")(LearnerEnrolled(learner_id=uuid4(), school_id=uuid4()))
    code, said = operate(operation, "places_at_school")
    assert code == 0
    assert "facts" in said
    assert "equal to the live ones" in said


def test_a_model_changed_behind_the_logs_back_is_found_and_mended(
    operate: Callable[..., tuple[int, str]],
    hear: Callable[[str], Ear],
    store: Callable[[str], Store],
) -> None:
    learner = uuid4()
    hear("targets")(LearnerEnrolled(learner_id=learner, school_id=uuid4()))
    with store("targets").connect("owner") as connection:
        connection.execute(
            "UPDATE places_at_school SET school_id = %s WHERE learner_id = %s", (uuid4(), learner)
        )
    code, said = operate("check", "places_at_school")
    assert code == 1
    assert "1 only live, 1 only rebuilt" in said
    assert operate("rebuild", "places_at_school")[0] == 0
    assert operate("check", "places_at_school")[0] == 0


def test_a_republish_and_the_list_of_those_who_wait_can_be_asked_for(
    operate: Callable[..., tuple[int, str]], authority: str
) -> None:
    code, said = operate("republish", authority, "--position", "3")
    assert code == 0
    assert "from position 3" in said
    assert operate("halted") == (0, "")
