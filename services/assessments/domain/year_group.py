"""Year groups, as `learners` tells them (domain.md §3.1)."""

from enum import StrEnum


class YearGroup(StrEnum):
    """Nursery, reception, then Years 1 to 14: 13 and 14 in sixth forms and special schools."""

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
