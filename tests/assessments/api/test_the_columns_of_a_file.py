from pathlib import Path

import pytest

from services.assessments.api.result_columns import COLUMNS, REQUIRED, column_of
from services.assessments.domain.result import Shape

PAGE = (Path(__file__).parents[3] / "docs/result-files.md").read_text()


def test_every_column_and_shape_is_in_the_documentation() -> None:
    assert not [name for name in (*COLUMNS, *Shape) if f"`{name}`" not in PAGE]


def test_no_column_stands_for_two_things() -> None:
    assert len(set(COLUMNS)) == len(COLUMNS)
    assert set(REQUIRED) < set(COLUMNS)


@pytest.mark.parametrize(
    ("part", "column"),
    [
        ("learner_id", "learner_id"),
        ("age_at_test.years", "age_years"),
        ("age_at_test.months", "age_months"),
        ("age_at_test", "age_years"),
        ("result", "shape"),
        ("result.shape", "shape"),
        ("result.score", "score"),
        ("result.items.0.skill", "skills_met"),
        ("result.profile.1.band", "profile"),
    ],
)
def test_a_fault_is_told_by_the_column_it_stands_in(part: str, column: str) -> None:
    assert column_of(part) == column
