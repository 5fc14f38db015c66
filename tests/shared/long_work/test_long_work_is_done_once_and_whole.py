"""What was put down is carried out, once, whoever dies meanwhile."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from shared.runtime import carrying_on
from shared.runtime.carrying_on import CarryingOn
from shared.runtime.execute import CommandIdReused
from shared.runtime.long_work import PART, Step, WorkUnderWay
from shared.runtime.preview import preview
from shared.runtime.service import Effect
from tests.shared.long_work.working import LONG_ENOUGH, SEVERAL_PARTS, Working, counts
from tests.shared.probe_service import PROBE, Close, Count
from tests.shared.probing import cause, counter


def finish(working: Working) -> None:
    working.forget_claim()
    clerk = working.clerk()
    while clerk.step():
        pass


def test_every_step_is_carried_out_and_the_work_itself_put_on_record(working: Working) -> None:
    steps = counts(SEVERAL_PARTS)
    work = working.carrying_on.go_on(working.put_down(steps), LONG_ENOUGH)
    assert work.finished_at is not None
    assert (work.steps, work.done, work.changed) == (SEVERAL_PARTS,) * 3
    assert work.effect == {"Counted": SEVERAL_PARTS}
    assert sorted(working.counted(steps)) == sorted(f"Siân {n}" for n in range(SEVERAL_PARTS))
    query = "SELECT last FROM tallies WHERE authority = %s AND counter_id = %s"
    said = f"Nerys: {SEVERAL_PARTS} in {SEVERAL_PARTS}"
    assert working.probe.rows(query, work.work_id) == [(said,)]
    assert working.probe.rows("SELECT 1 FROM long_work_steps WHERE authority = %s") == []


def test_what_whoever_began_it_left_a_clerk_finishes(working: Working) -> None:
    work = working.put_down(counts(SEVERAL_PARTS))
    work = working.carrying_on.go_on(work, seconds=0)
    assert work.done == 0
    clerk = working.clerk()
    while clerk.step():
        pass
    assert working.now(work).done == SEVERAL_PARTS
    assert working.now(work).finished_at is not None


def test_a_clerk_leaves_alone_what_somebody_is_at(working: Working) -> None:
    working.put_down(counts(1))
    assert not working.clerk().step()
    working.forget_claim()
    assert working.clerk().step()


class Died(Exception):
    """As a process that is killed."""


def die(*_: object) -> None:
    raise Died


@pytest.mark.parametrize(
    ("where", "what"),
    [(CarryingOn, "_done"), (CarryingOn, "_close"), (carrying_on, "_as_it_is")],
    ids=["after a part", "before closing", "before what was done is marked"],
)
def test_what_was_carried_out_when_somebody_died_is_not_carried_out_again(
    working: Working, monkeypatch: pytest.MonkeyPatch, where: object, what: str
) -> None:
    steps = counts(SEVERAL_PARTS)
    work = working.put_down(steps)
    with monkeypatch.context() as dying:
        dying.setattr(where, what, die)
        with pytest.raises(Died):
            working.carrying_on.go_on(work, LONG_ENOUGH)
    finish(working)
    assert len(working.counted(steps)) == SEVERAL_PARTS
    assert working.now(work).effect == {"Counted": SEVERAL_PARTS}
    assert working.now(work).finished_at is not None


def test_two_at_it_at_once_do_it_once(working: Working) -> None:
    steps = counts(SEVERAL_PARTS)
    work = working.put_down(steps)
    assert working.carrying_on.next_part(work).done == PART
    assert working.carrying_on.next_part(work).done == 2 * PART
    finish(working)
    assert working.now(work).effect == {"Counted": SEVERAL_PARTS}
    assert len(working.counted(steps)) == SEVERAL_PARTS


def test_what_is_done_to_one_stream_in_a_row_is_in_one_part(working: Working) -> None:
    twice = counter()
    steps: list[Step] = [*counts(PART - 1), (twice, Count(names=("Un",))), (twice, Close())]
    work = working.put_down(steps)
    assert working.carrying_on.next_part(work).done == PART - 1
    finish(working)
    assert working.now(work).changed == PART


def test_a_stream_with_more_than_a_part_of_its_own_is_carried_out_all_the_same(
    working: Working,
) -> None:
    one = counter()
    work = working.put_down((one, Count(names=(f"{n}",))) for n in range(PART + 5))
    finish(working)
    assert working.now(work).effect == {"Counted": PART + 5}


def test_a_step_that_a_rule_refuses_is_told_and_the_others_go_on(working: Working) -> None:
    closed = counter()
    working.probe.count(closed)
    working.probe.close(closed)
    steps: list[Step] = [*counts(3), (closed, Count()), *counts(2), (counter(), Count(names=("",)))]
    work = working.carrying_on.go_on(working.put_down(steps), LONG_ENOUGH)
    assert work.finished_at is not None
    assert (work.done, work.changed, work.effect) == (7, 5, {"Counted": 5})
    told = [(each["step"], each["code"], each["field"]) for each in work.refused]
    assert told == [(4, "counter_closed", None), (7, "name_missing", "names")]


def test_work_whose_steps_change_nothing_says_so(working: Working) -> None:
    closed = counter()
    working.probe.close(closed)
    work = working.carrying_on.go_on(working.put_down([(closed, Close())]), LONG_ENOUGH)
    assert (work.done, work.changed, work.effect) == (1, 0, {})


def test_the_same_again_is_the_work_as_it_is(working: Working) -> None:
    steps, work_id = counts(3), uuid4()
    first = working.carrying_on.go_on(working.put_down(steps, work_id), LONG_ENOUGH)
    assert working.put_down(steps, work_id) == first
    with pytest.raises(CommandIdReused):
        working.put_down(steps, work_id, digest=b"another")


def test_of_one_kind_there_is_one_at_a_time(working: Working) -> None:
    work = working.put_down(counts(1))
    with pytest.raises(WorkUnderWay):
        working.put_down(counts(1))
    working.carrying_on.go_on(work, LONG_ENOUGH)
    working.put_down(counts(1))


def test_of_steps_that_cannot_all_be_had_none_is_put_down(working: Working) -> None:
    def broken() -> Iterator[Step]:
        yield from counts(SEVERAL_PARTS)
        raise Died

    with pytest.raises(Died):
        working.put_down(broken())
    assert working.probe.rows("SELECT 1 FROM long_work WHERE authority = %s") == []
    assert working.probe.rows("SELECT 1 FROM long_work_steps WHERE authority = %s") == []


def test_work_with_a_fault_of_ours_halts_alone_until_a_clerk_starts_anew(
    working: Working, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = working.put_down(counts(3))
    working.forget_claim()
    clerk = working.clerk()
    with monkeypatch.context() as broken:
        broken.setattr(CarryingOn, "_close", die)
        while clerk.step():
            pass
    halted = working.now(work)
    assert (halted.halted_because, halted.done, halted.finished_at) == ("Died", 3, None)
    finish(working)
    assert working.now(work).finished_at is not None
    assert working.now(work).halted_because is None


def test_a_preview_tells_the_effect_and_changes_nothing(working: Working) -> None:
    closed, twice = counter(), counter()
    working.probe.close(closed)
    steps: list[Step] = [
        *counts(PART),
        (twice, Count(names=("Un", "Dau"))),
        (twice, Close()),
        (closed, Close()),
        (closed, Count()),
    ]
    before = working.probe.positions()
    seen = preview(PROBE, working.probe.store.database(), cause(working.probe.authority), steps)
    expected = {"Counted": PART + 2, "Closed": 1}
    kinds = {"counter": {"new": PART + 1}}
    assert seen.effect == Effect(expected, streams=PART + 2, changed=PART + 1, kinds=kinds)
    assert [(each["id"], each["code"]) for each in seen.refused] == [
        (str(closed.id), "counter_closed")
    ]
    assert working.probe.positions() == before
