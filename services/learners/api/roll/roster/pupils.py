"""users.csv with demographics.csv: the learners."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.learners.api.roll.roster import cells
from services.learners.api.roll.roster.classes import Enrolments
from services.learners.api.roll.roster.family import parent_of
from services.learners.api.roll.roster.on_disk import OnDisk
from services.learners.api.roll.roster.reading import ENTRIES, LearnerEntry, Reading
from services.learners.api.roll.roster.roles import UserRoles, school_of
from services.learners.api.roll.roster.table import Row
from services.learners.domain.roll import upn
from services.learners.domain.roll.learner_messages import (
    Details,
    EnrolLearner,
    LinkParents,
    PlaceInClasses,
    Sex,
)
from services.learners.domain.roll.year_group import YearGroup, parse_year_group

OLDEST = 25  # a young person is under 25; one year more, for a plan that ends late

_UPN = re.compile(r"\{UPN:([^}]*)\}")
_SEXES = {sex.value: sex for sex in Sex}
UPN_REASONS = {
    "upn_length": "A UPN has 13 characters.",
    "upn_character": "A UPN is a letter, eleven digits, and a digit or a letter; never I, O or S.",
    "upn_check_letter": "The first letter does not fit the rest: a character is wrong.",
}


@dataclass(frozen=True)
class Around:
    """What the other files say of the users."""

    roles: Mapping[str, UserRoles]
    enrolments: Enrolments
    families: Mapping[str, tuple[str, ...]]
    year_began: date | None


def learners(reading: Reading, around: Around) -> OnDisk[UUID, LearnerEntry]:
    """The learners to enrol, with their classes and parents."""
    _check_demographics(reading)
    holders: dict[str, int] = {}
    found = OnDisk(UUID, ENTRIES)
    for sourced_id, row in _student_rows(reading, around):
        enrol = _enrol(reading, around, row, holders)
        if enrol is not None:
            found[reading.user_id(sourced_id)] = _entry(reading, around, row, enrol)
    return found


def _student_rows(reading: Reading, around: Around) -> Iterator[tuple[str, Row]]:
    for sourced_id, row in reading.sheets["users.csv"]:
        if sourced_id in around.roles and around.roles[sourced_id].student:
            yield sourced_id, row


def _entry(reading: Reading, around: Around, row: Row, enrol: EnrolLearner) -> LearnerEntry:
    held = around.enrolments.places.get(row["sourcedId"], ())
    family = around.families.get(row["sourcedId"], ())
    parents = tuple(parent_of(reading, person, around.roles[person]) for person in family)
    return LearnerEntry(
        line=None if row.source.is_known else row.line,
        enrol=enrol,
        places=PlaceInClasses(places=tuple(one.place for one in held)),
        parents=LinkParents(parents=parents),
    )


def _enrol(
    reading: Reading, around: Around, row: Row, holders: dict[str, int]
) -> EnrolLearner | None:
    sourced_id = row["sourcedId"]
    number = _upn(reading, row, holders)
    year_group = _year_group(row)
    school = school_of(row, around.roles[sourced_id], reading)
    details = _details(reading, row)
    if number is None or year_group is None or school is None or details is None:
        return None
    return EnrolLearner(
        upn=number,
        details=details,
        year_group=year_group,
        school_id=reading.org_id(school),
        enrolled_on=around.enrolments.first_day(sourced_id, school),
        year_group_since=around.year_began,
    )


def _upn(reading: Reading, row: Row, holders: dict[str, int]) -> str | None:
    found = _UPN.search(row["userIds"])
    if found is None:
        row.fault("userIds", "upn_missing", "A learner's userIds hold {UPN:...}.")
        return None
    number = found[1].strip()
    if (code := upn.fault_of(number)) is not None:
        row.fault("userIds", code, UPN_REASONS[code])
        return None
    if number in holders:
        row.fault(
            "userIds", "upn_duplicate", f"The learner on line {holders[number]} has this UPN."
        )
    holders.setdefault(number, row.line)
    if upn.is_temporary(number):
        reading.warn(row, "userIds", "upn_temporary")
    if not upn.is_welsh(number):
        reading.warn(row, "userIds", "upn_not_welsh")
    return number


def _year_group(row: Row) -> YearGroup | None:
    grades = cells.listed(row, "grades")
    if not grades:
        row.fault("grades", "value_missing", "A value is needed here.")
        return None
    year_group = parse_year_group(grades[0])
    if year_group is None:
        row.fault("grades", "year_group_unknown", "Known are N1, N2, R and 1 to 14.")
    return year_group


def _details(reading: Reading, row: Row) -> Details | None:
    demographics = reading.sheets["demographics.csv"]
    more = demographics.rows.get(row["sourcedId"])
    if more is None:
        if demographics.is_whole:
            row.fault("sourcedId", "demographics_missing", "demographics.csv has no such row.")
        return None
    sex = cells.choice(more, "sex", _SEXES) if more["sex"] else None
    born_on = _born_on(more, reading.today)
    if born_on is None:
        return None
    given, family = cells.composed(row, "givenName"), cells.composed(row, "familyName")
    return Details(given_name=given, family_name=family, born_on=born_on, sex=sex)


def _born_on(row: Row, today: date) -> date | None:
    born_on = cells.required_day(row, "birthDate")
    if born_on is None:
        return None
    if born_on > today:
        row.fault("birthDate", "born_in_future", "This day is yet to come.")
    elif today.year - born_on.year > OLDEST:
        row.fault("birthDate", "birth_date_implausible", f"That is over {OLDEST} years ago.")
    return born_on


def _check_demographics(reading: Reading) -> None:
    users = reading.sheets["users.csv"]
    for sourced_id, row in reading.sheets["demographics.csv"]:
        if not users.knows(sourced_id):
            row.fault("sourcedId", "user_unknown", "users.csv has no such row.")
