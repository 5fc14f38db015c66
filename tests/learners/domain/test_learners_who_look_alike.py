from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.learners.domain.roll.likeness import likeness, pair_id

BORN = date(2019, 3, 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Llŷr", "Wyn-Jones"), ("LLYR", "Wyn Jones")),
        (("Siân", "ap Gwŵ"), ("Sian", "Ap Gww")),
        (("Owain", "O'Neill"), ("Owain", "ONeill")),
        (("Zoë", "Mac Ámhlaigh"), ("zoe", "macamhlaigh")),
    ],
)
def test_accents_case_and_marks_make_no_other_child(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert likeness(*one, BORN) == likeness(*other, BORN)


def test_another_name_or_birthday_is_another_child() -> None:
    alike = likeness("Llŷr", "Wyn", BORN)
    assert likeness("Llinos", "Wyn", BORN) != alike
    assert likeness("Llŷr", "Wyn", date(2019, 3, 2)) != alike
    assert likeness("Llŷ", "rWyn", BORN) != alike


def test_a_likeness_names_nobody() -> None:
    assert "wyn" not in likeness("Llŷr", "Wyn", BORN)


@given(st.uuids(), st.uuids(), st.uuids())
def test_a_pair_has_one_id_whichever_is_named_first(one: UUID, other: UUID, third: UUID) -> None:
    assert pair_id(one, other) == pair_id(other, one)
    assert third in (one, other) or pair_id(one, other) != pair_id(one, third)
