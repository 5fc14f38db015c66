"""The rosters of an authority: the first, and the second, in which some have gone."""

import csv
import io
from collections.abc import Iterable, Mapping

from services.learners.domain.roll.upn import check_letter
from tests.learners import roster_zips
from tests.matrix.cast import PUPILS, STAFF, Employee, Pupil

FIRST, SECOND = 1, 2
_CHILD, _GROWN_UP = "2018-05-01", "2008-05-01"
_GONE_PARENTS = ("ex_parent",)
_CLASSES = {"c1": "s1", "c2": "s1", "c3": "s2"}


def roster(of: str, which: int, code: str) -> bytes:
    """The zip with which an authority's system of the schools tells who is where."""
    pupils = [one for one in PUPILS if one.of == of]
    staff = [one for one in STAFF if one.of == of and not _gone(one, "post", which)]
    files: dict[str, str | bytes] = {
        "manifest.csv": roster_zips.MANIFEST,
        "academicSessions.csv": roster_zips.SESSIONS,
        "orgs.csv": _table(roster_zips.ORGS, _orgs(code)),
        "users.csv": _table(roster_zips.USERS, _users(pupils, staff, which, code)),
        "roles.csv": _table(roster_zips.ROLES, _roles(pupils, staff, which)),
        "classes.csv": _table(roster_zips.CLASSES, _classes()),
        "enrollments.csv": _table(roster_zips.ENROLLMENTS, _enrolments(pupils, staff, which)),
        "demographics.csv": _table(roster_zips.DEMOGRAPHICS, _demographics(pupils, which)),
    }
    return roster_zips.packed(files)


Rows = Iterable[Mapping[str, str]]


def _gone(one: Employee, what: str, which: int) -> bool:
    return which == SECOND and one.until_second == what


def _parents(pupil: Pupil, which: int) -> list[str]:
    return [one for one in pupil.parents if which == FIRST or one not in _GONE_PARENTS]


def _table(like: str, rows: Rows) -> str:
    header = like.partition("\n")[0].split(",")
    text = io.StringIO()
    writer = csv.DictWriter(text, header, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _orgs(code: str) -> Rows:
    yield {"sourcedId": "la", "name": "Awdurdod", "type": "district"}
    for name, number in (("s1", "2981"), ("s2", "3983")):
        school = {"sourcedId": name, "name": f"Ysgol {name}", "type": "school"}
        yield school | {"identifier": f"{code}{number}"}


def _users(pupils: list[Pupil], staff: list[Employee], which: int, code: str) -> Rows:
    for number, pupil in enumerate(pupils, 1):
        rest = f"{code}2981{26}{number:03}"
        yield _user(f"pupil_{pupil.name}") | {
            "userIds": f"{{UPN:{check_letter(rest)}{rest}}}",
            "agentSourcedIds": ",".join(_parents(pupil, which)),
            "grades": "5",
        }
    parents = [parent for pupil in pupils for parent in _parents(pupil, which)]
    for name in dict.fromkeys([*parents, *(one.name for one in staff)]):
        yield _user(name)


def _user(name: str) -> dict[str, str]:
    enabled = {"enabledUser": "true", "username": name}
    return {"sourcedId": name, "givenName": name.title(), "familyName": "Llwybr"} | enabled


def _roles(pupils: list[Pupil], staff: list[Employee], which: int) -> Rows:
    rows = [(f"pupil_{pupil.name}", "student", pupil.school) for pupil in pupils]
    parents = {parent for pupil in pupils for parent in _parents(pupil, which)}
    rows += [(one, "relative" if one == "nan" else "parent", "la") for one in sorted(parents)]
    rows += [(one.name, one.role, one.org) for one in staff]
    for number, (user, role, org) in enumerate(rows):
        yield {"sourcedId": f"r{number}", "userSourcedId": user, "roleType": "primary"} | {
            "role": role,
            "orgSourcedId": org,
        }


def _classes() -> Rows:
    for name, school in _CLASSES.items():
        kind = {"classType": "homeroom", "schoolSourcedId": school, "termSourcedIds": "t1"}
        yield {"sourcedId": name, "title": name} | kind


def _enrolments(pupils: list[Pupil], staff: list[Employee], which: int) -> Rows:
    rows = [(f"pupil_{pupil.name}", "student", pupil.class_) for pupil in pupils]
    teaching = [one for one in staff if not _gone(one, "class", which)]
    rows += [(one.name, "teacher", class_) for one in teaching for class_ in one.classes]
    for number, (user, role, class_) in enumerate(rows):
        yield {"sourcedId": f"e{number}", "userSourcedId": user, "role": role} | {
            "classSourcedId": class_,
            "schoolSourcedId": _CLASSES[class_],
        }


def _demographics(pupils: list[Pupil], which: int) -> Rows:
    for pupil in pupils:
        is_grown_up = which == SECOND and pupil.grown_up
        born_on = _GROWN_UP if is_grown_up else _CHILD
        yield {"sourcedId": f"pupil_{pupil.name}", "birthDate": born_on}
