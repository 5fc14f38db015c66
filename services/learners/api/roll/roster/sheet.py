"""A data file as rows by sourced id, and what other files may refer to in it."""

import marshal
import re
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from services.learners.api.roll.roster.archive import Archive
from services.learners.api.roll.roster.columns import COLUMNS
from services.learners.api.roll.roster.fault import Faults
from services.learners.api.roll.roster.manifest import DELTA
from services.learners.api.roll.roster.on_disk import OnDisk, Packing
from services.learners.api.roll.roster.table import How, Row, Source, read_table

ACTIVE, GONE = "active", "tobedeleted"

_SOURCED_ID = re.compile(r"[0-9A-Za-z._/@-]{1,255}")

_LARGE = ("users.csv", "roles.csv", "enrollments.csv", "demographics.csv")
_Kept = tuple[int, int, tuple[str, ...]]  # the number of its source, its line, its values
_PLAIN = Packing[_Kept](marshal.dumps, marshal.loads)

Rows = MutableMapping[str, Row]


class LargeRows(Rows):
    """Rows by sourced id, of a file that has some for each person: they are not held in memory."""

    def __init__(self) -> None:
        self._kept = OnDisk(str, _PLAIN)
        self._sources: list[Source] = []

    def __getitem__(self, sourced_id: str) -> Row:
        return self._row(self._kept[sourced_id])

    def __setitem__(self, sourced_id: str, row: Row) -> None:
        self._kept[sourced_id] = self._told(row)

    def __delitem__(self, sourced_id: str) -> None:
        del self._kept[sourced_id]

    def __contains__(self, sourced_id: object) -> bool:
        return sourced_id in self._kept

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    def setdefault(self, sourced_id: str, row: Row) -> Row:
        """The row with this id, which is this one if there was none."""
        return row if self._kept.added(sourced_id, self._told(row)) else self[sourced_id]

    def each(self) -> Iterator[tuple[str, Row]]:
        """What `items` gives, in one pass."""
        return ((sourced_id, self._row(kept)) for sourced_id, kept in self._kept.each())

    def _told(self, row: Row) -> _Kept:
        if row.source not in self._sources:
            self._sources.append(row.source)
        return (self._sources.index(row.source), row.line, row.values)

    def _row(self, kept: _Kept) -> Row:
        number, line, values = kept
        return Row(self._sources[number], line, values)


def rows_for(file: str) -> Rows:
    """None yet, of this file."""
    return LargeRows() if file in _LARGE else {}


@dataclass(frozen=True)
class Sheet:
    """`is_whole` is False where a row was lost: then no reference to it is called unknown.

    `gone` has the rows that a change took out, so that an older one does not bring them back.
    """

    rows: Rows
    is_whole: bool
    gone: dict[str, Row] = field(default_factory=dict)

    def __iter__(self) -> Iterator[tuple[str, Row]]:
        return self.rows.each() if isinstance(self.rows, LargeRows) else iter(self.rows.items())

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
    rows, gone = rows_for(file), dict[str, Row]()
    for row in table:
        _take(row, rows, gone)
        check(row)
    return Sheet(rows, faults.total == before, gone)


def known_sheet(archive: Archive, file: str, faults: Faults) -> Sheet:
    """A data file as an earlier import left it."""
    how = How(may_be_empty=True, is_known=True)
    body = archive.read(file, faults)
    table = None if body is None else read_table(file, body, COLUMNS[file], faults, how)
    rows, gone = rows_for(file), dict[str, Row]()
    for row in table or ():
        (gone if row["status"] == GONE else rows)[row["sourcedId"]] = row
    return Sheet(rows, table is not None, gone)


def _take(row: Row, rows: Rows, gone: dict[str, Row]) -> None:
    sourced_id = row["sourcedId"]
    if not _SOURCED_ID.fullmatch(sourced_id):
        row.fault("sourcedId", "sourced_id_malformed", "1 to 255 letters, digits or . - _ / @")
    first = gone.get(sourced_id) or rows.setdefault(sourced_id, row)
    if first is not row:
        reason = f"This id stands on line {first.line} already."
        row.fault("sourcedId", "sourced_id_duplicate", reason)
    elif row["status"] == GONE:
        gone[sourced_id] = rows.pop(sourced_id)


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
