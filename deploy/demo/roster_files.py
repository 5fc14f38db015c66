"""The demo authority as OneRoster 1.2 CSV files in a zip, as a school's system exports them."""

import csv
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO

from deploy.demo.people import Authority, School, SchoolClass, StaffMember
from services.learners.api.roll.roster.columns import COLUMNS

WRITTEN = (2026, 9, 1, 6, 0, 0)  # in every entry, so that the bytes are the same each time
TERMS = {  # the year counted from the one the school year starts in
    "autumn": ("Tymor yr Hydref / Autumn", 0, "09-01", "12-19"),
    "spring": ("Tymor y Gwanwyn / Spring", 1, "01-04", "03-20"),
    "summer": ("Tymor yr Haf / Summer", 1, "04-05", "07-21"),
}
ROLES = {
    "headteacher": "principal",
    "alnco": "ext:alnco",
    "class_teacher": "teacher",
    "teaching_assistant": "aide",
    "la_officer": "districtAdministrator",
    "privacy_officer": "ext:privacyOfficer",
}
ABSENT = (  # gradebook and resources: not exported
    *("categories", "classResources", "courses", "courseResources", "resources", "results"),
    *("lineItemLearningObjectiveIds", "lineItems", "lineItemScoreScales", "scoreScales"),
    *("resultLearningObjectiveIds", "resultScoreScales", "userProfiles", "userResources"),
)

Cells = dict[str, str]


def zipped(authority: Authority) -> bytes:
    """The roster as a zip."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for file, content in _files(authority):
            entry = zipfile.ZipInfo(file, WRITTEN)
            entry.create_system = 3
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return packed.getvalue()


def _files(authority: Authority) -> Iterator[tuple[str, str]]:
    yield "manifest.csv", _table(("propertyName", "value"), _manifest())
    contents = {
        "academicSessions.csv": _sessions(authority.school_year),
        "orgs.csv": _orgs(authority),
        "users.csv": _users(authority),
        "roles.csv": _roles(authority),
        "classes.csv": _classes(authority),
        "enrollments.csv": _enrolments(authority),
        "demographics.csv": _demographics(authority),
    }
    for file, rows in contents.items():
        yield file, _table(COLUMNS[file].defined, rows)


def _table(columns: tuple[str, ...], rows: Iterable[Cells]) -> str:
    written = StringIO(newline="")
    writer = csv.DictWriter(written, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


def _manifest() -> Iterator[Cells]:
    stated = {"manifest.version": "1.0", "oneroster.version": "1.2"}
    stated |= {f"file.{file.removesuffix('.csv')}": "bulk" for file in COLUMNS}
    stated |= {f"file.{name}": "absent" for name in ABSENT}
    stated |= {"source.systemName": "Llwybr demo", "source.systemCode": "demo"}
    for name, value in stated.items():
        yield {"propertyName": name, "value": value}


def _sessions(school_year: int) -> Iterator[Cells]:
    year, title = f"year-{school_year}", f"{school_year}/{(school_year + 1) % 100:02}"
    spans = (title, f"{school_year}-09-01", f"{school_year + 1}-08-31")
    yield _session(school_year, (year, "schoolYear"), spans)
    for name, (title, later, start, end) in TERMS.items():
        of = school_year + later
        spans = (title, f"{of}-{start}", f"{of}-{end}")
        yield _session(school_year, (f"{name}-{of}", "term"), spans) | {"parentSourcedId": year}


def _terms(school_year: int) -> list[str]:
    return [f"{name}-{school_year + later}" for name, (_, later, _, _) in TERMS.items()]


def _session(school_year: int, what: tuple[str, str], spans: tuple[str, str, str]) -> Cells:
    (sourced_id, kind), (title, start, end) = what, spans
    return {
        "sourcedId": sourced_id,
        "title": title,
        "type": kind,
        "startDate": start,
        "endDate": end,
        "schoolYear": str(school_year + 1),
    }


def _orgs(authority: Authority) -> Iterator[Cells]:
    yield {"sourcedId": authority.code, "name": authority.name, "type": "district"}
    for school in authority.schools:
        yield {
            "sourcedId": school.sourced_id,
            "name": school.name,
            "type": "school",
            "identifier": school.number,
            "parentSourcedId": authority.code,
        }


def _users(authority: Authority) -> Iterator[Cells]:
    for learner in authority.learners:
        yield _user(learner.sourced_id, learner.given_name, learner.family_name) | {
            "userIds": f"{{UPN:{learner.upn}}}",
            "agentSourcedIds": ",".join(parent.sourced_id for parent in learner.parents),
            "grades": learner.year_group,
        }
    for parent in authority.parents:
        row = _user(parent.sourced_id, parent.given_name, parent.family_name)
        yield row | {"email": parent.email}
    for member in _staff(authority):
        yield _user(member.sourced_id, member.given_name, member.family_name)


def _user(sourced_id: str, given_name: str, family_name: str) -> Cells:
    return {
        "sourcedId": sourced_id,
        "enabledUser": "true",
        "username": sourced_id,
        "givenName": given_name,
        "familyName": family_name,
    }


def _roles(authority: Authority) -> Iterator[Cells]:
    for parent in authority.parents:
        yield _role(parent.sourced_id, "parent", authority.code)
    for school in authority.schools:
        for learner in school.learners:
            yield _role(learner.sourced_id, "student", school.sourced_id)
        for member in school.staff:
            yield _role(member.sourced_id, ROLES[member.role], school.sourced_id)
    for officer in (authority.officer, authority.privacy_officer):
        yield _role(officer.sourced_id, ROLES[officer.role], authority.code)


def _role(user: str, role: str, org: str) -> Cells:
    return {
        "sourcedId": f"role-{user}",
        "userSourcedId": user,
        "roleType": "primary",
        "role": role,
        "orgSourcedId": org,
    }


def _classes(authority: Authority) -> Iterator[Cells]:
    for school in authority.schools:
        for class_ in school.classes:
            yield {
                "sourcedId": class_.sourced_id,
                "title": class_.title,
                "grades": class_.year_group,
                "classType": "homeroom",
                "schoolSourcedId": school.sourced_id,
                "termSourcedIds": ",".join(_terms(authority.school_year)),
            }


def _enrolments(authority: Authority) -> Iterator[Cells]:
    for school in authority.schools:
        classes = {class_.class_id: class_ for class_ in school.classes}
        for class_ in school.classes:
            row = _enrolment(school, class_, class_.teacher.sourced_id)
            yield row | {"role": "teacher", "primary": "true"}
        for learner in school.learners:
            row = _enrolment(school, classes[learner.class_id], learner.sourced_id)
            yield row | {"role": "student", "beginDate": f"{authority.school_year}-09-01"}


def _enrolment(school: School, class_: SchoolClass, user: str) -> Cells:
    return {
        "sourcedId": f"enrolment-{user}",
        "classSourcedId": class_.sourced_id,
        "schoolSourcedId": school.sourced_id,
        "userSourcedId": user,
    }


def _demographics(authority: Authority) -> Iterator[Cells]:
    for learner in authority.learners:
        yield {
            "sourcedId": learner.sourced_id,
            "birthDate": learner.born_on.isoformat(),
            "sex": learner.sex,
        }


def _staff(authority: Authority) -> Iterator[StaffMember]:
    for school in authority.schools:
        yield from school.staff
    yield from (authority.officer, authority.privacy_officer)
