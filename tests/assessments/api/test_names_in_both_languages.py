from services.assessments.api.names_of_codes import NAMES
from services.assessments.api.result_schemas import SCHEMAS
from services.assessments.domain.result import Shape


def test_every_code_that_a_list_shows_has_a_name_in_welsh_and_english() -> None:
    for codes, names in NAMES.items():
        assert set(names) == set(codes)
        for code, named in names.items():
            assert code == named.code
            assert named.welsh
            assert named.english


def test_every_shape_of_a_result_can_be_sent() -> None:
    assert set(SCHEMAS) == set(Shape)
