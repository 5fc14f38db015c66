"""Who is behind the figures of a school's overview: lists that name learners, each a look."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from services.learners.api.response.overview import days, shown_area
from services.learners.api.response.overview_schemas import (
    ListedLearnerPage,
    OverviewLearnersRequest,
    OverviewListRequest,
)
from services.learners.api.roll.tier_schemas import named
from shared.runtime.csv_table import csv_table, or_csv, wants_csv
from shared.runtime.http import Blueprint
from shared.runtime.problems import Problem
from shared.runtime.query import Page

LEARNER = (
    *("learner_id", "family_name", "given_name", "year_group"),
    *("own_tier", "tier_cy", "tier_en", "recorded_on"),
)
CONCERN = (*LEARNER, "concern_id", "area", "area_cy", "area_en", "noticed_on")
STEP = (*LEARNER, "discussion_id", "step", "owner_id", "due_on")


@dataclass(frozen=True)
class ListLedger:
    """What of the ledger the lists need.

    `learners_on` gives everyone who was on a school's roll on a day; `select` and `page` look up,
    and so look at, those of them whom the asker may reach.
    """

    find_school: Callable[[UUID], Any | None]
    learners_on: Callable[[UUID, date], Sequence[Any]]
    select: Callable[[Mapping[str, Any]], list[Any]]
    page: Callable[[Mapping[str, Any], int | None, str | None], Page]


def overview_lists(ledger: ListLedger) -> Blueprint:
    blueprint = Blueprint("overview_lists", __name__, url_prefix="/schools")

    @blueprint.get("/<uuid:school_id>/overview/learners")
    @blueprint.allows("read_overview_lists")
    @or_csv(blueprint)
    @blueprint.arguments(OverviewLearnersRequest, location="query")
    @blueprint.response(200, ListedLearnerPage)
    def list_learners(query: dict[str, Any], school_id: UUID) -> Any:
        """Those who were on the roll that day: of a tier, a year group or an area of need."""
        there = _there(ledger, school_id, query)
        listed = [one for one in there if _fits(one, query)]
        return _listed(ledger, listed, query, "overview-learners", LEARNER)

    @blueprint.get("/<uuid:school_id>/overview/concerns-without-outcome")
    @blueprint.allows("read_overview_lists")
    @or_csv(blueprint)
    @blueprint.arguments(OverviewListRequest, location="query")
    @blueprint.response(200, ListedLearnerPage)
    def list_concerns(query: dict[str, Any], school_id: UUID) -> Any:
        """Those about whom there was a concern that day of which nothing had come yet."""
        there = _there(ledger, school_id, query)
        listed = [one for one in there if one.without_outcome]
        return _listed(ledger, listed, query, "concerns-without-outcome", CONCERN)

    @blueprint.get("/<uuid:school_id>/overview/next-steps-overdue")
    @blueprint.allows("read_overview_lists")
    @or_csv(blueprint)
    @blueprint.arguments(OverviewListRequest, location="query")
    @blueprint.response(200, ListedLearnerPage)
    def list_overdue(query: dict[str, Any], school_id: UUID) -> Any:
        """Those for whom a next step of triage was due before that day and not taken."""
        there = _there(ledger, school_id, query)
        listed = [one for one in there if one.overdue]
        return _listed(ledger, listed, query, "next-steps-overdue", STEP)

    @blueprint.get("/<uuid:school_id>/overview/unseen")
    @blueprint.allows("read_overview_lists")
    @or_csv(blueprint)
    @blueprint.arguments(OverviewListRequest, location="query")
    @blueprint.response(200, ListedLearnerPage)
    def list_unseen(query: dict[str, Any], school_id: UUID) -> Any:
        """Those about whom nobody had recorded since a day how they do."""
        there = _there(ledger, school_id, query)
        listed = [one for one in there if one.is_unseen_since(days(query)[1])]
        return _listed(ledger, listed, query, "unseen", LEARNER)

    return blueprint


def _there(ledger: ListLedger, school_id: UUID, query: dict[str, Any]) -> Sequence[Any]:
    if ledger.find_school(school_id) is None:
        raise Problem(404, "school_unknown", field="school_id")
    return ledger.learners_on(school_id, days(query)[0])


def _fits(one: Any, query: dict[str, Any]) -> bool:
    """Is it one of those asked for? What is not asked is no condition."""
    own_tier, year_group, area = query["own_tier"], query["year_group"], query["area"]
    return (
        own_tier in (None, one.tier.code)
        and year_group in (None, one.year_group)
        and (area is None or area in {concern.area for concern in one.concerns})
    )


def _listed(
    ledger: ListLedger,
    listed: Sequence[Any],
    query: dict[str, Any],
    name: str,
    header: tuple[str, ...],
) -> Any:
    """As CSV the whole list, otherwise a page of it; named are those who may be reached."""
    by_id = {one.learner_id: one for one in listed}
    wanted = {"learner_id in": list(by_id)}
    if wants_csv():
        known = [(row, by_id[row.learner_id]) for row in ledger.select(wanted)]
        return csv_table(name, header, (cells for one in known for cells in _ROWS[header](*one)))
    found = ledger.page(wanted, query["limit"], query["cursor"])
    return Page([_shown(row, by_id[row.learner_id]) for row in found.items], found.next)


def _shown(row: Any, one: Any) -> dict[str, Any]:
    return {
        "learner_id": row.learner_id,
        "given_name": row.given_name,
        "family_name": row.family_name,
        "year_group": one.year_group,
        "tier": named(one.tier),
        "areas": [shown_area(area) for area in sorted({each.area for each in one.concerns})],
        "concerns_without_outcome": [
            {
                "concern_id": each.concern_id,
                "area": shown_area(each.area),
                "noticed_on": each.noticed_on,
            }
            for each in one.without_outcome
        ],
        "next_steps_overdue": one.overdue,
        "recorded_on": one.recorded_on,
    }


def _cells(row: Any, one: Any) -> tuple[Any, ...]:
    return (
        *(row.learner_id, row.family_name, row.given_name, one.year_group.value),
        *(one.tier.code, one.tier.welsh, one.tier.english, one.recorded_on),
    )


def _learner_row(row: Any, one: Any) -> Iterator[tuple[Any, ...]]:
    yield _cells(row, one)


def _concern_rows(row: Any, one: Any) -> Iterator[tuple[Any, ...]]:
    for each in one.without_outcome:
        area = shown_area(each.area)
        said = (area["code"].value, area["name"].cy, area["name"].en, each.noticed_on)
        yield *_cells(row, one), each.concern_id, *said


def _step_rows(row: Any, one: Any) -> Iterator[tuple[Any, ...]]:
    for each in one.overdue:
        yield *_cells(row, one), each.discussion_id, each.step, each.owner_id, each.due_on


_ROWS = {LEARNER: _learner_row, CONCERN: _concern_rows, STEP: _step_rows}
