"""Calendars: of one school, or of every school of the authority at once; and what each day is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from services.learners.api.roll import bank_holidays
from services.learners.api.roll.calendar_labels import REASONS, STATUSES
from services.learners.api.roll.calendar_schemas import (
    CalendarRequest,
    CalendarSchema,
    CalendarVersionSchema,
    EveryCalendarRequest,
)
from services.learners.api.roll.known_calendar import Calendars, KnownCalendar
from services.learners.domain.roll.calendar_days import (
    CalendarDays,
    Span,
    Term,
    status_of,
)
from services.learners.domain.roll.school_calendar import (
    ClosureReason,
    SetFor,
    SetSchoolCalendar,
    calendar_id,
)
from services.learners.domain.roll.school_days import days_of
from shared.runtime.execute import Outcome
from shared.runtime.http import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    Accepted,
    Blueprint,
    PageRequest,
    accepted,
    caller,
    etag,
    page_schema,
)
from shared.runtime.problems import Problem
from shared.runtime.query import Page
from shared.runtime.records import AsOf
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream

YEARS = range(2000, 2100)


@dataclass(frozen=True)
class CalendarLedger:
    """What keeping calendars needs of the log and the read models."""

    execute_all: Callable[[Cause, Sequence[tuple[Stream, object]]], Outcome]
    version: Callable[[str, UUID], int]
    find_school: Callable[[UUID], Any | None]
    schools: Callable[[Mapping[str, Any]], list[Any]]
    known: Calendars
    page: Callable[[dict[str, Any], int | None, str | None], Page]

    def school(self, school_id: UUID) -> Any:
        """A school that the caller reaches; raises `Problem` 404 `school_unknown`."""
        found = self.find_school(school_id)
        if found is None:
            raise Problem(404, "school_unknown", field="school_id")
        return found

    def change(self, cause: Cause, place: tuple[UUID, int], command: object) -> Any:
        """The answer to a command about a school's calendar of a school year."""
        stream = calendar_stream(*place)
        return accepted(stream.id, self.execute_all(cause, [(stream, command)]))


def calendars(ledger: CalendarLedger) -> Blueprint:
    blueprint = Blueprint("calendars", __name__)

    @blueprint.put("/schools/<uuid:school_id>/calendars/<int:school_year>")
    @blueprint.allows("keep_calendar")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.arguments(CalendarRequest)
    @blueprint.response(201, Accepted)
    def put_calendar(body: dict[str, Any], school_id: UUID, school_year: int) -> Any:
        """Set a school's own calendar of a school year, or set it anew."""
        ledger.school(school_id)
        command = _command(school_id, _days(school_year, body), SetFor.THIS_SCHOOL)
        return ledger.change(caller().changing(), (school_id, school_year), command)

    @blueprint.put("/calendars/<int:school_year>")
    @blueprint.allows("keep_every_calendar")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.arguments(EveryCalendarRequest)
    @blueprint.response(201, Accepted)
    def put_every_calendar(body: dict[str, Any], school_year: int) -> Any:
        """Set the calendar of all schools of the authority at once."""
        commands = list(_for_every_school(ledger.schools({}), _days(school_year, body), body))
        if not commands:
            raise Problem(409, "no_schools")
        outcome = ledger.execute_all(caller().changing(), commands)
        return accepted(commands[0][0].id, outcome)

    @blueprint.get("/schools/<uuid:school_id>/calendars")
    @blueprint.allows("read_schools")
    @blueprint.arguments(PageRequest, location="query")
    @blueprint.response(200, page_schema(CalendarVersionSchema))
    def list_calendars(query: dict[str, Any], school_id: UUID) -> Page:
        """Each time a calendar of the school was set, newest first."""
        ledger.school(school_id)
        return ledger.page({"school_id": school_id}, query["limit"], query["cursor"])

    @blueprint.get("/schools/<uuid:school_id>/calendars/<int:school_year>")
    @blueprint.allows("read_schools")
    @blueprint.arguments(AsOf, location="query")
    @blueprint.response(200, CalendarSchema)
    def get_calendar(query: dict[str, datetime | None], school_id: UUID, school_year: int) -> Any:
        """What each day of a school year is to a school, as known at an instant."""
        ledger.school(school_id)
        found = ledger.known.known(school_id, query["as_of"] or caller().now, _checked(school_year))
        if not found:
            raise Problem(404, "calendar_unknown", field="school_year")
        return _shown(found[0]), etag(found[0].version)

    return blueprint


def calendar_stream(school_id: UUID, school_year: int) -> Stream:
    """The stream of a school's calendar of a school year."""
    return Stream("school_calendar", calendar_id(school_id, school_year), school_id, school_id)


def _checked(school_year: int) -> int:
    if school_year not in YEARS:
        raise Problem(404, "school_year_unknown", field="school_year")
    return school_year


def _days(school_year: int, body: dict[str, Any]) -> CalendarDays:
    return CalendarDays(
        school_year=_checked(school_year),
        terms=tuple(_term(said) for said in body["terms"]),
        inset_on=tuple(body["inset_on"]),
        bank_holidays_on=bank_holidays.bank_holidays_of(school_year),
    )


def _term(said: dict[str, Any]) -> Term:
    half_term = said["half_term"]
    return Term(days=Span(**said["days"]), half_term=Span(**half_term) if half_term else None)


def _command(
    school_id: UUID, days: CalendarDays, set_for: SetFor, *, replaces_own: bool = False
) -> SetSchoolCalendar:
    return SetSchoolCalendar(
        school_id=school_id,
        days=days,
        set_for=set_for,
        bank_holidays_by=bank_holidays.BY,
        replaces_own=replaces_own,
    )


def _for_every_school(
    schools: Sequence[Any], days: CalendarDays, body: dict[str, Any]
) -> Iterator[tuple[Stream, object]]:
    for one in schools:
        command = _command(
            one.school_id, days, SetFor.EVERY_SCHOOL, replaces_own=body["replaces_own"]
        )
        yield calendar_stream(one.school_id, days.school_year), command


def _shown(known: KnownCalendar) -> dict[str, Any]:
    chosen, days = known.chosen, known.chosen.days
    return {
        "school_id": chosen.school_id,
        "school_year": chosen.school_year,
        "version": known.version,
        "set_for": chosen.set_for,
        "set_at": chosen.set_at,
        "set_by": chosen.set_by,
        "terms": days.terms,
        "inset_on": days.inset_on,
        "bank_holidays_on": days.bank_holidays_on,
        "bank_holidays_by": chosen.bank_holidays_by,
        "closures": [_closure(day, known.closures[day]) for day in sorted(known.closures)],
        "days": [_day(known, day) for day in days_of(days.terms[0].days.first, _last(days))],
    }


def _last(days: CalendarDays) -> date:
    return days.terms[-1].days.last


def _closure(day: date, reason: ClosureReason) -> dict[str, Any]:
    return {"closed_on": day, "reason": reason, "reason_name": REASONS[reason]}


def _day(known: KnownCalendar, day: date) -> dict[str, Any]:
    status = status_of(known.chosen.days, known.closures, day)
    return {"on": day, "status": status, "name": STATUSES[status]}
