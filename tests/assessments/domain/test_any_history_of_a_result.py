from hypothesis import given as given_any

from services.assessments.domain.assessment_result import Command, Event, assessment_result
from services.assessments.projections.assessment_results import Row, project
from shared.contracts.codec import decode, encode
from shared.modelling.decider import replay
from tests.assessments.any_result import histories
from tests.assessments.result_facts import fact

History = tuple[list[Event], list[Command]]


@given_any(histories())
def test_repeating_whatever_was_accepted_changes_nothing(history: History) -> None:
    events, accepted = history
    state = replay(assessment_result, events)
    assert not [event for command in accepted for event in assessment_result.decide(state, command)]


@given_any(histories())
def test_events_read_back_from_the_log_are_what_was_decided(history: History) -> None:
    events, _ = history
    assert [decode(type(event), encode(event)) for event in events] == events


@given_any(histories())
def test_state_and_read_model_tell_the_same_story(history: History) -> None:
    events, _ = history
    row: Row = None
    for version, event in enumerate(events, 1):
        row = project(row, fact(event, version))
    state = replay(assessment_result, events)
    assert row is not None
    assert state is not None
    assert (row.form, row.age_at_test_months, row.result) == (
        state.sheet.form,
        state.sheet.age_at_test_months,
        state.sheet.result,
    )
    assert [(each.correction_id, each.result) for each in row.earlier] == [
        (each.corrected.correction_id, each.earlier.result) for each in state.corrections
    ]
