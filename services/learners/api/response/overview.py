"""A school's overview in figures, as of any day; nobody's record is looked at for it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import Response

from services.learners.api.response.chronology_labels import DETAILS
from services.learners.api.response.overview_schemas import (
    A_TERM,
    OverviewRequest,
    SchoolOverviewSchema,
    SeriesRequest,
    SeriesSchema,
)
from services.learners.api.response.response_labels import OUTCOMES
from services.learners.api.roll.tier_schemas import named
from services.learners.domain.response.concern_messages import ConcernArea, ConcernOutcome
from services.learners.domain.response.provision_tier import SchoolTier
from shared.runtime.csv_table import csv_table, or_csv, wants_csv
from shared.runtime.http import Blueprint, caller
from shared.runtime.problems import Problem

HEADER = (
    *("on", "figure", "year_group", "area", "code", "name_cy", "name_en"),
    *("learners", "concerns", "without_outcome", "next_steps"),
)


@dataclass(frozen=True)
class OverviewLedger:
    """What of the ledger the figures need.

    `facts` gives what is known of a school, and `overview` works out a day from it and the day
    since when nobody has looked.
    """

    find_school: Callable[[UUID], Any | None]
    facts: Callable[[UUID], Any]
    overview: Callable[[Any, date, date], Any]


def overview(ledger: OverviewLedger) -> Blueprint:
    blueprint = Blueprint("overview", __name__, url_prefix="/schools")

    @blueprint.get("/<uuid:school_id>/overview")
    @blueprint.allows("read_school_overview")
    @or_csv(blueprint)
    @blueprint.arguments(OverviewRequest, location="query")
    @blueprint.response(200, SchoolOverviewSchema)
    def get_overview(query: dict[str, Any], school_id: UUID) -> Any:
        """How a school's learners stand on a day: by tier, year group and area of need."""
        facts = _facts(ledger, school_id)
        day, since = days(query)
        figures = ledger.overview(facts, day, since)
        if wants_csv():
            return _table("overview", [figures])
        return _shown(figures) | {"school_id": school_id}

    @blueprint.get("/<uuid:school_id>/overview/series")
    @blueprint.allows("read_school_overview")
    @or_csv(blueprint)
    @blueprint.arguments(SeriesRequest, location="query")
    @blueprint.response(200, SeriesSchema)
    def get_series(query: dict[str, Any], school_id: UUID) -> Any:
        """The same on several days, such as each half term."""
        facts, asked = _facts(ledger, school_id), sorted(set(query["on"]))
        series = [ledger.overview(facts, day, _a_term_before(day)) for day in asked]
        if wants_csv():
            return _table("overview-series", series)
        return {"school_id": school_id, "days": [_shown(figures) for figures in series]}

    return blueprint


def days(query: dict[str, Any]) -> tuple[date, date]:
    """The day that is asked for, and since when nobody has looked."""
    day: date = query["on"] or caller().now.date()
    return day, query["since"] or _a_term_before(day)


def _a_term_before(day: date) -> date:
    return max(day, date.min + A_TERM) - A_TERM


def shown_area(area: ConcernArea) -> dict[str, Any]:
    """An area of need, to be shown."""
    return {"code": area, "name": DETAILS[area.value]}


def _facts(ledger: OverviewLedger, school_id: UUID) -> Any:
    if ledger.find_school(school_id) is None:
        raise Problem(404, "school_unknown", field="school_id")
    return ledger.facts(school_id)


def _shown(figures: Any) -> dict[str, Any]:
    years = [asdict(one) | {"tiers": _tiers(one.tiers)} for one in figures.year_groups]
    areas = [
        asdict(one) | {"area": shown_area(one.area), "outcomes": _outcomes(one.outcomes)}
        for one in figures.areas
    ]
    return asdict(figures) | {
        "tiers": _tiers(figures.tiers),
        "year_groups": years,
        "areas": areas,
    }


def _outcomes(figures: Iterable[tuple[ConcernOutcome, int]]) -> list[dict[str, Any]]:
    return [
        {"outcome": {"code": outcome, "name": OUTCOMES[outcome]}, "concerns": concerns}
        for outcome, concerns in figures
    ]


def _tiers(figures: Iterable[tuple[SchoolTier, int]]) -> list[dict[str, Any]]:
    return [{"tier": named(tier), "learners": learners} for tier, learners in figures]


def _table(name: str, series: Iterable[Any]) -> Response:
    return csv_table(name, HEADER, (row for figures in series for row in _rows(figures)))


def _rows(figures: Any) -> Iterator[tuple[Any, ...]]:
    """One row for each figure, with the cells that say something of it."""
    on = figures.on
    yield _row(on, "learners", learners=figures.learners)
    still = figures.concerns_without_outcome
    yield _row(on, "concerns_without_outcome", without_outcome=still)
    yield _row(on, "next_steps_overdue", next_steps=figures.next_steps_overdue)
    yield _row(on, "unseen", learners=figures.unseen)
    yield from _tier_rows(on, "tier", None, figures.tiers)
    for year in figures.year_groups:
        group = year.year_group.value
        yield _row(on, "year_group", year_group=group, learners=year.learners)
        yield from _tier_rows(on, "year_group_and_tier", group, year.tiers)
    for one in figures.areas:
        yield from _area_rows(on, one)


def _tier_rows(
    on: date, figure: str, year_group: str | None, tiers: Iterable[tuple[SchoolTier, int]]
) -> Iterator[tuple[Any, ...]]:
    for tier, learners in tiers:
        name = {"code": tier.code, "name_cy": tier.welsh, "name_en": tier.english}
        yield _row(on, figure, year_group=year_group, learners=learners, **name)


def _area_rows(on: date, one: Any) -> Iterator[tuple[Any, ...]]:
    area, name = one.area.value, DETAILS[one.area.value]
    named_so = {"area": area, "code": area, "name_cy": name.cy, "name_en": name.en}
    counted = {"concerns": one.concerns, "without_outcome": one.without_outcome}
    yield _row(on, "area", learners=one.learners, **named_so, **counted)
    for outcome, concerns in one.outcomes:
        name = OUTCOMES[outcome]
        said = {"code": outcome.value, "name_cy": name.cy, "name_en": name.en}
        yield _row(on, "area_and_outcome", area=area, concerns=concerns, **said)


def _row(on: date, figure: str, **cells: Any) -> tuple[Any, ...]:
    return (on, figure, *(cells.get(name) for name in HEADER[2:]))
