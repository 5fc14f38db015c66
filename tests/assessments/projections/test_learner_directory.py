from dataclasses import replace
from typing import Any
from uuid import UUID

from services.assessments.projections.learner_directory import LearnerPlace, key_of, project
from shared.contracts.learners import LearnerEnrolled, LearnerMovedSchool, ParentLinked
from shared.modelling.recorded import Recorded
from tests.assessments.result_facts import LEARNER, SCHOOL, fact

OTHER_SCHOOL = UUID(int=12)
ENROLLED = LearnerEnrolled(learner_id=LEARNER, school_id=SCHOOL)
MOVED = LearnerMovedSchool(learner_id=LEARNER, school_id=OTHER_SCHOOL)
LINKED = ParentLinked(learner_id=LEARNER, parent_id=UUID(int=21))


def heard(message: Any) -> Recorded:
    return replace(fact(message), source="learners", stream_kind="learner", stream_id=LEARNER)


def test_a_learner_is_where_last_heard_of() -> None:
    place = project(None, heard(ENROLLED))
    assert place == LearnerPlace(LEARNER, SCHOOL)
    assert project(place, heard(MOVED)) == LearnerPlace(LEARNER, OTHER_SCHOOL)


def test_only_what_tells_a_place_touches_the_directory() -> None:
    assert key_of(heard(ENROLLED)) == key_of(heard(MOVED)) == (LEARNER,)
    assert key_of(heard(LINKED)) is None
    assert project(LearnerPlace(LEARNER, SCHOOL), heard(LINKED)) == LearnerPlace(LEARNER, SCHOOL)
