"""The days of the journey, counted back from the day the roster was imported."""

from datetime import date, timedelta

NOTICED, INFORMED = 56, 55
TAKEN = (49, 42, 35)
MOVED, SET, STARTED = 28, 27, 26
NEXT_REVIEW = 28
SATURDAY = 5


def days_before(day: date, days: int) -> date:
    """So many days before, or the Friday before that, as nobody is at school at the weekend."""
    found = day - timedelta(days)
    return found - timedelta(max(0, found.weekday() - SATURDAY + 1))


def days_after(day: date, days: int) -> date:
    """So many days after, or the Friday before that."""
    return days_before(day, -days)


def age_on(day: date, born_on: date) -> int:
    """Whole months."""
    return (day.year - born_on.year) * 12 + day.month - born_on.month - (day.day < born_on.day)
