from datetime import date
from uuid import UUID

import pytest

from services.learners.api.roll.roster.commands import ROSTER_IMPORT, about, steps_of
from services.learners.api.roll.roster.reading import LearnerEntry, Roster
from services.learners.api.roll.roster.roll import held_by_others
from services.learners.api.roll.roster.roster_zip import read_roster
from services.learners.domain.roll.identity import Named, authority_id, roster_id
from services.learners.domain.roll.learner_messages import (
    ClassPlace,
    Details,
    Parent,
    Relationship,
    Sex,
)
from services.learners.domain.roll.school import RegisterSchool
from services.learners.domain.roll.school_class import ClassStaff, OpenClass
from services.learners.domain.roll.staff_member import Post, PostRole, RegisterStaffMember
from services.learners.domain.roll.year_group import YearGroup
from shared.runtime.service import Effect
from tests.learners.roster_zips import FILES, SOUND, changed, packed, with_file

TODAY = date(2026, 11, 24)


def org(sourced_id: str) -> UUID:
    return roster_id("665", Named.ORG, sourced_id)


def class_(sourced_id: str) -> UUID:
    return roster_id("665", Named.CLASS, sourced_id)


def user(sourced_id: str) -> UUID:
    return roster_id("665", Named.USER, sourced_id)


def read(body: bytes = SOUND) -> Roster:
    roster = read_roster(body, "665", TODAY)
    assert isinstance(roster, Roster), roster.listed
    return roster


def learner(sourced_id: str, body: bytes = SOUND) -> LearnerEntry:
    return read(body).learners[user(sourced_id)]


def test_learners_are_read_with_their_details() -> None:
    enrol = learner("l1").enrol
    assert enrol.upn == "G681213425001"
    assert enrol.year_group is YearGroup.YEAR_2
    assert enrol.school_id == org("s1")
    assert enrol.details == Details(
        given_name="Llŷr", family_name="Wyn-Jones", born_on=date(2019, 3, 1), sex=Sex.MALE
    )
    assert learner("l3").enrol.details.sex is None


def test_the_first_day_at_the_school_is_that_in_the_own_class_where_it_is_told() -> None:
    begun = changed("enrollments.csv", "l1,student,,,", "l1,student,,2026-09-01,")
    assert learner("l1", begun).enrol.enrolled_on == date(2026, 9, 1)
    assert learner("l2", begun).enrol.enrolled_on is None
    to_come = changed("enrollments.csv", "l1,student,,,", "l1,student,,2026-11-25,")
    assert learner("l1", to_come).enrol.enrolled_on is None


@pytest.mark.parametrize(
    ("starts", "since"),
    [
        ("2026-09-01", date(2026, 9, 1)),
        ("2026-01-05", date(2025, 9, 1)),
        ("2027-01-04", None),
    ],
    ids=["a term of this school year", "of the one before", "of one to come"],
)
def test_the_year_group_is_of_the_school_year_that_the_terms_tell(
    starts: str, since: date | None
) -> None:
    began = FILES["academicSessions.csv"].replace("2026-09-01", starts)
    files = with_file("academicSessions.csv", began.replace("2026-12-19", "2027-07-20"))
    assert learner("l1", files).enrol.year_group_since == since


def test_of_two_own_classes_of_a_school_the_earlier_day_is_the_first() -> None:
    began = FILES["enrollments.csv"].replace("l1,student,,,", "l1,student,,2026-09-01,")
    more = began + "e6,,,c1,s1,l1,student,,2025-09-01,\n"
    files = with_file("enrollments.csv", more)
    assert learner("l1", files).enrol.enrolled_on == date(2025, 9, 1)


def test_when_a_teaching_group_began_tells_nothing_of_the_first_day_at_the_school() -> None:
    rows = FILES["enrollments.csv"].replace(
        "e3,,,c2,s1,l1,student,,", "e3,,,c2,s1,l1,student,,2026-12-01"
    )
    assert learner("l1", with_file("enrollments.csv", rows)).enrol.enrolled_on is None


def test_a_learner_has_a_place_in_each_class_that_is_not_over() -> None:
    assert learner("l1").places.places == (
        ClassPlace(class_id=class_("c1"), is_own_class=True),
        ClassPlace(class_id=class_("c2"), is_own_class=False),
    )
    assert len(learner("l2").places.places) == 1
    assert learner("l3").places.places == ()


def test_parents_may_be_named_by_the_learner_or_name_the_learner() -> None:
    assert learner("l1").parents.parents == (
        Parent(parent_id=user("p1"), relationship=Relationship.PARENT),
    )
    assert learner("l2").parents.parents == (
        Parent(parent_id=user("p2"), relationship=Relationship.GUARDIAN),
    )
    assert learner("l3").parents.parents == (
        Parent(parent_id=user("n1"), relationship=Relationship.RELATIVE),
    )


def test_a_teacher_who_is_an_agent_is_not_thereby_a_parent() -> None:
    body = changed("users.csv", ",,,,,,p1,2,", ',,,,,,"p1,t1",2,')
    assert [each.parent_id for each in learner("l1", body).parents.parents] == [user("p1")]


def test_schools_staff_and_classes_are_read() -> None:
    roster = read()
    assert roster.schools == {
        org("s1"): RegisterSchool(name="Ysgol Glan-y-dŵr", number="6652981"),
        org("s2"): RegisterSchool(name="St Oswin's", number="6653983"),
    }
    alnco, teacher = PostRole.ALNCO, PostRole.CLASS_TEACHER
    assert roster.staff_members == {
        user("t1"): RegisterStaffMember(
            given_name="Ffion",
            family_name="Parry",
            posts=(Post(role=teacher, school_id=org("s1")),),
        ),
        user("a1"): RegisterStaffMember(
            given_name="Gwen",
            family_name="Hughes",
            posts=(
                Post(role=alnco, school_id=org("s1")),
                Post(role=teacher, school_id=org("s2")),
            ),
        ),
    }
    assert roster.classes == {
        class_("c1"): OpenClass(
            title="Dosbarth Ŵyn",
            school_id=org("s1"),
            staff=(ClassStaff(staff_member_id=user("t1")),),
        ),
        class_("c2"): OpenClass(title="Ffoneg", school_id=org("s1"), staff=()),
    }


def test_an_officer_holds_a_post_with_the_authority() -> None:
    body = changed("roles.csv", "ext:alnco,,,s1", "districtAdministrator,,,la")
    posts = read(body).staff_members[user("a1")].posts
    assert posts[0] == Post(role=PostRole.LA_OFFICER, school_id=None)


def test_someone_whose_role_is_over_is_passed_over() -> None:
    files = {
        **FILES,
        "roles.csv": FILES["roles.csv"].replace("2020-09-01,,s1", "2020-09-01,2026-11-24,s1"),
        "enrollments.csv": FILES["enrollments.csv"].replace("e4,,,c1,s1,t1,teacher,true,,\n", ""),
    }
    assert user("t1") not in read(packed({**files})).staff_members


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("R,,,,,,,,\n", "R,,,,,,,s1,\n"),  # the primary organisation decides
        ("R,,,,,,,,\n", "R,,,,,,,,\n"),
    ],
)
def test_a_dual_registration_is_on_the_roll_of_the_primary_school(old: str, new: str) -> None:
    files = {
        **FILES,
        "users.csv": FILES["users.csv"].replace(old, new),
        "roles.csv": FILES["roles.csv"] + "r10,,,l3,secondary,student,,,s1,\n",
    }
    expected = org("s1") if "s1" in new else org("s2")
    assert learner("l3", packed({**files})).enrol.school_id == expected


def test_where_no_role_is_primary_the_first_school_counts() -> None:
    body = changed("roles.csv", "l3,primary", "l3,secondary")
    assert learner("l3", body).enrol.school_id == org("s2")


def test_what_is_odd_but_no_fault_is_warned_of() -> None:
    body = changed("orgs.csv", "6653983", "8013983")
    assert [(each.file, each.line, each.code) for each in read(body).warnings] == [
        ("orgs.csv", 4, "school_of_another_authority"),
        ("users.csv", 3, "upn_temporary"),
        ("users.csv", 4, "upn_not_welsh"),
    ]


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_other_line_ends_and_a_byte_order_mark_make_no_difference(line_end: str) -> None:
    files = {
        name: b"\xef\xbb\xbf" + content.replace("\n", line_end).encode()
        for name, content in FILES.items()
    }
    assert read(packed({**files})).learners.keys() == read().learners.keys()


def test_a_cell_that_looks_like_a_formula_is_only_text() -> None:
    body = changed("users.csv", "Llŷr", "=1+cmd|' /C calc'!A0")
    assert learner("l1", body).enrol.details.given_name == "=1+cmd|' /C calc'!A0"


def test_names_are_composed_so_that_equal_names_are_equal() -> None:
    body = changed("users.csv", "Llŷr", "Lly\u0302r")
    assert learner("l1", body).enrol.details.given_name == "Llŷr"


def test_columns_may_stand_in_another_order_and_vendors_may_add_their_own() -> None:
    lines = [line.split(",") for line in FILES["orgs.csv"].splitlines()]
    turned = "\n".join(",".join([*reversed(line), "x"]) for line in lines)
    body = with_file("orgs.csv", turned.replace("sourcedId,x", "sourcedId,metadata.cy.iaith", 1))
    assert read(body).schools == read().schools


def test_an_active_row_is_a_row() -> None:
    assert read(changed("orgs.csv", "s2,,", "s2,active,")).schools == read().schools


def test_files_and_entries_we_do_not_read_are_passed_over() -> None:
    body = packed({**FILES, "courses.csv": "anything", "userProfiles.csv": b"\xff\0"})
    assert read(body).learners.keys() == read().learners.keys()


def test_the_roster_becomes_steps_and_what_is_done_to_one_learner_stands_together() -> None:
    roster = read()
    streams = [stream for stream, _ in steps_of(roster, "665")]
    assert [stream.kind for stream in streams] == (
        ["school"] * 2 + ["staff_member"] * 2 + ["school_class"] * 2 + ["learner"] * 9
    )
    assert [stream.id for stream in streams[6::3]] == list(roster.learners)
    assert streams[6:] == [stream for stream in streams[6::3] for _ in range(3)]


def test_what_will_put_an_import_on_record_survives_being_put_down() -> None:
    told = about(UUID(int=1), SOUND, read(), {user("l1")}, "665")
    stream, put = ROSTER_IMPORT.closing(UUID(int=1), told.as_json(), Effect())
    assert (stream.kind, stream.id) == ("roster", authority_id("665"))
    assert put == told.having(Effect())
    counts = told.put.counts
    assert (counts.learners, counts.new_learners, counts.warnings) == (3, 2, 2)


def test_a_upn_of_someone_else_on_the_roll_is_reported_by_line() -> None:
    roster, stranger = read(), UUID(int=9)
    faults = held_by_others(roster, {stranger: "J66530242400A", user("l1"): "G681213425001"})
    assert [(fault.file, fault.line, fault.code) for fault in faults.listed] == [
        ("users.csv", 3, "upn_held")
    ]


def test_learners_of_the_roster_may_exchange_their_upns() -> None:
    roll = {user("l1"): "J66530242400A", user("l2"): "G681213425001"}
    assert held_by_others(read(), roll).total == 0
