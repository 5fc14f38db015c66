from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from uuid import UUID

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st

from services.learners.domain.response.census_codes import (
    NEEDS,
    PROVISIONS,
    SEN_ENDED,
    SUPPORT,
    Confidence,
    find,
)
from services.learners.domain.response.census_needs import (
    CensusNeedsRecorded,
    ReceiveCensusNeeds,
    RecordCensusNeeds,
    SupportLevels,
    census_needs,
    held_on,
)
from shared.testing.scenario import given
from tests.learners.learner_facts import LEARNER, TODAY, TOMORROW, YESTERDAY

RECORD, OTHER = UUID(int=71), UUID(int=72)
RECORDED = CensusNeedsRecorded(
    record_id=RECORD,
    learner_id=LEARNER,
    provision="school_maintained_idp",
    needs=("ASD", "SLCD"),
    support=SupportLevels(ct=2, gs=3),
    effective_on=YESTERDAY,
)
RECORD_IT = RecordCensusNeeds(
    record_id=RECORD,
    learner_id=LEARNER,
    provision="school_maintained_idp",
    needs=("ASD", "SLCD"),
    support=SupportLevels(ct=2, gs=3),
    effective_on=YESTERDAY,
    today=TODAY,
)


def test_needs_are_put_on_record_in_their_order() -> None:
    given(census_needs).when(RECORD_IT).then(RECORDED)


def test_recording_them_twice_puts_them_on_record_once() -> None:
    given(census_needs, RECORDED).when(RECORD_IT).then_nothing()


def test_others_under_the_same_id_are_refused() -> None:
    given(census_needs, RECORDED).when(replace(RECORD_IT, needs=("ASD",))).then_refused(
        "census_needs_already_recorded", "record_id"
    )


def test_a_later_record_stands_beside_the_first() -> None:
    later = replace(RECORD_IT, record_id=OTHER, needs=("DYSL",))
    given(census_needs, RECORDED).when(later).then(
        replace(RECORDED, record_id=OTHER, needs=("DYSL",))
    )


def test_that_no_provision_is_left_can_be_recorded() -> None:
    ended = replace(RECORD_IT, provision=None, needs=(), support=SupportLevels())
    given(census_needs).when(ended).then(
        replace(RECORDED, provision=None, needs=(), support=SupportLevels())
    )


@pytest.mark.parametrize(
    ("command", "code", "field"),
    [
        (replace(RECORD_IT, effective_on=TOMORROW), "effective_on_in_future", "effective_on"),
        (replace(RECORD_IT, provision=None), "needs_without_provision", "needs"),
        (replace(RECORD_IT, needs=("ASD", "ASD")), "need_ranked_twice", "needs"),
        (replace(RECORD_IT, needs=("SEMH",)), "census_code_unknown", "needs"),
        (replace(RECORD_IT, provision="K"), "census_code_unknown", "provision"),
        (replace(RECORD_IT, provision="statemented"), "census_code_not_in_use", "provision"),
        (
            replace(RECORD_IT, support=SupportLevels(sr=5)),
            "support_level_out_of_range",
            "support.sr",
        ),
        (
            replace(RECORD_IT, support=SupportLevels(aa=0)),
            "support_level_out_of_range",
            "support.aa",
        ),
    ],
)
def test_what_the_census_would_refuse_is_refused(
    command: RecordCensusNeeds, code: str, field: str
) -> None:
    given(census_needs).when(command).then_refused(code, field)


def test_a_statement_may_still_be_recorded_for_when_there_were_statements() -> None:
    then = replace(RECORD_IT, provision="statemented", effective_on=SEN_ENDED)
    given(census_needs).when(then).then(
        replace(RECORDED, provision="statemented", effective_on=SEN_ENDED)
    )


RECEIVE_IT = ReceiveCensusNeeds(
    record_id=OTHER,
    learner_id=LEARNER,
    provision="school_maintained_idp",
    needs=("ASD", "SLCD"),
    effective_on=YESTERDAY,
    today=TODAY,
)


def test_what_another_school_says_is_put_on_record_without_support() -> None:
    given(census_needs).when(RECEIVE_IT).then(
        replace(RECORDED, record_id=OTHER, support=SupportLevels())
    )


def test_what_another_school_says_of_an_earlier_day_stands_beside_what_is_known() -> None:
    before = replace(RECEIVE_IT, needs=None, effective_on=YESTERDAY - timedelta(days=9))
    given(census_needs, RECORDED).when(before).then(
        replace(
            RECORDED,
            record_id=OTHER,
            needs=(),
            support=SupportLevels(),
            effective_on=before.effective_on,
        )
    )


@pytest.mark.parametrize("needs", [RECORDED.needs, None])
def test_what_is_on_record_already_is_not_recorded_again(needs: tuple[str, ...] | None) -> None:
    given(census_needs, RECORDED).when(replace(RECEIVE_IT, needs=needs)).then_nothing()


def test_other_needs_of_the_same_day_are_recorded_and_the_support_stands() -> None:
    given(census_needs, RECORDED).when(replace(RECEIVE_IT, needs=("DYSL",))).then(
        replace(RECORDED, record_id=OTHER, needs=("DYSL",))
    )


def test_codes_that_another_school_made_up_are_refused() -> None:
    given(census_needs).when(replace(RECEIVE_IT, needs=("SEMH",))).then_refused(
        "census_code_unknown", "needs"
    )


@for_any(
    st.lists(st.integers(-400, 400), min_size=1, max_size=8),
    st.integers(-400, 400),
)
def test_what_holds_on_a_day_is_what_was_last_said_of_the_latest_day_until_then(
    days: list[int], asked: int
) -> None:
    records = [
        replace(RECORDED, effective_on=TODAY + timedelta(days=day), needs=(str(number),))
        for number, day in enumerate(days)
    ]
    held = held_on(records, TODAY + timedelta(days=asked))
    begun = [(day, number) for number, day in enumerate(days) if day <= asked]
    assert (held.needs if held else None) == ((str(max(begun)[1]),) if begun else None)


def test_every_code_is_named_in_both_languages_and_is_there_once() -> None:
    codes = list(chain(PROVISIONS, NEEDS, SUPPORT))
    assert all(code.welsh and code.english for code in codes)
    assert len({code.code for code in codes}) == len(codes)
    assert len(NEEDS) == 15


def test_it_is_said_of_every_provision_that_its_official_letters_are_not_known() -> None:
    assert {code.confidence for code in PROVISIONS} == {Confidence.OWN_CODE}


def test_a_census_of_2027_knows_no_provision_that_ended_before() -> None:
    census = date(2027, 1, 19)
    assert [one.code for one in PROVISIONS if one.is_valid(census)] == [
        "school_maintained_idp",
        "la_maintained_idp",
    ]


def test_there_is_no_need_of_englands() -> None:
    assert [find(NEEDS, code) for code in ("SEMH", "SPLD", "SLCN")] == [None, None, None]
