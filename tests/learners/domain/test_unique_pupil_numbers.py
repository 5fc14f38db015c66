from hypothesis import assume, given
from hypothesis import strategies as st

from services.learners.domain.roll.upn import (
    LETTERS,
    WELSH_AUTHORITIES,
    check_letter,
    fault_of,
    is_temporary,
    is_welsh,
)

DIGITS = st.text("0123456789", min_size=11, max_size=11)
SERIAL_ENDS = st.sampled_from(f"0123456789{LETTERS}")


@st.composite
def upns(draw: st.DrawFn) -> str:
    rest = draw(DIGITS) + draw(SERIAL_ENDS)
    return check_letter(rest) + rest


def test_numbers_in_use_are_sound() -> None:
    for upn in ("B801200005001", "G681213425001", "J66530242400A"):
        assert fault_of(upn) is None


def test_a_number_of_another_length_is_refused() -> None:
    for upn in ("", "G68121342500", "G6812134250011"):
        assert fault_of(upn) == "upn_length"


def test_a_character_that_has_no_place_there_is_refused() -> None:
    for upn in (
        "1681213425001",
        "I681213425001",
        "G68121342500I",
        "G6812A3425001",
        "g681213425001",
    ):
        assert fault_of(upn) == "upn_character"
    assert fault_of("G68121342500\u0661") == "upn_character"  # a digit, but not one of ours


def test_a_wrong_check_letter_is_refused() -> None:
    assert fault_of("H681213425001") == "upn_check_letter"


def test_a_temporary_number_ends_in_a_letter() -> None:
    assert is_temporary("J66530242400A")
    assert not is_temporary("G681213425001")


def test_there_are_22_welsh_authorities_and_others_are_no_fault() -> None:
    assert len(WELSH_AUTHORITIES) == 22
    assert is_welsh("G681213425001")
    assert not is_welsh("B801200005001")
    assert fault_of("B801200005001") is None


@given(upns())
def test_every_number_with_its_own_check_letter_is_sound(upn: str) -> None:
    assert fault_of(upn) is None


@given(upns(), st.integers(1, 12), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_caught(upn: str, place: int, digit: str) -> None:
    assume(upn[place].isdigit() and upn[place] != digit)
    assert fault_of(upn[:place] + digit + upn[place + 1 :]) == "upn_check_letter"


@given(upns(), st.sampled_from(LETTERS))
def test_a_wrong_check_letter_is_always_caught(upn: str, letter: str) -> None:
    assume(letter != upn[0])
    assert fault_of(letter + upn[1:]) == "upn_check_letter"


@given(upns(), st.sampled_from(LETTERS))
def test_a_wrong_last_letter_is_always_caught(upn: str, letter: str) -> None:
    assume(is_temporary(upn) and letter != upn[-1])
    assert fault_of(upn[:-1] + letter) == "upn_check_letter"


@given(upns(), st.integers(0, 11))
def test_two_neighbours_swapped_are_always_caught(upn: str, place: int) -> None:
    assume(upn[place] != upn[place + 1])
    swapped = upn[:place] + upn[place + 1] + upn[place] + upn[place + 2 :]
    assert fault_of(swapped) is not None


@given(st.text(max_size=15))
def test_any_text_at_all_gets_an_answer(text: str) -> None:
    assert fault_of(text) in (None, "upn_length", "upn_character", "upn_check_letter")
