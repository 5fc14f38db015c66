"""manifest.csv: which files the zip holds, and whether each is whole (bulk) or a change (delta)."""

from collections.abc import Mapping

from services.learners.api.roll.roster.archive import Archive
from services.learners.api.roll.roster.columns import COLUMNS, MANIFEST
from services.learners.api.roll.roster.fault import Fault, Faults
from services.learners.api.roll.roster.table import Row, read_table

FILE = "manifest.csv"
VERSION = "1.2"
DELTA = "roster_delta_unsupported"


def manifest_is_sound(archive: Archive, faults: Faults) -> bool:
    """Report what the manifest lacks, and what it promises but the zip does not hold."""
    before = faults.total
    if FILE not in archive:
        faults.add(Fault(FILE, None, None, "file_missing", "The zip holds no manifest.csv."))
        return False
    body = archive.read(FILE, faults)
    rows = None if body is None else read_table(FILE, body, MANIFEST, faults)
    if rows:
        stated = {row["propertyName"]: row for row in rows}
        _check_version(stated, faults)
        for file in COLUMNS:
            _check_file(file, stated, archive, faults)
    return faults.total == before


def _check_version(stated: Mapping[str, Row], faults: Faults) -> None:
    version = stated.get("oneroster.version")
    if version is None:
        faults.add(_unstated("oneroster.version"))
    elif version["value"] != VERSION:
        version.fault("value", "roster_version_unsupported", "Only OneRoster 1.2 is read.")


def _check_file(file: str, stated: Mapping[str, Row], archive: Archive, faults: Faults) -> None:
    name = f"file.{file.removesuffix('.csv')}"
    row = stated.get(name)
    if row is None:
        faults.add(_unstated(name))
    elif row["value"] == "delta":
        row.fault("value", DELTA, f"{file} is a delta: send whole files (bulk).")
    elif row["value"] not in ("bulk", "absent"):
        row.fault("value", "value_unknown", "A file is absent, bulk or delta.")
    elif row["value"] == "absent" or file not in archive:
        row.fault("value", "file_missing", f"{file} is needed and is not in the zip.")


def _unstated(name: str) -> Fault:
    return Fault(FILE, None, name, "property_missing", "The manifest does not state this.")
