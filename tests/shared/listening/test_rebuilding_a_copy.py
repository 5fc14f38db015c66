import pytest

from shared.runtime import folding
from shared.runtime import rebuild as rebuilding
from shared.runtime.folding import Progress
from shared.runtime.rebuild import Comparison, Rebuilder
from tests.shared.listening.listening import (
    ONE,
    OTHER,
    Listening,
    Resume,
    Tell,
    broken_for,
    counted,
)
from tests.shared.probe_listener import LISTENER


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "PAGE", 2)
    monkeypatch.setattr(folding, "CHUNK", 1)


def silent(_done: int, _total: int) -> None:
    """Nobody watches."""


def rebuilt(listening: Listening, *, progress: Progress = silent, swap: bool = True) -> Comparison:
    owner = listening.store.database("owner", size=2)
    rebuilder = Rebuilder(LISTENER, owner, progress)
    return rebuilder.rebuild(["heard_counts"], swap=swap)["heard_counts"]


def test_a_copy_is_rebuilt_from_what_was_heard(tell: Tell, listening: Listening) -> None:
    for nth in (1, 2, 3):
        tell(LISTENER)(*counted(ONE, nth))
        tell(LISTENER)(*counted(OTHER, nth))
    assert rebuilt(listening) == Comparison(2, 0, 0)
    assert listening.copies() == {ONE: [1, 2, 3], OTHER: [1, 2, 3]}
    assert listening.effects() == {ONE: [1, 2, 3], OTHER: [1, 2, 3]}, "nothing is done twice"


def test_what_waits_is_left_out_of_a_rebuilt_copy_too(
    tell: Tell, resume: Resume, listening: Listening
) -> None:
    take = tell(broken_for((ONE, 2))).take
    for nth in (1, 2, 3):
        take(*counted(ONE, nth))
        take(*counted(OTHER, nth))
    assert rebuilt(listening) == Comparison(2, 0, 0)
    assert listening.copies() == {ONE: [1], OTHER: [1, 2, 3]}
    assert resume(LISTENER)
    assert listening.copies() == {ONE: [1, 2, 3], OTHER: [1, 2, 3]}
    assert rebuilt(listening, swap=False).equal


def test_nobody_is_resumed_while_a_copy_is_rebuilt(
    tell: Tell, resume: Resume, listening: Listening
) -> None:
    take = tell(broken_for((ONE, 1))).take
    for nth in (1, 2, 3):
        take(*counted(ONE, nth))
        take(*counted(OTHER, nth))
    told = list[bool]()
    assert rebuilt(listening, progress=lambda *_: told.append(resume(LISTENER))).equal
    assert told
    assert not any(told)
    assert resume(LISTENER)
    assert listening.copies() == {ONE: [1, 2, 3], OTHER: [1, 2, 3]}


def test_what_arrives_during_a_rebuild_is_in_the_copy(tell: Tell, listening: Listening) -> None:
    for nth in (1, 2, 3):
        tell(LISTENER)(*counted(ONE, nth))
    later = [5, 4]

    def arrive(_done: int, _total: int) -> None:
        if later:
            tell(LISTENER)(*counted(ONE, later.pop()))

    assert rebuilt(listening, progress=arrive).equal
    assert listening.copies() == {ONE: [1, 2, 3, 4, 5]}
