"""Every bad roster is refused, and each fault names its file, line, field and code."""

from datetime import date

import pytest

from services.learners.api.roll.roster.fault import LISTED, Faults
from services.learners.api.roll.roster.roster_zip import read_roster
from tests.learners.roster_zips import FILES, changed, packed, with_file

TODAY = date(2026, 11, 24)


def faults(body: bytes) -> Faults:
    found = read_roster(body, "665", TODAY)
    assert isinstance(found, Faults)
    assert all(fault.reason for fault in found.listed)
    return found


def told(body: bytes) -> list[tuple[str, int | None, str | None, str]]:
    return [(each.file, each.line, each.field, each.code) for each in faults(body).listed]


BAD_ROWS = """
users.csv | l2,,,true | l1,,,true | 3 sourcedId sourced_id_duplicate
users.csv | Llŷr | | 2 givenName value_missing
users.csv | Llŷr | \u00a0 | 2 givenName value_missing
users.csv | Llŷr | Ll\x07yr | 2 givenName character_not_allowed
users.csv | true,l1 | yes,l1 | 2 enabledUser value_unknown
users.csv | l1,,,true | l1,tobedeleted,,true | 2 status status_not_allowed
users.csv | {LDAP:x},{UPN:G681213425001} | {LDAP:x} | 2 userIds upn_missing
users.csv | G681213425001 | G68121342500 | 2 userIds upn_length
users.csv | G681213425001 | G6812134250O1 | 2 userIds upn_character
users.csv | G681213425001 | G681213425010 | 2 userIds upn_check_letter
users.csv | {UPN:J66530242400A} | {UPN:G681213425001} | 3 userIds upn_duplicate
users.csv | p1,2 | p9,2 | 2 agentSourcedIds user_unknown
users.csv | p1,2, | p1,, | 2 grades value_missing
users.csv | p1,2, | p1,Year 2, | 2 grades year_group_unknown
orgs.csv | Ysgol Glan-y-dŵr | | 3 name value_missing
orgs.csv | school,6652981 | College, | 3 type value_unknown
orgs.csv | 6652981,la | 6652981,x | 3 parentSourcedId org_unknown
orgs.csv | s1,, | s 1,, | 3 sourcedId sourced_id_malformed
academicSessions.csv | 2026-09-01,2027 | 2027-09-01,2027 | 2 endDate ends_before_start
academicSessions.csv | 2026-09-01,2026 | ,2026 | 3 startDate value_missing
academicSessions.csv | y26,2027 | y25,2027 | 3 parentSourcedId session_unknown
roles.csv | r1,,,l1 | r1,,,l9 | 2 userSourcedId user_unknown
roles.csv | student,,,s1 | student,,,s9 | 2 orgSourcedId school_unknown
roles.csv | student,,,s1 | student,,,la | 2 orgSourcedId org_not_school
roles.csv | primary,student | first,student | 2 roleType value_unknown
roles.csv | primary,student | primary,pupil | 2 role value_unknown
roles.csv | primary,student | primary, | 2 role value_missing
roles.csv | 2020-09-01,, | 2020-09-01,soon, | 8 endDate date_malformed
classes.csv | Ffoneg | | 3 title value_missing
classes.csv | scheduled | set | 3 classType value_unknown
classes.csv | s1,t1, | s9,t1, | 2 schoolSourcedId school_unknown
classes.csv | s1,t1, | ,t1, | 2 schoolSourcedId value_missing
classes.csv | s1,t1, | s1,t9, | 2 termSourcedIds session_unknown
enrollments.csv | c1,s1,l1 | c9,s1,l1 | 2 classSourcedId class_unknown
enrollments.csv | c1,s1,l1 | c1,s2,l1 | 2 schoolSourcedId school_differs
enrollments.csv | c1,s1,l1 | c1,s9,l1 | 2 schoolSourcedId school_unknown
enrollments.csv | s1,l1 | s1,l9 | 2 userSourcedId user_unknown
enrollments.csv | s1,l1 | s1,p1 | 2 userSourcedId user_not_learner
enrollments.csv | s1,t1 | s1,l3 | 5 userSourcedId user_not_staff
enrollments.csv | l1,student | l1,pupil | 2 role value_unknown
enrollments.csv | l1,student,, | l1,student,,1.9.2026 | 2 beginDate date_malformed
demographics.csv | 2019-03-01 | 01/03/2019 | 2 birthDate date_malformed
demographics.csv | 2019-03-01 | 2019-02-29 | 2 birthDate date_malformed
demographics.csv | 2019-03-01 | 20190301 | 2 birthDate date_malformed
demographics.csv | 2019-03-01 | | 2 birthDate value_missing
demographics.csv | 2019-03-01 | 2026-11-25 | 2 birthDate born_in_future
demographics.csv | 2019-03-01 | 1019-03-01 | 2 birthDate birth_date_implausible
demographics.csv | ,male | ,M | 2 sex value_unknown
demographics.csv | l1,,, | l9,,, | 2 sourcedId user_unknown
"""


@pytest.mark.parametrize("case", BAD_ROWS.strip().splitlines())
def test_a_bad_row_is_named_by_line(case: str) -> None:
    name, old, new, fault = (part.strip(" ") for part in case.split("|"))
    line, field, code = fault.split()
    assert told(changed(name, old, new))[0] == (name, int(line), field, code)


def test_a_text_too_long_to_keep_is_named() -> None:
    found = told(changed("users.csv", "Llŷr", "L" * 256))
    assert found == [("users.csv", 2, "givenName", "text_too_long")]


def test_a_user_without_a_role_is_named() -> None:
    found = told(changed("roles.csv", "r4,,,p1", "r4,,,p2"))
    assert found == [("users.csv", 5, "sourcedId", "role_missing")]


def test_a_learner_without_a_date_of_birth_is_named() -> None:
    found = told(changed("demographics.csv", "l1,,,", "p1,,,"))
    assert found == [("users.csv", 2, "sourcedId", "demographics_missing")]


def test_every_bad_row_is_reported_not_only_the_first() -> None:
    users = FILES["users.csv"].replace("Llŷr", "").replace("Siân", "").replace(",R,", ",X,")
    assert told(with_file("users.csv", users)) == [
        ("users.csv", 2, "givenName", "value_missing"),
        ("users.csv", 3, "givenName", "value_missing"),
        ("users.csv", 4, "grades", "year_group_unknown"),
    ]


def test_faults_are_listed_up_to_a_thousand_and_counted_beyond() -> None:
    rows = "".join(f"x{number},,,,school,,\n" for number in range(LISTED + 234))
    found = faults(with_file("orgs.csv", FILES["orgs.csv"] + rows))
    assert len(found.listed) == LISTED
    assert found.total == LISTED + 234


@pytest.mark.parametrize(
    ("old", "new", "field", "code"),
    [
        ("sourcedId,", "SourcedID,", "sourcedId", "column_missing"),
        ("sourcedId,", "SourcedID,", "SourcedID", "column_unknown"),
        ("dateLastModified,", "status,", "status", "column_doubled"),
        ("givenName,", "forename,", "givenName", "column_missing"),
    ],
)
def test_a_wrong_header_is_named_by_column(old: str, new: str, field: str, code: str) -> None:
    assert ("users.csv", 1, field, code) in told(changed("users.csv", old, new))


def test_a_file_that_cannot_be_read_is_not_blamed_on_those_that_refer_to_it() -> None:
    found = told(changed("users.csv", "givenName,", "forename,"))
    assert {file for file, *_ in found} == {"users.csv"}


def test_a_row_with_too_few_or_too_many_fields_is_named() -> None:
    assert told(changed("orgs.csv", "s2,,,", "s2,,")) == [("orgs.csv", 4, None, "field_count")]
    assert told(changed("orgs.csv", "s2,,,", "s2,,,,")) == [("orgs.csv", 4, None, "field_count")]


def test_a_header_without_rows_and_an_empty_file_are_named() -> None:
    header = FILES["classes.csv"].splitlines()[0]
    assert ("classes.csv", 1, None, "file_empty") in told(with_file("classes.csv", header))
    assert ("classes.csv", 1, "title", "column_missing") in told(with_file("classes.csv", ""))


def test_text_of_an_old_code_page_is_named_by_line_and_byte() -> None:
    cp1252 = FILES["users.csv"].replace("ŷ", "y").encode("cp1252")
    found = faults(with_file("users.csv", cp1252))
    assert [(each.file, each.line, each.code) for each in found.listed] == [
        ("users.csv", 3, "not_utf8")
    ]
    assert "0xE2" in found.listed[0].reason


def test_text_in_sixteen_bits_is_named() -> None:
    found = told(with_file("orgs.csv", FILES["orgs.csv"].encode("utf-16")))
    assert found[0] == ("orgs.csv", 1, None, "not_utf8")


def test_a_nul_byte_is_named_by_line() -> None:
    assert told(changed("users.csv", "Siân", "Si\0n")) == [("users.csv", 3, None, "nul_byte")]


def test_a_quoted_line_break_is_named_by_the_line_it_starts_on() -> None:
    assert told(changed("users.csv", "Siân", '"Si\nân"')) == [
        ("users.csv", 3, None, "line_break_in_field")
    ]


def test_a_quote_never_closed_is_named_by_the_line_it_starts_on() -> None:
    assert told(changed("users.csv", "Siân", '"Siân')) == [("users.csv", 3, None, "row_malformed")]


def test_a_quote_in_the_wrong_place_spoils_its_own_row_only() -> None:
    assert told(changed("users.csv", "Siân", '"Si"ân')) == [("users.csv", 3, None, "row_malformed")]


@pytest.mark.parametrize("name", sorted(set(FILES) - {"manifest.csv"}))
def test_a_missing_file_is_named_by_the_manifests_line(name: str) -> None:
    [(file, line, field, code)] = told(with_file(name, None))
    assert (file, field, code) == ("manifest.csv", "value", "file_missing")
    assert line is not None
    assert f"file.{name.removesuffix('.csv')}" in FILES["manifest.csv"].splitlines()[line - 1]


def test_a_zip_without_a_manifest_is_refused() -> None:
    assert told(with_file("manifest.csv", None)) == [("manifest.csv", None, None, "file_missing")]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("users,bulk", "users,delta", (None, None, "roster_base_missing")),
        ("users,bulk", "users,absent", (12, "value", "file_missing")),
        ("users,bulk", "users,all", (12, "value", "value_unknown")),
        ("file.users,bulk\n", "", (None, "file.users", "property_missing")),
        ("version,1.2", "version,1.1", (3, "value", "roster_version_unsupported")),
        ("oneroster.version,1.2\n", "", (None, "oneroster.version", "property_missing")),
        ("propertyName", "property", (1, "propertyName", "column_missing")),
    ],
)
def test_a_manifest_that_promises_something_else_is_refused(
    old: str, new: str, fault: tuple[int | None, str, str]
) -> None:
    assert told(changed("manifest.csv", old, new))[0] == ("manifest.csv", *fault)


def test_a_roster_of_nothing_but_a_manifest_is_refused() -> None:
    assert len(told(packed({"manifest.csv": FILES["manifest.csv"]}))) == 7
