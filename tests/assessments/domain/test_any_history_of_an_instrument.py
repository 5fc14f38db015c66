from hypothesis import given as given_any
from hypothesis import strategies as st

from services.assessments.domain.instrument_definition import InstrumentDefinition, Named
from services.assessments.domain.own_instrument import (
    AddInstrument,
    AmendInstrument,
    Command,
    Event,
    InstrumentRetired,
    RetireInstrument,
    own_instrument,
)
from services.assessments.domain.result import Shape
from shared.contracts.codec import decode, encode
from shared.modelling.decider import CommandRefused, replay
from tests.assessments.result_facts import BOOK_BANDS, SCHOOL, TODAY

_lists = st.lists(
    st.sampled_from("abc").map(lambda code: Named(code=code, welsh="ŵ", english="w")), max_size=2
).map(tuple)
definitions: st.SearchStrategy[InstrumentDefinition] = st.just(BOOK_BANDS) | st.builds(
    InstrumentDefinition,
    welsh=st.sampled_from(["Bandiau", " "]),
    english=st.sampled_from(["Bands", ""]),
    aspects=st.just(BOOK_BANDS.aspects),
    shapes=st.lists(st.sampled_from(Shape), min_size=1, max_size=3).map(tuple),
    stages=_lists,
    bands=_lists,
    parts=_lists,
    source=st.just("Yr ysgol"),
)
commands: st.SearchStrategy[Command] = st.one_of(
    st.builds(
        AddInstrument,
        school_id=st.just(SCHOOL),
        code=st.sampled_from(["book_bands", "sight_words"]),
        definition=definitions,
    ),
    st.builds(AmendInstrument, definition=definitions),
    st.builds(RetireInstrument, reason=st.sampled_from(["Arall", " "]), today=st.just(TODAY)),
)


@given_any(st.lists(commands, max_size=8))
def test_what_was_just_accepted_changes_nothing_when_repeated(asked: list[Command]) -> None:
    events: list[Event] = []
    for command in asked:
        try:
            events += own_instrument.decide(replay(own_instrument, events), command)
        except CommandRefused:
            continue
        assert own_instrument.decide(replay(own_instrument, events), command) == []
    assert [decode(type(event), encode(event)) for event in events] == events


@given_any(st.lists(commands, max_size=8))
def test_definitions_are_numbered_without_gaps_and_none_follows_a_retirement(
    asked: list[Command],
) -> None:
    events: list[Event] = []
    for command in asked:
        state = replay(own_instrument, events)
        try:
            decided = own_instrument.decide(state, command)
        except CommandRefused:
            continue
        retired = any(isinstance(event, InstrumentRetired) for event in events)
        assert not (retired and decided)
        events += decided
    state = replay(own_instrument, events)
    defined = [event for event in events if not isinstance(event, InstrumentRetired)]
    assert (state.version if state else 0) == len(defined)
    if state is not None:
        assert state.definition == defined[-1].definition
