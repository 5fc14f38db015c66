"""A school's calendar as it was known at an instant: the version set last, and the closures."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from services.learners.domain.roll.calendar_days import school_days_of
from services.learners.domain.roll.school_calendar import ClosureReason
from services.learners.domain.roll.school_days import SchoolDays, together

Select = Callable[[Mapping[str, Any]], list[Any]]


@dataclass(frozen=True)
class KnownCalendar:
    """`chosen` is the version of the plan; `closures` those that were known and not called off."""

    chosen: Any
    closures: Mapping[date, ClosureReason]
    version: int


@dataclass(frozen=True)
class Calendars:
    """The read models of calendars and closures, by school and school year."""

    calendars: Select
    closures: Select

    def known(
        self, school_id: UUID, as_of: datetime, school_year: int | None = None
    ) -> list[KnownCalendar]:
        """The calendar of one school year, or of each that has one; as known at the instant."""
        asked = {"school_id": school_id, "school_year": school_year}
        chosen = _last_of_each_year(self.calendars({**asked, "set_at <=": as_of}))
        closures = self.closures(asked)
        return [_known(one, closures, as_of) for one in chosen]

    def school_days(self, school_id: UUID, as_of: datetime) -> SchoolDays:
        """All days with a session that are known at the instant."""
        known = self.known(school_id, as_of)
        return together(school_days_of(one.chosen.days, one.closures) for one in known)


def _last_of_each_year(versions: Iterable[Any]) -> Iterable[Any]:
    by_year: dict[int, Any] = {}
    for one in versions:
        before = by_year.get(one.school_year)
        if before is None or before.version < one.version:
            by_year[one.school_year] = one
    return by_year.values()


def _known(chosen: Any, closures: Iterable[Any], as_of: datetime) -> KnownCalendar:
    closed: dict[date, ClosureReason] = {}
    version = chosen.version
    for row in closures:
        if row.school_year != chosen.school_year:
            continue
        for one in row.known:
            if one.closed_at <= as_of:
                version = max(version, one.closed_version)
                closed[row.closed_on] = one.reason
            if one.reopened_at is not None and one.reopened_at <= as_of:
                version = max(version, one.reopened_version)
                del closed[row.closed_on]
    return KnownCalendar(chosen, closed, version)
