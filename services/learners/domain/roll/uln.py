"""The unique learner number: ten digits, of which the last checks the others (domain.md §3.1)."""

from string import digits

LENGTH = 10


def fault_of(uln: str) -> str | None:
    """The code of the first rule `uln` breaks, or None: it is sound."""
    if len(uln) != LENGTH:
        return "uln_length"
    if not all(character in digits for character in uln):
        return "uln_character"
    return None if int(uln[-1]) == check_digit(uln[:-1]) else "uln_check_digit"


def check_digit(nine: str) -> int | None:
    """The digit that belongs after these nine; None: no number begins like this."""
    total = sum(
        weight * int(digit) for weight, digit in zip(range(LENGTH, 1, -1), nine, strict=True)
    )
    remainder = total % 11
    return LENGTH - remainder if remainder else None
