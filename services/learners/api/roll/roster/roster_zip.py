"""From the bytes of a zip to a roster, or to all that is wrong with it."""

from dataclasses import replace
from datetime import date

from services.learners.api.roll.roster.archive import open_archive
from services.learners.api.roll.roster.changes import Files, read_files
from services.learners.api.roll.roster.classes import enrolments, open_classes
from services.learners.api.roll.roster.family import families
from services.learners.api.roll.roster.fault import Faults
from services.learners.api.roll.roster.manifest import modes_of
from services.learners.api.roll.roster.organisations import schools, year_began
from services.learners.api.roll.roster.packing import packed
from services.learners.api.roll.roster.people import check_users, staff_members
from services.learners.api.roll.roster.pupils import Around, learners
from services.learners.api.roll.roster.reading import Reading, Roster
from services.learners.api.roll.roster.roles import roles_by_user


def read_roster(
    body: bytes, authority: str, today: date, base: bytes | None = None
) -> Roster | Faults:
    """The roster in `body`, read for an authority on a day; `Faults` if anything is wrong.

    A delta is read together with `base`: the `files` of the import before.
    """
    faults = Faults()
    files = _files(body, base, faults)
    if files is None or not files.sheets:
        return faults
    reading = Reading(authority, today, files.sheets, faults)
    for row in files.outdated:
        reading.warn(row, "dateLastModified", "row_outdated")
    roster = _assemble(reading)
    if faults.total:
        return faults
    return replace(roster, files=packed(files.kept), is_delta=files.is_delta)


def _files(body: bytes, base: bytes | None, faults: Faults) -> Files | None:
    archive = open_archive(body, faults)
    modes = None if archive is None else modes_of(archive, faults)
    if archive is None or modes is None:
        return None
    return read_files(archive, modes, base, faults)


def _assemble(reading: Reading) -> Roster:
    registered = schools(reading)
    began = year_began(reading)
    roles = roles_by_user(reading)
    check_users(reading, roles)
    enrolled = enrolments(reading, roles)
    around = Around(roles, enrolled, families(reading, roles), began)
    return Roster(
        schools=registered,
        staff_members=staff_members(reading, roles),
        classes=open_classes(reading, enrolled),
        learners=learners(reading, around),
        warnings=tuple(reading.warnings),
    )
