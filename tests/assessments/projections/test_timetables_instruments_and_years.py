from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from services.assessments.domain.assessment_timetable import AssessmentTimetableKept
from services.assessments.domain.missed_assessment import AssessmentMissed, NotTaken
from services.assessments.domain.own_instrument import (
    InstrumentAdded,
    InstrumentAmended,
    InstrumentRetired,
)
from services.assessments.projections import (
    assessment_timetables,
    learner_years,
    missed_assessments,
    school_instruments,
)
from shared.contracts.learners import (
    ConcernRaised,
    LearnerEnrolled,
    LearnerLeft,
    LearnerMovedSchool,
    LearnerMovedYearGroup,
)
from shared.modelling.recorded import Recorded
from tests.assessments.result_facts import (
    BOOK_BANDS,
    LEARNER,
    NOW,
    RESULT,
    SCHOOL,
    TEACHER,
    TODAY,
    fact,
)

ELSEWHERE = UUID(int=12)


def of(kind: str, event: Any, version: int = 1) -> Recorded:
    return replace(fact(event, version), stream_kind=kind)


def heard(event: Any) -> Recorded:
    return replace(fact(event), source="learners", stream_kind="learner")


ADDED = school_instruments.SchoolInstrument(
    instrument_id=RESULT,
    school_id=SCHOOL,
    code="book_bands",
    version=1,
    definition=BOOK_BANDS,
    defined_at=NOW,
    retired_on=None,
)


def test_a_schools_instrument_is_shown_as_it_is_defined_now() -> None:
    added = InstrumentAdded(school_id=SCHOOL, code="book_bands", definition=BOOK_BANDS)
    row = school_instruments.project(None, of("instrument", added))
    assert row == ADDED
    anew = replace(BOOK_BANDS, english="Bands")
    amended = of("instrument", InstrumentAmended(version=2, definition=anew))
    row = school_instruments.project(row, amended)
    assert row == replace(ADDED, version=2, definition=anew)
    retired = of("instrument", InstrumentRetired(retired_on=TODAY, reason="Arall"))
    assert school_instruments.project(ADDED, retired) == replace(ADDED, retired_on=TODAY)


def test_a_timetable_is_shown_as_it_was_kept_last() -> None:
    kept = AssessmentTimetableKept(school_id=SCHOOL, school_year=2026, entries=())
    row = assessment_timetables.project(None, of("assessment_timetable", kept, 3))
    assert row is not None
    assert (row.school_id, row.school_year, row.version) == (SCHOOL, 2026, 3)
    assert (row.kept_at, row.kept_by) == (NOW, TEACHER)


def test_an_assessment_not_taken_is_shown_with_the_reason_and_who_said_so() -> None:
    missed = AssessmentMissed(
        missed_id=RESULT,
        learner_id=LEARNER,
        instrument="sight_words",
        due_on=TODAY,
        reason=NotTaken.UNWELL,
        sheet_id=ELSEWHERE,
    )
    row = missed_assessments.project(None, of("missed_assessment", missed))
    assert row is not None
    assert (row.reason, row.recorded_by) == (NotTaken.UNWELL, TEACHER)


def test_a_learner_is_in_the_year_group_and_at_the_school_last_told() -> None:
    row = learner_years.project(
        None, heard(LearnerEnrolled(learner_id=LEARNER, school_id=SCHOOL, year_group="3"))
    )
    row = learner_years.project(
        row, heard(LearnerMovedYearGroup(learner_id=LEARNER, year_group="4"))
    )
    moved = heard(LearnerMovedSchool(learner_id=LEARNER, school_id=ELSEWHERE))
    row = learner_years.project(row, moved)
    assert row == learner_years.LearnerInYear(LEARNER, ELSEWHERE, "4")
    left = heard(LearnerLeft(learner_id=LEARNER, left_on=date(2026, 11, 20)))
    assert learner_years.project(row, left) is None


def test_of_who_was_enrolled_before_year_groups_were_told_none_is_known() -> None:
    enrolled = heard(LearnerEnrolled(learner_id=LEARNER, school_id=SCHOOL))
    row = learner_years.project(None, enrolled)
    assert row == learner_years.LearnerInYear(LEARNER, SCHOOL, None)


def test_what_was_erased_leaves_the_rows_as_they_are() -> None:
    assert school_instruments.project(ADDED, of("instrument", None)) == ADDED
    assert missed_assessments.project(None, of("missed_assessment", None)) is None
    assert assessment_timetables.project(None, of("assessment_timetable", None)) is None
    assert learner_years.project(None, heard(None)) is None


def test_each_row_belongs_to_one_stream_or_learner() -> None:
    other = of("assessment_result", None)
    for model in (school_instruments, missed_assessments, assessment_timetables, learner_years):
        assert model.key_of(other) is None
    assert school_instruments.key_of(of("instrument", None)) == (RESULT,)
    assert missed_assessments.key_of(of("missed_assessment", None)) == (RESULT,)
    assert assessment_timetables.key_of(of("assessment_timetable", None)) == (RESULT,)
    left = heard(LearnerLeft(learner_id=LEARNER, left_on=TODAY))
    assert learner_years.key_of(left) == (LEARNER,)
    concern = ConcernRaised(concern_id=RESULT, learner_id=LEARNER, area="reading", noticed_on=TODAY)
    assert learner_years.key_of(heard(concern)) is None


def test_a_row_is_read_back_as_it_was_written() -> None:
    model = school_instruments.SCHOOL_INSTRUMENTS
    stored = [getattr(value, "obj", value) for value in model.to_columns(ADDED)]
    assert model.from_columns(stored) == ADDED
