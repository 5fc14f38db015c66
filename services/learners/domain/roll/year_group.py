"""Year groups as staff say them: nursery, reception, and years 1 to 14 (domain.md §3.1)."""

from enum import StrEnum


class YearGroup(StrEnum):
    """The year group a learner is taught in, which may be out of step with age."""

    N1 = "N1"
    N2 = "N2"
    RECEPTION = "R"
    YEAR_1 = "1"
    YEAR_2 = "2"
    YEAR_3 = "3"
    YEAR_4 = "4"
    YEAR_5 = "5"
    YEAR_6 = "6"
    YEAR_7 = "7"
    YEAR_8 = "8"
    YEAR_9 = "9"
    YEAR_10 = "10"
    YEAR_11 = "11"
    YEAR_12 = "12"
    YEAR_13 = "13"
    YEAR_14 = "14"


def parse_year_group(text: str) -> YearGroup | None:
    """The year group that `R`, `3` or `03` names, or None."""
    try:
        return YearGroup(text.removeprefix("0"))
    except ValueError:
        return None
