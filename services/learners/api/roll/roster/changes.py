"""What a delta changes in the rows that earlier imports left: none goes back to an older state."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import chain

from services.learners.api.roll.roster.archive import Archive, open_archive
from services.learners.api.roll.roster.fault import Fault, Faults
from services.learners.api.roll.roster.manifest import ABSENT, BULK, FILE, Modes
from services.learners.api.roll.roster.sheet import (
    GONE,
    Sheet,
    known_sheet,
    modified_at,
    read_sheet,
    rows_for,
)
from services.learners.api.roll.roster.table import Row

Sheets = dict[str, Sheet]


@dataclass(frozen=True)
class Files:
    """Every data file as it is after what was sent.

    `kept` are all rows that the next delta may change: some refer to what is gone, and are not in
    `sheets` for now. `outdated` are rows that were sent and changed nothing: newer ones were known.
    """

    sheets: Sheets = field(default_factory=dict)
    kept: Sheets = field(default_factory=dict)
    outdated: list[Row] = field(default_factory=list)
    is_delta: bool = False


_REFERS: dict[str, Mapping[str, str]] = {
    "classes.csv": {"schoolSourcedId": "orgs.csv"},
    "roles.csv": {"userSourcedId": "users.csv", "orgSourcedId": "orgs.csv"},
    "enrollments.csv": {
        "classSourcedId": "classes.csv",
        "userSourcedId": "users.csv",
        "schoolSourcedId": "orgs.csv",
    },
    "demographics.csv": {"sourcedId": "users.csv"},
}
"""In the order in which what is gone takes others along."""


def read_files(archive: Archive, modes: Modes, base: bytes | None, faults: Faults) -> Files:
    """What was sent; of a delta, together with the rows it changes: those of `base`."""
    if all(mode == BULK for mode in modes.values()):
        whole = {file: read_sheet(archive, file, BULK, faults) for file in modes}
        return Files(whole, whole)
    known = None if base is None else open_archive(base, faults)
    if known is None:
        reason = "There is nothing yet that it could change: send whole files (bulk) first."
        faults.add(Fault(FILE, None, None, "roster_base_missing", reason))
        return Files()
    files = Files(is_delta=True)
    for file, mode in modes.items():
        before = known_sheet(known, file, faults) if mode != BULK else None
        sent = read_sheet(archive, file, mode, faults) if mode != ABSENT else None
        files.kept[file] = _after(before, sent, files.outdated)
    return replace(files, sheets=_hanging_together(files.kept))


def _after(before: Sheet | None, sent: Sheet | None, outdated: list[Row]) -> Sheet:
    if before is None or sent is None:
        found = before or sent
        assert found is not None
        return found
    rows, gone = before.rows, before.gone
    for sourced_id, row in chain(sent, sent.gone.items()):
        earlier = rows.get(sourced_id) or gone.get(sourced_id)
        if earlier is not None and _is_older(row, earlier):
            outdated.append(row)
            continue
        rows.pop(sourced_id, None)
        gone.pop(sourced_id, None)
        (gone if row["status"] == GONE else rows)[sourced_id] = row
    return Sheet(rows, sent.is_whole and before.is_whole, gone)


def _is_older(row: Row, earlier: Row) -> bool:
    when, known = modified_at(row), modified_at(earlier)
    return when is not None and known is not None and when < known


def _hanging_together(kept: Sheets) -> Sheets:
    """Known rows go with what they refer to; one that was sent now stands, and is a fault.

    They are only passed over: where what they refer to comes back, so do they.
    """
    sheets = dict(kept)
    for file, fields in _REFERS.items():
        sheet = sheets[file]
        left = {
            sourced_id: row
            for sourced_id, row in sheet
            if row.source.is_known
            and any(row[field] in sheets[other].gone for field, other in fields.items())
        }
        if left:
            there = rows_for(file)
            there.update((name, row) for name, row in sheet if name not in left)
            sheets[file] = Sheet(there, sheet.is_whole, sheet.gone | left)
    return sheets
