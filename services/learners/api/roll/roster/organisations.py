"""orgs.csv and academicSessions.csv: the schools, and the terms that classes refer to."""

import re
from datetime import date
from uuid import UUID

from services.learners.api.roll.roster import cells
from services.learners.api.roll.roster.reading import SCHOOL, Reading
from services.learners.api.roll.roster.table import Row
from services.learners.domain.roll.school import RegisterSchool
from services.learners.domain.roll.school_days import first_day_of, school_year_of

ORG_TYPES = ("department", SCHOOL, "district", "local", "state", "national")
SESSION_TYPES = ("gradingPeriod", "semester", "schoolYear", "term")

_SCHOOL_NUMBER = re.compile(r"[0-9]{7}")


def schools(reading: Reading) -> dict[UUID, RegisterSchool]:
    """The schools to register; other organisations are checked, and not kept."""
    orgs, registered = reading.sheets["orgs.csv"], {}
    for sourced_id, row in orgs:
        name = cells.text(row, "name")
        kind = cells.choice(row, "type", _itself(ORG_TYPES))
        cells.references(row, "parentSourcedId", orgs, "org_unknown")
        if name is not None and kind == SCHOOL:
            number = _number(reading, row)
            registered[reading.org_id(sourced_id)] = RegisterSchool(name=name, number=number)
    return registered


def _number(reading: Reading, row: Row) -> str | None:
    number = row["identifier"]
    if _SCHOOL_NUMBER.fullmatch(number) and not number.startswith(reading.authority):
        reading.warn(row, "identifier", "school_of_another_authority")
    return number or None


def year_began(reading: Reading) -> date | None:
    """The first day of the school year that the roster is of, as its terms and years tell it.

    It is the last that has begun. What is wrong with terms and years is reported.
    """
    sessions = reading.sheets["academicSessions.csv"]
    began: list[date] = []
    for _, row in sessions:
        cells.text(row, "title")
        cells.choice(row, "type", _itself(SESSION_TYPES))
        cells.references(row, "parentSourcedId", sessions, "session_unknown")
        starts, ends = cells.required_day(row, "startDate"), cells.required_day(row, "endDate")
        if starts and ends and ends <= starts:
            row.fault("endDate", "ends_before_start", "The end is not after the start.")
        if starts and starts <= reading.today:
            began.append(starts)
    return first_day_of(school_year_of(max(began))) if began else None


def _itself(values: tuple[str, ...]) -> dict[str, str]:
    return {value: value for value in values}
