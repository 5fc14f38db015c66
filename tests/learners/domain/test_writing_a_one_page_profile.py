from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from services.learners.domain.response.childs_voice import ChildsVoice, HowObtained
from services.learners.domain.response.one_page_profile import (
    Headings,
    OnePageProfileWritten,
    WriteOnePageProfile,
    one_page_profile,
)
from shared.modelling.decider import CommandRefused, replay
from shared.testing.scenario import given
from tests.learners.learner_facts import TODAY, TOMORROW, YESTERDAY

VERSION, NEXT_VERSION = UUID(int=81), UUID(int=82)
HEADINGS = Headings(
    what_people_admire="Dw i'n garedig wrth y rhai bach.",
    what_is_important="Fy nghi, Mot, a chael gorffen llun.",
    how_best_to_support="Dweud wrtha i be' sy'n dod nesa'.",
)
VOICE = ChildsVoice(words="Dw i'n licio adeiladu!", how_obtained=HowObtained.DRAWING)
WRITE = WriteOnePageProfile(
    version_id=VERSION,
    headings=HEADINGS,
    childs_voice=VOICE,
    helped_by=("Mam", "Mrs Ŵyn"),
    written_on=YESTERDAY,
    today=TODAY,
)
WRITTEN = OnePageProfileWritten(
    version_id=VERSION,
    headings=HEADINGS,
    childs_voice=VOICE,
    helped_by=("Mam", "Mrs Ŵyn"),
    written_on=YESTERDAY,
)


def test_a_profile_is_written_once_with_the_childs_words_and_how_they_were_obtained() -> None:
    given(one_page_profile).when(WRITE).then(WRITTEN)
    given(one_page_profile, WRITTEN).when(WRITE).then_nothing()
    refused = given(one_page_profile, WRITTEN).when(replace(WRITE, helped_by=()))
    refused.then_refused("profile_version_already_written", "version_id")


def test_a_new_version_stands_beside_those_it_replaces() -> None:
    newer = replace(WRITTEN, version_id=NEXT_VERSION, written_on=TODAY)
    write = replace(WRITE, version_id=NEXT_VERSION, written_on=TODAY)
    given(one_page_profile, WRITTEN).when(write).then(newer)
    assert replay(one_page_profile, [WRITTEN, newer]) == (WRITTEN, newer)
    given(one_page_profile, WRITTEN, newer).when(WRITE).then_nothing()


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (
            replace(WRITE, headings=replace(HEADINGS, what_people_admire=" ")),
            "headings.what_people_admire",
        ),
        (
            replace(WRITE, headings=replace(HEADINGS, what_is_important="\n")),
            "headings.what_is_important",
        ),
        (
            replace(WRITE, headings=replace(HEADINGS, how_best_to_support=" ")),
            "headings.how_best_to_support",
        ),
        (replace(WRITE, childs_voice=replace(VOICE, words=" ")), "childs_voice.words"),
    ],
)
def test_no_heading_is_empty_and_the_child_is_heard(
    command: WriteOnePageProfile, field: str
) -> None:
    given(one_page_profile).when(command).then_refused("words_missing", field)


def test_a_profile_is_not_of_a_day_to_come_nor_older_than_what_it_replaces() -> None:
    future = replace(WRITE, written_on=TOMORROW)
    given(one_page_profile).when(future).then_refused("written_on_in_future", "written_on")
    older = replace(WRITE, version_id=NEXT_VERSION, written_on=YESTERDAY - timedelta(days=1))
    refused = given(one_page_profile, WRITTEN).when(older)
    refused.then_refused("written_on_before_last_version", "written_on")


days = st.integers(-4, 4).map(lambda after: TODAY + timedelta(days=after))


@for_all(st.lists(days, max_size=6))
def test_the_version_that_holds_is_never_older_than_one_it_replaced(written_on: list[date]) -> None:
    events: list[OnePageProfileWritten] = []
    for number, day in enumerate(written_on):
        command = replace(WRITE, version_id=UUID(int=number), written_on=day)
        try:
            events += one_page_profile.decide(replay(one_page_profile, events), command)
        except CommandRefused:
            continue
    kept = [event.written_on for event in events]
    assert kept == sorted(kept)
    assert all(day <= TODAY for day in kept)
