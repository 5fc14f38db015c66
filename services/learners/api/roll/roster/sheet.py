"""A data file as rows by sourced id, and what other files may refer to in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from services.learners.api.roll.roster.archive import Archive
from services.learners.api.roll.roster.columns import COLUMNS
from services.learners.api.roll.roster.fault import Faults
from services.learners.api.roll.roster.manifest import DELTA
from services.learners.api.roll.roster.table import How, Row, read_table

ACTIVE, GONE = "active", "tobedeleted"

_SOURCED_ID = re.compile(r"[0-9A-Za-z._/@-]{1,255}")


@dataclass(frozen=True)
class Sheet:
    """`is_whole` is False where a row was lost: then no reference to it is called unknown.

    `gone` has the rows that a change took out, so that an older one does not bring them back.
    """

    rows: dict[str, Row]
    is_whole: bool
    gone: dict[str, Row] = field(default_factory=dict)

    def __iter__(self) -> Iterator[tuple[str, Row]]:
        return iter(self.rows.items())

    def knows(self, sourced_id: str) -> bool:
        """May a row of another file refer to this?"""
        return sourced_id in self.rows or not self.is_whole


def read_sheet(archive: Archive, file: str, mode: str, faults: Faults) -> Sheet:
    """A data file that was sent; one that is missing or cannot be read as an empty sheet."""
    before = faults.total
    how = How(may_be_empty=mode == DELTA)
    body = archive.read(file, faults) if file in archive else None
    table = None if body is None else read_table(file, body, COLUMNS[file], faults, how)
    if table is None:
        return Sheet({}, is_whole=False)
    check = _check_changed_row if mode == DELTA else _check_whole_row
    rows = _by_sourced_id(table)
    for row in table:
        check(row)
    return _parted(rows, is_whole=faults.total == before)


def known_sheet(archive: Archive, file: str, faults: Faults) -> Sheet:
    """A data file as an earlier import left it."""
    how = How(may_be_empty=True, is_known=True)
    body = archive.read(file, faults)
    table = None if body is None else read_table(file, body, COLUMNS[file], faults, how)
    return _parted({row["sourcedId"]: row for row in table or ()}, is_whole=table is not None)


def _parted(rows: dict[str, Row], *, is_whole: bool) -> Sheet:
    gone = {sourced_id: row for sourced_id, row in rows.items() if row["status"] == GONE}
    for sourced_id in gone:
        del rows[sourced_id]
    return Sheet(rows, is_whole, gone)


def _by_sourced_id(table: list[Row]) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for row in table:
        if not _SOURCED_ID.fullmatch(row["sourcedId"]):
            row.fault("sourcedId", "sourced_id_malformed", "1 to 255 letters, digits or . - _ / @")
        first = rows.setdefault(row["sourcedId"], row)
        if first is not row:
            reason = f"This id stands on line {first.line} already."
            row.fault("sourcedId", "sourced_id_duplicate", reason)
    return rows


def _check_whole_row(row: Row) -> None:
    if row["status"] not in ("", ACTIVE):
        row.fault("status", "status_not_allowed", "In a bulk file the status is blank or active.")


def _check_changed_row(row: Row) -> None:
    if row["status"] not in (ACTIVE, GONE):
        row.fault("status", "status_not_allowed", f"In a delta it is {ACTIVE} or {GONE}.")
    if not row["dateLastModified"]:
        row.fault("dateLastModified", "value_missing", "A delta tells when a row was changed.")
    elif modified_at(row) is None:
        reason = "It is written 2026-11-24T09:30:00.000Z."
        row.fault("dateLastModified", "date_time_malformed", reason)


def modified_at(row: Row) -> datetime | None:
    """When a row was last changed where it comes from; None where that is not told."""
    try:
        told = datetime.fromisoformat(row["dateLastModified"])
    except ValueError:
        return None
    return told if told.tzinfo else told.replace(tzinfo=UTC)
