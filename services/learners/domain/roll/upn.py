"""The unique pupil number: its check letter, its parts, and what is wrong with it.

A check letter, the authority (3 digits), the establishment (4), the year (2) and a serial (3). A
temporary UPN ends in a letter (domain.md §3.1). Common validators reject every Welsh UPN.
"""

from string import digits

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"  # no I, O or S; a letter is worth its place, from 0
LENGTH = 13
WELSH_AUTHORITIES = frozenset(str(code) for code in range(660, 682))

_SERIAL_END = LENGTH - 1
_VALUE = {letter: value for value, letter in enumerate(LETTERS)} | {
    digit: value for value, digit in enumerate(digits)
}


def fault_of(upn: str) -> str | None:
    """The code of the first rule `upn` breaks, or None: it is sound."""
    if len(upn) != LENGTH:
        return "upn_length"
    if not _well_formed(upn):
        return "upn_character"
    if upn[0] != check_letter(upn[1:]):
        return "upn_check_letter"
    return None


def check_letter(rest: str) -> str:
    """The letter that belongs before these twelve characters."""
    total = sum(weight * _VALUE[character] for weight, character in enumerate(rest, 2))
    return LETTERS[total % len(LETTERS)]


def is_temporary(upn: str) -> bool:
    """Was this sound UPN given until the permanent one is known?"""
    return upn[_SERIAL_END] in LETTERS


def is_welsh(upn: str) -> bool:
    """Did a Welsh authority give this sound UPN?

    A learner who moved here keeps the number another country's authority gave.
    """
    return upn[1:4] in WELSH_AUTHORITIES


def _well_formed(upn: str) -> bool:
    return (
        upn[0] in LETTERS
        and all(character in digits for character in upn[1:_SERIAL_END])
        and upn[_SERIAL_END] in _VALUE
    )
