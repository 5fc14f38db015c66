"""Rosters of invented authorities, as files: made in a process of their own, for their memory."""

import csv
import zipfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO, StringIO
from multiprocessing import get_context
from pathlib import Path

from deploy.demo.authority import CODE
from deploy.demo.inventing import Plan, invent
from deploy.demo.roster_files import zipped
from services.learners.api.roll.roster.manifest import BULK, FILE
from services.learners.domain.roll.school_days import school_year_of

CLASS_SIZES = (30,) * 7
SCHOOL = sum(CLASS_SIZES)
CHANGED = "users.csv"


@dataclass(frozen=True)
class Rosters:
    """Zips: one school of an authority, the whole of it, and a change of a hundredth of that.

    In the one school, `teacher` teaches `learner`; `officer` is of the authority.
    """

    folder: Path
    learners: int
    changes: int
    officer: str
    teacher: str
    learner: str

    @property
    def one_school(self) -> Path:
        """The first of the schools alone."""
        return self.folder / "one_school.zip"

    @property
    def whole(self) -> Path:
        """All schools."""
        return self.folder / "whole.zip"

    @property
    def delta(self) -> Path:
        """Another given name for so many learners as there are changes."""
        return self.folder / "delta.zip"


def rosters_of(folder: Path, learners: int) -> Rosters:
    """Rosters of about so many learners, written into a folder."""
    with ProcessPoolExecutor(1, get_context("spawn")) as elsewhere:
        return elsewhere.submit(_written, folder, learners).result()


def _written(folder: Path, learners: int) -> Rosters:
    plans = [_plan(number) for number in range(-(-learners // SCHOOL))]
    year = school_year_of(datetime.now(UTC).date())
    whole, first = (invent(CODE, "Made up", year, some) for some in (plans, plans[:1]))
    count = len(whole.learners)
    a_class = first.schools[0].classes[0]
    pupil = next(one for one in first.learners if one.class_id == a_class.class_id)
    teacher = str(a_class.teacher.staff_member_id)
    people = (str(whole.officer.staff_member_id), teacher, str(pupil.learner_id))
    made = Rosters(folder, count, learners // 100, *people)
    body = zipped(whole)
    made.one_school.write_bytes(zipped(first))
    made.whole.write_bytes(body)
    made.delta.write_bytes(_delta(body, made.changes))
    return made


def _plan(number: int) -> Plan:
    language, welsh = ("cy", 0.8) if number % 2 else ("en", 0.3)
    return Plan(f"{CODE}{number:04}", f"Ysgol {number}", language, welsh, CLASS_SIZES)


def _delta(whole: bytes, changes: int) -> bytes:
    """The first learners under another name; nothing else is said."""
    changed = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(whole)) as before,
        zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        manifest = before.read(FILE).decode().replace(f",{BULK}", ",absent")
        name = CHANGED.removesuffix(".csv")
        after.writestr(FILE, manifest.replace(f"file.{name},absent", f"file.{name},delta"))
        after.writestr(CHANGED, _renamed(before.read(CHANGED).decode(), changes))
    return changed.getvalue()


def _renamed(users: str, changes: int) -> str:
    rows, written = csv.DictReader(StringIO(users)), StringIO()
    assert rows.fieldnames is not None
    writer = csv.DictWriter(written, rows.fieldnames)
    writer.writeheader()
    when = datetime.now(UTC).isoformat()
    for _, row in zip(range(changes), rows, strict=False):
        told = {"status": "active", "dateLastModified": when}
        writer.writerow(row | told | {"givenName": f"{row['givenName']}-Mair"})
    return written.getvalue()
