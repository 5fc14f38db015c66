"""A data file as rows by sourced id, and what other files may refer to in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from services.learners.api.roll.roster.archive import Archive
from services.learners.api.roll.roster.columns import COLUMNS
from services.learners.api.roll.roster.fault import Faults
from services.learners.api.roll.roster.table import Row, read_table

_SOURCED_ID = re.compile(r"[0-9A-Za-z._/@-]{1,255}")


@dataclass(frozen=True)
class Sheet:
    """`is_whole` is False where a row was lost: then no reference to it is called unknown."""

    rows: dict[str, Row]
    is_whole: bool

    def __iter__(self) -> Iterator[tuple[str, Row]]:
        return iter(self.rows.items())

    def knows(self, sourced_id: str) -> bool:
        """May a row of another file refer to this?"""
        return sourced_id in self.rows or not self.is_whole


def read_sheets(archive: Archive, faults: Faults) -> dict[str, Sheet]:
    """Every data file; one that is missing or cannot be read as an empty sheet."""
    return {file: _read_sheet(archive, file, faults) for file in COLUMNS}


def _read_sheet(archive: Archive, file: str, faults: Faults) -> Sheet:
    before = faults.total
    body = archive.read(file, faults) if file in archive else None
    table = None if body is None else read_table(file, body, COLUMNS[file], faults)
    if table is None:
        return Sheet({}, is_whole=False)
    return Sheet(_by_sourced_id(table), is_whole=faults.total == before)


def _by_sourced_id(table: list[Row]) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for row in table:
        _check_row(row)
        first = rows.setdefault(row["sourcedId"], row)
        if first is not row:
            reason = f"This id stands on line {first.line} already."
            row.fault("sourcedId", "sourced_id_duplicate", reason)
    return rows


def _check_row(row: Row) -> None:
    if not _SOURCED_ID.fullmatch(row["sourcedId"]):
        row.fault("sourcedId", "sourced_id_malformed", "1 to 255 letters, digits or . - _ / @")
    if row["status"] not in ("", "active"):
        row.fault("status", "status_not_allowed", "In a bulk file the status is blank or active.")
