"""What tests over HTTP say of days and scores."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

TODAY = datetime.now(UTC).date()


def day(after: int) -> str:
    """A day before or after today."""
    return (TODAY + timedelta(days=after)).isoformat()


def score(of: int) -> dict[str, Any]:
    """A standardised score with its band."""
    return {"shape": "standardised_score", "score": of, "lower": of - 6, "upper": of + 6}


def school_year(of: date = TODAY) -> int:
    """The school year of a day, by the year it starts in."""
    return of.year if of.month >= 9 else of.year - 1
