"""Whatever is asked in whatever order, the log is what a list in memory would be."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from shared.modelling.decider import CommandRefused
from shared.runtime.execute import CommandIdReused, Outcome, VersionStale
from shared.runtime.service import Stream
from tests.checking.log import verify
from tests.shared.probe_service import Close, Count
from tests.shared.probing import Probing, counter

SUBJECTS = [uuid4(), uuid4()]
NAMES = st.lists(st.sampled_from(["Siân", "Llŷr", "Angharad"]), max_size=3).map(tuple)
COMMANDS = st.builds(Count, names=NAMES) | st.just(Close()) | st.just(Count(names=("a", "")))


class Log(RuleBasedStateMachine):
    """The model: what each stream holds, and what each command id led to."""

    def __init__(self, probe: Probing) -> None:
        super().__init__()
        self.probe = probe
        self.before = len(probe.positions())
        self.streams = [counter(SUBJECTS[nth % 2]) for nth in range(3)]
        self.log: list[tuple[UUID, str]] = []
        self.told: list[tuple[UUID, Any, Outcome]] = []

    def decided(self, stream: Stream, command: Count | Close) -> list[str]:
        """The events that must follow; raises where it must be refused."""
        closed = (stream.id, "Closed") in self.log
        if isinstance(command, Close):
            return [] if closed else ["Closed"]
        if closed:
            raise CommandRefused("counter_closed")
        if "" in command.names:
            raise CommandRefused("name_missing")
        return ["Counted"] * len(command.names)

    def version(self, stream: Stream) -> int:
        return [stream_id for stream_id, _ in self.log].count(stream.id)

    @rule(which=st.integers(0, 2), command=COMMANDS, off_by=st.sampled_from([None, 0, 0, 1, -1]))
    def ask_one(self, which: int, command: Count | Close, off_by: int | None) -> None:
        stream = self.streams[which]
        expected = None if off_by is None else self.version(stream) + off_by
        if off_by:
            with pytest.raises(VersionStale):
                self.probe.execute((stream, command), expected_version=expected)
        else:
            self.ask([(stream, command)], expected)

    @rule(asked=st.lists(st.tuples(st.integers(0, 2), COMMANDS), min_size=2, max_size=4))
    def ask_many(self, asked: list[tuple[int, Count | Close]]) -> None:
        self.ask([(self.streams[which], command) for which, command in asked], None)

    def ask(self, asked: list[tuple[Stream, Count | Close]], expected: int | None) -> None:
        command_id, log = uuid4(), list(self.log)
        try:
            for stream, command in asked:
                self.log += [(stream.id, event) for event in self.decided(stream, command)]
        except CommandRefused as refusal:
            self.log = log
            with pytest.raises(CommandRefused, match=refusal.code):
                self.probe.execute(*asked, expected_version=expected)
            return
        outcome = self.probe.execute(*asked, command_id=command_id, expected_version=expected)
        changed = len(self.log) > len(log)
        head = self.before + len(self.log) if changed else None
        assert outcome == Outcome(self.version(asked[0][0]), head)
        self.told.append((command_id, asked, outcome))

    @precondition(lambda self: self.told)
    @rule(data=st.data())
    def ask_again(self, data: st.DataObject) -> None:
        command_id, asked, outcome = self.told[data.draw(st.integers(0, len(self.told) - 1))]
        again = self.probe.execute(*asked, command_id=command_id)
        assert again == Outcome(outcome.version, outcome.position, repeated=True)
        with pytest.raises(CommandIdReused):
            self.probe.execute(*asked, command_id=command_id, digest=b"something else")

    @invariant()
    def the_log_is_what_was_asked_for(self) -> None:
        rows = self.probe.rows(
            "SELECT stream_id, type FROM events WHERE authority = %s AND position > %s"
            " ORDER BY position",
            self.before,
        )
        assert sorted(rows) == sorted(self.log)
        tallies = dict(
            self.probe.rows("SELECT counter_id, count FROM tallies WHERE authority = %s")
        )
        for stream in self.streams:
            events = [event for stream_id, event in self.log if stream_id == stream.id]
            assert events == [kind for stream_id, kind in rows if stream_id == stream.id]
            open_count = None if not events or "Closed" in events else len(events)
            assert tallies.get(stream.id) == open_count

    def teardown(self) -> None:
        with self.probe.store.connect() as connection:
            assert verify(connection, self.probe.authority).faults == []


def test_the_log_agrees_with_a_model_of_it(probe: Probing) -> None:
    class OfThisAuthority(Log):
        def __init__(self) -> None:
            super().__init__(probe)

    sizes = settings(max_examples=25, stateful_step_count=12, deadline=None)
    run_state_machine_as_test(OfThisAuthority, settings=sizes)
