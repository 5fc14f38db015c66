import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.learners.domain.roll import uln

nine = st.text("0123456789", min_size=9, max_size=9)


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("1000000000", None),
        ("9999999998", None),
        ("1234567899", None),
        ("1234567890", "uln_check_digit"),
        ("123456789", "uln_length"),
        ("123456789X", "uln_character"),
        ("\u0661000000000", "uln_character"),
    ],
)
def test_a_uln_is_ten_digits_of_which_the_last_checks_the_others(
    number: str, fault: str | None
) -> None:
    assert uln.fault_of(number) == fault


@given(nine, st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_never_passes(begins: str, place: int, by: int) -> None:
    digit = uln.check_digit(begins)
    wrong = f"{begins[:place]}{(int(begins[place]) + by) % 10}{begins[place + 1 :]}"
    assert digit is None or uln.fault_of(f"{wrong}{digit}") == "uln_check_digit"


@given(nine)
def test_no_digit_fits_where_the_sum_leaves_nothing(begins: str) -> None:
    sound = [digit for digit in "0123456789" if uln.fault_of(begins + digit) is None]
    assert len(sound) == (uln.check_digit(begins) is not None)
