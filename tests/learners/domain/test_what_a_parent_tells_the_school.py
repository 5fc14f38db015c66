from dataclasses import replace
from uuid import UUID

import pytest

from services.learners.domain.response.parents_words import (
    CorrectParentsWords,
    ParentsWordsCorrected,
    ParentsWordsRecorded,
    RecordParentsWords,
    Told,
    ToldBy,
    parents_words,
)
from shared.testing.scenario import given
from tests.learners.learner_facts import DAD, LEARNER, MAM, TODAY, TOMORROW, YESTERDAY

WORDS, CORRECTION, OTHER_CORRECTION = UUID(int=71), UUID(int=72), UUID(int=73)
TOLD = Told(
    needs="Mae angen amser arno i ateb.",
    strengths="Mae'n dwlu ar adeiladu pethau.",
    challenges=None,
    language="cy",
    told_on=YESTERDAY,
    told_by=ToldBy.CONVERSATION,
    parent_id=MAM,
)
MENDED = replace(TOLD, needs="Mae angen mwy o amser arno i ateb.")
RECORD = RecordParentsWords(
    words_id=WORDS, learner_id=LEARNER, told=TOLD, written_by=None, today=TODAY
)
BY_THE_SCHOOL = ParentsWordsRecorded(words_id=WORDS, learner_id=LEARNER, told=TOLD, written_by=None)
BY_THE_PARENT = replace(BY_THE_SCHOOL, written_by=MAM)
CORRECT = CorrectParentsWords(
    correction_id=CORRECTION, told=MENDED, reason="Camglywed", corrected_by=None, today=TODAY
)
CORRECTED = ParentsWordsCorrected(correction_id=CORRECTION, told=MENDED, reason="Camglywed")
BY_MAM = replace(CORRECT, corrected_by=MAM)


def test_what_a_parent_tells_is_put_on_record_once_in_their_words() -> None:
    given(parents_words).when(RECORD).then(BY_THE_SCHOOL)
    given(parents_words, BY_THE_SCHOOL).when(RECORD).then_nothing()
    refused = given(parents_words, BY_THE_SCHOOL).when(replace(RECORD, told=MENDED))
    refused.then_refused("parents_words_already_recorded", "words_id")


SILENT = replace(TOLD, needs=None, strengths=" ", challenges=None)


@pytest.mark.parametrize(
    "told",
    [
        replace(SILENT, needs="Amser"),
        replace(SILENT, strengths="Adeiladu"),
        replace(SILENT, challenges="Sŵn"),
    ],
    ids=["needs", "strengths", "challenges"],
)
def test_any_one_of_needs_strengths_and_challenges_is_enough(told: Told) -> None:
    given(parents_words).when(replace(RECORD, told=told)).then(replace(BY_THE_SCHOOL, told=told))


def test_something_must_have_been_said() -> None:
    refused = given(parents_words).when(replace(RECORD, told=SILENT))
    refused.then_refused("words_missing", "needs")


def test_nothing_is_told_in_the_future() -> None:
    future = replace(TOLD, told_on=TOMORROW)
    refused = given(parents_words).when(replace(RECORD, told=future))
    refused.then_refused("told_on_in_future", "told_on")


def test_the_school_and_the_parent_correct_what_the_school_wrote_down() -> None:
    given(parents_words, BY_THE_SCHOOL).when(CORRECT).then(CORRECTED)
    given(parents_words, BY_THE_SCHOOL).when(BY_MAM).then(CORRECTED)


def test_what_a_parent_wrote_that_parent_alone_corrects() -> None:
    given(parents_words, BY_THE_PARENT).when(BY_MAM).then(CORRECTED)
    for other in (CORRECT, replace(CORRECT, corrected_by=DAD)):
        refused = given(parents_words, BY_THE_PARENT).when(other)
        refused.then_refused("words_of_another", "words_id")


@pytest.mark.parametrize(
    ("stands", "becomes"),
    [
        (BY_THE_SCHOOL, replace(MENDED, parent_id=DAD)),
        (replace(BY_THE_SCHOOL, told=replace(TOLD, parent_id=None)), MENDED),
    ],
    ids=["to another parent", "of nobody known"],
)
def test_no_parent_gives_words_to_another_or_takes_them(
    stands: ParentsWordsRecorded, becomes: Told
) -> None:
    refused = given(parents_words, stands).when(replace(BY_MAM, told=becomes))
    refused.then_refused("words_of_another", "words_id")


def test_the_school_may_have_named_the_wrong_parent() -> None:
    theirs = replace(TOLD, parent_id=DAD)
    corrected = given(parents_words, BY_THE_SCHOOL).when(replace(CORRECT, told=theirs))
    corrected.then(replace(CORRECTED, told=theirs))


def test_a_correction_is_known_when_it_is_repeated() -> None:
    past = given(parents_words, BY_THE_SCHOOL, CORRECTED)
    past.when(CORRECT).then_nothing()
    other = replace(CORRECT, reason="Rheswm arall")
    past.when(other).then_refused("parents_words_already_corrected", "correction_id")


@pytest.mark.parametrize(
    ("command", "code", "field"),
    [
        (replace(CORRECT, reason=" "), "reason_missing", "reason"),
        (replace(CORRECT, told=TOLD), "words_unchanged", None),
        (
            replace(CORRECT, told=replace(TOLD, needs=None, strengths=None)),
            "words_missing",
            "needs",
        ),
        (
            replace(CORRECT, told=replace(MENDED, told_on=TOMORROW)),
            "told_on_in_future",
            "told_on",
        ),
    ],
)
def test_a_correction_says_something_else_and_why(
    command: CorrectParentsWords, code: str, field: str | None
) -> None:
    given(parents_words, BY_THE_SCHOOL).when(command).then_refused(code, field)


def test_words_corrected_before_are_corrected_as_they_stand() -> None:
    again = replace(CORRECT, correction_id=OTHER_CORRECTION)
    past = given(parents_words, BY_THE_SCHOOL, CORRECTED)
    past.when(again).then_refused("words_unchanged")
    back = replace(CORRECTED, correction_id=OTHER_CORRECTION, told=TOLD)
    past.when(replace(again, told=TOLD)).then(back)


def test_words_that_nobody_recorded_are_not_corrected() -> None:
    given(parents_words).when(CORRECT).then_refused("parents_words_not_recorded", "words_id")
