"""manifest.csv: which files the zip holds, and whether each is whole (bulk) or a change (delta)."""

from collections.abc import Mapping

from services.learners.api.roll.roster.archive import Archive
from services.learners.api.roll.roster.columns import COLUMNS, MANIFEST
from services.learners.api.roll.roster.fault import Fault, Faults
from services.learners.api.roll.roster.table import Row, read_table

FILE = "manifest.csv"
VERSION = "1.2"
ABSENT, BULK, DELTA = "absent", "bulk", "delta"

Modes = dict[str, str]
"""Of each data file: absent, bulk or delta."""


def modes_of(archive: Archive, faults: Faults) -> Modes | None:
    """How each file is to be read; None, and faults, where the manifest does not tell."""
    before = faults.total
    if FILE not in archive:
        faults.add(Fault(FILE, None, None, "file_missing", "The zip holds no manifest.csv."))
        return None
    body = archive.read(FILE, faults)
    rows = None if body is None else read_table(FILE, body, MANIFEST, faults)
    stated = {row["propertyName"]: row for row in rows or ()}
    if not stated:
        return None
    _check_version(stated, faults)
    is_delta = any(_mode(stated, file) == DELTA for file in COLUMNS)
    for file in COLUMNS:
        _check_file(file, stated, archive, is_delta=is_delta, faults=faults)
    if faults.total > before:
        return None
    return {file: _mode(stated, file) for file in COLUMNS}


def _property(file: str) -> str:
    return f"file.{file.removesuffix('.csv')}"


def _mode(stated: Mapping[str, Row], file: str) -> str:
    row = stated.get(_property(file))
    return row["value"] if row else ""


def _check_version(stated: Mapping[str, Row], faults: Faults) -> None:
    version = stated.get("oneroster.version")
    if version is None:
        faults.add(_unstated("oneroster.version"))
    elif version["value"] != VERSION:
        version.fault("value", "roster_version_unsupported", "Only OneRoster 1.2 is read.")


def _check_file(
    file: str, stated: Mapping[str, Row], archive: Archive, *, is_delta: bool, faults: Faults
) -> None:
    """Where any file is a change, one that is absent has not changed; else all are needed."""
    row = stated.get(_property(file))
    if row is None:
        faults.add(_unstated(_property(file)))
    elif row["value"] not in (ABSENT, BULK, DELTA):
        row.fault("value", "value_unknown", "A file is absent, bulk or delta.")
    elif row["value"] == ABSENT:
        if not is_delta:
            row.fault("value", "file_missing", f"{file} is needed and is not in the zip.")
    elif file not in archive:
        row.fault("value", "file_missing", f"{file} is needed and is not in the zip.")


def _unstated(name: str) -> Fault:
    return Fault(FILE, None, name, "property_missing", "The manifest does not state this.")
