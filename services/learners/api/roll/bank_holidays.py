"""The bank holidays of Wales, from the library that follows the proclamations."""

from datetime import date
from importlib.metadata import version

import holidays

from services.learners.domain.roll.school_days import first_day_of

BY = f"holidays {version('holidays')}"
"""What knew them: it stands in each calendar, as next year's version may know of one more."""


def bank_holidays_of(school_year: int) -> tuple[date, ...]:
    """Those of a school year, in order, with the days that are given for one on a weekend."""
    known = holidays.country_holidays("GB", subdiv="WLS", years=[school_year, school_year + 1])
    first, end = first_day_of(school_year), first_day_of(school_year + 1)
    return tuple(day for day in sorted(known) if first <= day < end)
