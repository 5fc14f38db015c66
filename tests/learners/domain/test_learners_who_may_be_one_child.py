from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.learners.domain.roll.likeness import folded, likeness, pair_id
from tests.learners.learner_facts import details


@pytest.mark.parametrize(
    ("given_name", "family_name"),
    [("LLYR", "Wyn Jones"), ("Llyr", "Wyn-Jones"), ("llŷr ", "wynjones")],
)
def test_accents_case_and_hyphens_do_not_tell_two_children_apart(
    given_name: str, family_name: str
) -> None:
    assert likeness(details(given_name, family_name)) == likeness(details())


def test_another_name_or_another_birthday_does() -> None:
    twin, younger = details("Llew"), replace(details(), born_on=date(2019, 3, 2))
    assert len({likeness(details()), likeness(twin), likeness(younger)}) == 3


def test_a_given_name_is_not_taken_for_a_part_of_the_family_name() -> None:
    assert likeness(details("Ann", "Marie")) != likeness(details("Annmarie", ""))


@given(st.text(min_size=1))
def test_a_folded_name_is_never_empty_and_folds_to_itself(name: str) -> None:
    assert folded(name)
    assert folded(folded(name)) == folded(name)


def test_a_likeness_names_nobody() -> None:
    assert "wyn" not in likeness(details())


@given(st.uuids(), st.uuids(), st.uuids())
def test_a_pair_has_one_id_whichever_is_named_first(one: UUID, other: UUID, third: UUID) -> None:
    assert pair_id(one, other) == pair_id(other, one)
    assert third in (one, other) or pair_id(one, other) != pair_id(one, third)
