from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.assessments.domain.instrument_definition import InstrumentDefinition, Named
from services.assessments.domain.own_instrument import (
    AddInstrument,
    AmendInstrument,
    InstrumentAdded,
    InstrumentAmended,
    InstrumentRetired,
    RetireInstrument,
    instrument_id,
    own_instrument,
)
from services.assessments.domain.result import Shape
from shared.testing.scenario import given
from tests.assessments.result_facts import BOOK_BANDS, COLOURS, SCHOOL, TODAY, TOMORROW

RENAMED = replace(BOOK_BANDS, english="Book bands")


def add(code: str = "book_bands", definition: InstrumentDefinition = BOOK_BANDS) -> AddInstrument:
    return AddInstrument(school_id=SCHOOL, code=code, definition=definition)


def retire(reason: str = "Cynllun newydd", today: date = TODAY) -> RetireInstrument:
    return RetireInstrument(reason=reason, today=today)


ADDED = InstrumentAdded(school_id=SCHOOL, code="book_bands", definition=BOOK_BANDS)
AMENDED = InstrumentAmended(version=2, definition=RENAMED)
RETIRED = InstrumentRetired(retired_on=TODAY, reason="Cynllun newydd")


def test_an_instrument_is_added_once() -> None:
    given(own_instrument).when(add()).then(ADDED)
    given(own_instrument, ADDED).when(add()).then_nothing()
    given(own_instrument, ADDED, AMENDED).when(add()).then_nothing()


def test_another_instrument_under_the_same_code_is_refused() -> None:
    given(own_instrument, ADDED).when(add(definition=RENAMED)).then_refused(
        "instrument_already_added", "code"
    )


def test_a_code_of_the_catalogue_is_taken() -> None:
    given(own_instrument).when(add("sight_words")).then_refused("code_of_the_catalogue", "code")


def test_what_is_amended_is_a_new_version() -> None:
    given(own_instrument, ADDED).when(AmendInstrument(definition=RENAMED)).then(AMENDED)
    given(own_instrument, ADDED, AMENDED).when(AmendInstrument(definition=RENAMED)).then_nothing()
    given(own_instrument, ADDED, AMENDED).when(AmendInstrument(definition=BOOK_BANDS)).then(
        InstrumentAmended(version=3, definition=BOOK_BANDS)
    )


@pytest.mark.parametrize("command", [AmendInstrument(definition=RENAMED), retire()])
def test_what_was_never_added_is_neither_amended_nor_retired(command: Any) -> None:
    given(own_instrument).when(command).then_refused("instrument_unknown", "code")


def test_an_instrument_is_retired_once_and_with_a_reason() -> None:
    given(own_instrument, ADDED).when(retire()).then(RETIRED)
    given(own_instrument, ADDED, RETIRED).when(retire(today=TOMORROW)).then_nothing()
    given(own_instrument, ADDED).when(retire(" ")).then_refused("reason_missing", "reason")
    given(own_instrument, ADDED, RETIRED).when(retire("Arall")).then_refused(
        "instrument_already_retired", "reason"
    )


def test_a_retired_instrument_is_not_amended() -> None:
    given(own_instrument, ADDED, RETIRED).when(AmendInstrument(definition=RENAMED)).then_refused(
        "instrument_retired", "code"
    )


RISK = (Named(code="isel", welsh="Isel", english="Low"),)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"welsh": " "}, "name_missing", "name.cy"),
        ({"english": ""}, "name_missing", "name.en"),
        ({"shapes": (Shape.STAGE, Shape.STAGE)}, "shape_repeated", "shapes"),
        ({"stages": ()}, "stages_do_not_fit_shapes", "stages"),
        ({"shapes": (Shape.COUNT_OF,)}, "stages_do_not_fit_shapes", "stages"),
        ({"bands": RISK}, "bands_do_not_fit_shapes", "bands"),
        ({"parts": RISK}, "parts_without_bands", "parts"),
        ({"stages": (*COLOURS, COLOURS[0])}, "code_repeated", "stages"),
    ],
)
def test_a_definition_that_cannot_be_is_refused_when_added_or_amended(
    changes: dict[str, Any], code: str, field: str
) -> None:
    wrong = replace(BOOK_BANDS, **changes)
    given(own_instrument).when(add(definition=wrong)).then_refused(code, field)
    given(own_instrument, ADDED).when(AmendInstrument(definition=wrong)).then_refused(code, field)


def test_each_school_has_codes_of_its_own() -> None:
    assert instrument_id(SCHOOL, "book_bands") != instrument_id(SCHOOL, "spelling_ladder")
