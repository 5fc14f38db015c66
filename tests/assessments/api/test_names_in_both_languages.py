from services.assessments.api.not_taken import NAMES
from services.assessments.api.result_schemas import SCHEMAS
from services.assessments.domain.missed_assessment import NotTaken
from services.assessments.domain.result import Shape


def test_every_reason_why_a_test_was_not_taken_has_a_name_in_welsh_and_english() -> None:
    assert set(NAMES) == set(NotTaken)
    assert all(named.welsh and named.english for named in NAMES.values())


def test_every_shape_of_a_result_can_be_sent() -> None:
    assert set(SCHEMAS) == set(Shape)
