"""Windows of the timetable: which are open, and who is still without a result in one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from services.assessments.api.names_of_codes import WINDOW_STATES, name_field
from services.assessments.api.not_taken import NotTakenSchema
from services.assessments.api.timetables import EntrySchema
from services.assessments.domain.assessment_timetable import (
    TimetableEntry,
    WindowState,
    school_year_of,
    window_state,
)
from services.assessments.domain.year_group import YearGroup
from shared.runtime.http import Blueprint, PageRequest, caller, page_schema
from shared.runtime.problems import Problem
from shared.runtime.query import Page

Select = Callable[[dict[str, Any]], list[Any]]


class WindowsRequest(Schema):
    """Of which school, on which day; by default today."""

    school_id = fields.UUID(required=True)
    on = fields.Date(load_default=None)
    state = fields.Enum(WindowState, by_value=True, load_default=None)
    year_group = fields.Enum(YearGroup, by_value=True, load_default=None)


class WindowSchema(EntrySchema):
    """A window, and where it is on the day that was asked for."""

    school_id = fields.UUID(required=True)
    school_year = fields.Integer(required=True)
    state = fields.Enum(WindowState, by_value=True, required=True)
    state_name = name_field("state", WINDOW_STATES)


class WindowsSchema(Schema):
    """All windows of a school year, in the order of the days on which they open."""

    items = fields.List(fields.Nested(WindowSchema), required=True)


class MissingRequest(PageRequest):
    """Of which school and, where given, of which class."""

    school_id = fields.UUID(required=True)
    class_id = fields.UUID(load_default=None)


class MissingSchema(Schema):
    """A learner without a result of a test taken in the window."""

    learner_id = fields.UUID(required=True)
    year_group = fields.Enum(YearGroup, by_value=True, required=True)
    not_taken = fields.Nested(NotTakenSchema, required=True, allow_none=True)


@dataclass(frozen=True)
class WindowsLedger:
    """The read models that windows are told from; timetables come with the latest year first."""

    timetables: Select
    page_learners: Callable[[dict[str, Any], int | None, str | None], Page]
    classmates: Select
    results: Select
    missed: Select


def assessment_windows(ledger: WindowsLedger) -> Blueprint:
    blueprint = Blueprint("assessment_windows", __name__, url_prefix="/assessment-windows")

    @blueprint.get("")
    @blueprint.allows("read_timetable")
    @blueprint.arguments(WindowsRequest, location="query")
    @blueprint.response(200, WindowsSchema)
    def list_windows(query: dict[str, Any]) -> Any:
        """A school's windows in the school year of a day: upcoming, open, closing soon, closed."""
        on = query.pop("on") or caller().now.date()
        shown = _windows(ledger, query.pop("school_id"), on)
        return {"items": [window for window in shown if _fits(window, query)]}

    @blueprint.get("/<uuid:entry_id>/missing")
    @blueprint.allows("read_missing_results")
    @blueprint.arguments(MissingRequest, location="query")
    @blueprint.response(200, page_schema(MissingSchema))
    def list_missing(query: dict[str, Any], entry_id: UUID) -> Page:
        """Who of the year groups has no result of a test taken in the window.

        Those are meant who are in the year groups now. They are gone through a page at a time, so
        a page may show fewer than `limit`.
        """
        entry = _entry(ledger, query["school_id"], entry_id)
        page = ledger.page_learners(_asked(ledger, query, entry), query["limit"], query["cursor"])
        return Page(list(_without_result(ledger, entry, page.items)), page.next)

    return blueprint


def _windows(ledger: WindowsLedger, school_id: UUID, on: date) -> list[dict[str, Any]]:
    asked = {"school_id": school_id, "school_year": school_year_of(on)}
    found = [
        {name: getattr(entry, name) for name in ("entry_id", "instrument", "year_groups")}
        | {"opens_on": entry.opens_on, "closes_on": entry.closes_on}
        | asked
        | {"state": window_state(entry, on)}
        for timetable in ledger.timetables(asked)
        for entry in timetable.entries
    ]
    return sorted(found, key=lambda window: (window["opens_on"], window["closes_on"]))


def _fits(window: dict[str, Any], query: dict[str, Any]) -> bool:
    state, year_group = query["state"], query["year_group"]
    is_of_state = state is None or window["state"] is state
    return is_of_state and (year_group is None or year_group in window["year_groups"])


def _entry(ledger: WindowsLedger, school_id: UUID, entry_id: UUID) -> TimetableEntry:
    # A timetable may be copied from year to year with its ids: the latest year's is meant.
    for timetable in ledger.timetables({"school_id": school_id}):
        for entry in timetable.entries:
            if entry.entry_id == entry_id:
                found: TimetableEntry = entry
                return found
    raise Problem(404, "window_unknown", field="entry_id")


def _asked(ledger: WindowsLedger, query: dict[str, Any], entry: TimetableEntry) -> dict[str, Any]:
    asked = {
        "school_id": query["school_id"],
        "year_group in": [year_group.value for year_group in entry.year_groups],
    }
    if query["class_id"] is None:
        return asked
    classmates = ledger.classmates({"class_id": query["class_id"]})
    return asked | {"learner_id in": [one.learner_id for one in classmates]}


def _without_result(
    ledger: WindowsLedger, entry: TimetableEntry, learners: list[Any]
) -> Iterator[dict[str, Any]]:
    of_these = {
        "learner_id in": [one.learner_id for one in learners],
        "instrument": entry.instrument,
    }
    taken = ledger.results(of_these | _within("taken_on", entry))
    missed = ledger.missed(of_these | _within("due_on", entry))
    has_result = {one.learner_id for one in taken}
    why = {one.learner_id: one for one in missed}  # in the order of days: the latest stays
    for one in learners:
        if one.learner_id not in has_result:
            shown = {"learner_id": one.learner_id, "year_group": YearGroup(one.year_group)}
            yield shown | {"not_taken": why.get(one.learner_id)}


def _within(day: str, entry: TimetableEntry) -> dict[str, date]:
    return {f"{day} >=": entry.opens_on, f"{day} <=": entry.closes_on}
