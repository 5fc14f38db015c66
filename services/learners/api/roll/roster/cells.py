"""Cells as values. A cell that is not what it should be is reported, and read as None."""

import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from services.learners.api.roll.roster.sheet import Sheet
from services.learners.api.roll.roster.table import Row

MAX_TEXT = 255

T = TypeVar("T")


def composed(row: Row, field: str) -> str:
    """Text for people to read, composed (ŵ as one character), so that equal names compare equal."""
    return unicodedata.normalize("NFC", row[field].strip())


def text(row: Row, field: str) -> str | None:
    """Such a text; where it cannot be kept, that is reported."""
    value = composed(row, field)
    if not value:
        row.fault(field, "value_missing", "A value is needed here.")
    elif len(value) > MAX_TEXT:
        row.fault(field, "text_too_long", f"At most {MAX_TEXT} characters are kept.")
    elif not value.isprintable():
        row.fault(field, "character_not_allowed", "The text has an invisible character in it.")
    else:
        return value
    return None


def choice(row: Row, field: str, known: Mapping[str, T]) -> T | None:
    """One of the values the specification lists for a field, as what it means to us."""
    value = row[field]
    if not value:
        row.fault(field, "value_missing", "A value is needed here.")
    elif value not in known:
        row.fault(field, "value_unknown", f"Known are: {', '.join(known)}.")
    return known.get(value)


def day(row: Row, field: str) -> date | None:
    """A date as YYYY-MM-DD; None without a fault where the cell is blank."""
    value = row[field]
    if not value:
        return None
    try:
        parsed = date.fromisoformat(value)
    except ValueError:
        parsed = None
    if parsed is None or parsed.isoformat() != value:
        row.fault(field, "date_malformed", "A date is written YYYY-MM-DD.")
        return None
    return parsed


def required_day(row: Row, field: str) -> date | None:
    """A date that must be given."""
    if not row[field]:
        row.fault(field, "value_missing", "A value is needed here.")
    return day(row, field)


def is_over(row: Row, today: date) -> bool:
    """Did this role or enrolment end? `endDate` is the first day it no longer holds."""
    ended = day(row, "endDate")
    return ended is not None and ended <= today


def listed(row: Row, field: str) -> list[str]:
    """The parts of a comma-separated list."""
    value = row[field]
    if "," not in value:  # as nearly always
        return [value.strip()] if value.strip() else []
    return [part.strip() for part in value.split(",") if part.strip()]


def references(row: Row, field: str, target: Sheet, code: str) -> list[str]:
    """The sourced ids a cell lists, less those that nothing in `target` has.

    A row of an earlier import may still name what has gone since.
    """
    known = []
    for sourced_id in listed(row, field):
        if target.knows(sourced_id):
            known.append(sourced_id)
        elif not (row.source.is_known and sourced_id in target.gone):
            row.fault(field, code, f"No row has the id {sourced_id}.")
    return known


def reference(row: Row, field: str, target: Sheet, code: str) -> str | None:
    """The one sourced id a cell must give."""
    if not row[field]:
        row.fault(field, "value_missing", "A value is needed here.")
        return None
    found = references(row, field, target, code)
    return found[0] if found else None
