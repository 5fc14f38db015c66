from dataclasses import replace
from uuid import UUID

from hypothesis import given as for_any
from hypothesis import strategies as st

from services.learners.domain.roll.identity import Named, authority_id, roster_id
from services.learners.domain.roll.roster import (
    ImportRoster,
    KindCounts,
    RosterCounts,
    RosterImported,
    RosterWarning,
    kind_counts,
    roster,
)
from services.learners.domain.roll.school import (
    RegisterSchool,
    SchoolDetailsCorrected,
    SchoolRegistered,
    school,
)
from services.learners.domain.roll.school_class import (
    ClassDetailsCorrected,
    ClassOpened,
    ClassRole,
    ClassStaff,
    ClassTeacherAssigned,
    ClassTeacherReleased,
    LeaveClass,
    OpenClass,
    school_class,
)
from services.learners.domain.roll.staff_member import (
    LeavePosts,
    Post,
    PostGivenUp,
    PostRole,
    PostTakenUp,
    RegisterStaffMember,
    StaffMemberRegistered,
    StaffMemberRenamed,
    staff_member,
)
from shared.testing.scenario import given
from tests.learners.learner_facts import OTHER_SCHOOL, SCHOOL

SIAN, IFAN = UUID(int=71), UUID(int=72)
TEACHER = Post(role=PostRole.CLASS_TEACHER, school_id=SCHOOL)
ALNCO = Post(role=PostRole.ALNCO, school_id=SCHOOL)
REGISTERED = SchoolRegistered(name="Ysgol Glan-y-dŵr", number="6652981")
OPENED = ClassOpened(title="Dosbarth Ŵyn", school_id=SCHOOL)
APPOINTED = StaffMemberRegistered(given_name="Siân", family_name="Parry")


def open_class(*teacher_ids: UUID, title: str = OPENED.title) -> OpenClass:
    staff = tuple(ClassStaff(staff_member_id=each) for each in teacher_ids)
    return OpenClass(title=title, school_id=SCHOOL, staff=staff)


def register(*posts: Post, family_name: str = "Parry") -> RegisterStaffMember:
    return RegisterStaffMember(
        given_name="Siân", family_name=family_name, posts=posts, whole=(SCHOOL,)
    )


def test_a_school_is_registered_once_and_renamed_where_the_roster_differs() -> None:
    command = RegisterSchool(name=REGISTERED.name, number=REGISTERED.number)
    given(school).when(command).then(REGISTERED)
    given(school, REGISTERED).when(command).then_nothing()
    corrected = SchoolDetailsCorrected(name="Ysgol Glan-yr-afon", number="6652981")
    renamed = RegisterSchool(name=corrected.name, number=corrected.number)
    given(school, REGISTERED).when(renamed).then(corrected)
    given(school, REGISTERED, corrected).when(renamed).then_nothing()


def test_a_class_is_opened_with_its_teachers() -> None:
    given(school_class).when(open_class(SIAN, IFAN, SIAN)).then(
        OPENED,
        ClassTeacherAssigned(staff_member_id=SIAN),
        ClassTeacherAssigned(staff_member_id=IFAN),
    )


def test_the_same_class_again_changes_nothing() -> None:
    given(school_class, OPENED, ClassTeacherAssigned(staff_member_id=SIAN)).when(
        open_class(SIAN)
    ).then_nothing()


def test_a_class_changes_its_teacher_and_its_title() -> None:
    given(school_class, OPENED, ClassTeacherAssigned(staff_member_id=SIAN)).when(
        open_class(IFAN, title="Dosbarth Eryr")
    ).then(
        ClassDetailsCorrected(title="Dosbarth Eryr", school_id=SCHOOL),
        ClassTeacherReleased(staff_member_id=SIAN),
        ClassTeacherAssigned(staff_member_id=IFAN),
    )


def test_a_member_of_staff_is_registered_with_all_posts() -> None:
    given(staff_member).when(register(TEACHER, ALNCO, TEACHER)).then(
        APPOINTED, PostTakenUp(post=TEACHER), PostTakenUp(post=ALNCO)
    )


def test_the_same_posts_again_change_nothing() -> None:
    given(staff_member, APPOINTED, PostTakenUp(post=TEACHER)).when(register(TEACHER)).then_nothing()


def test_a_post_no_longer_named_is_given_up_and_a_new_name_is_recorded() -> None:
    given(staff_member, APPOINTED, PostTakenUp(post=TEACHER)).when(
        register(ALNCO, family_name="Parry-Wyn")
    ).then(
        StaffMemberRenamed(given_name="Siân", family_name="Parry-Wyn"),
        PostGivenUp(post=TEACHER),
        PostTakenUp(post=ALNCO),
    )


def test_an_import_is_put_on_record_once() -> None:
    counts = RosterCounts(
        schools=1, staff_members=2, classes=1, learners=3, new_learners=3, warnings=1
    )
    warning = RosterWarning(file="users.csv", line=2, field="userIds", code="upn_temporary")
    command = ImportRoster(
        import_id=UUID(int=81), digest="ab" * 32, counts=counts, warnings=(warning,)
    )
    imported = RosterImported(
        import_id=UUID(int=81), digest="ab" * 32, counts=counts, warnings=(warning,)
    )
    given(roster).when(command).then(imported)
    given(roster, imported).when(command).then_nothing()
    again = replace(command, import_id=UUID(int=82))
    given(roster, imported).when(again).then(replace(imported, import_id=UUID(int=82)))


@for_any(
    *(st.integers(0, 50) for _ in range(4)),
)
def test_all_that_are_named_are_new_changed_or_unchanged(
    new: int, changed: int, unchanged: int, ended: int
) -> None:
    """What ended has changed too, and is not named."""
    named = new + changed + unchanged
    led_to = {"learner": {"new": new, "changed": changed + ended}}
    [told] = kind_counts({"learner": named}, led_to, {"learner": ended})
    assert told == KindCounts(
        kind="learner", named=named, new=new, changed=changed, unchanged=unchanged, ended=ended
    )


def test_a_kind_of_which_nothing_changed_is_told_too() -> None:
    [told] = kind_counts({"school": 2}, {}, {})
    assert (told.named, told.unchanged) == (2, 2)


def test_the_same_sourced_id_is_the_same_person_only_in_the_same_authority_and_kind() -> None:
    ids = {
        roster_id("665", Named.USER, "1"),
        roster_id("665", Named.CLASS, "1"),
        roster_id("665", Named.USER, "2"),
        roster_id("666", Named.USER, "1"),
        authority_id("665"),
        authority_id("666"),
    }
    assert len(ids) == 6
    assert roster_id("665", Named.USER, "1") in ids


def test_posts_at_a_school_the_roster_is_not_whole_for_stand() -> None:
    elsewhere = PostTakenUp(post=Post(role=PostRole.ALNCO, school_id=OTHER_SCHOOL))
    with_authority = PostTakenUp(post=Post(role=PostRole.LA_OFFICER, school_id=None))
    here = PostTakenUp(post=TEACHER)
    known = given(staff_member, APPOINTED, here, elsewhere, with_authority)
    known.when(register()).then(PostGivenUp(post=TEACHER))
    known.when(LeavePosts(whole=(SCHOOL,))).then(PostGivenUp(post=TEACHER))
    known.when(LeavePosts(whole=(OTHER_SCHOOL, None))).then(
        PostGivenUp(post=elsewhere.post), PostGivenUp(post=with_authority.post)
    )


def test_whoever_comes_back_takes_the_post_up_again() -> None:
    gone = given(staff_member, APPOINTED, PostTakenUp(post=TEACHER), PostGivenUp(post=TEACHER))
    gone.when(LeavePosts(whole=(SCHOOL,))).then_nothing()
    gone.when(register(TEACHER)).then(PostTakenUp(post=TEACHER))
    given(staff_member).when(LeavePosts(whole=(SCHOOL,))).then_nothing()


def test_nobody_teaches_a_class_that_is_left_until_it_is_named_again() -> None:
    assigned = ClassTeacherAssigned(staff_member_id=SIAN)
    released = ClassTeacherReleased(staff_member_id=SIAN)
    given(school_class, OPENED, assigned).when(LeaveClass()).then(released)
    given(school_class, OPENED, assigned, released).when(LeaveClass()).then_nothing()
    given(school_class).when(LeaveClass()).then_nothing()
    given(school_class, OPENED, assigned, released).when(open_class(SIAN)).then(assigned)


def test_a_teacher_who_assists_from_now_on_is_released_as_a_teacher_first() -> None:
    assistant = ClassStaff(staff_member_id=SIAN, role=ClassRole.ASSISTANT)
    command = OpenClass(title=OPENED.title, school_id=SCHOOL, staff=(assistant,))
    teaching = given(school_class, OPENED, ClassTeacherAssigned(staff_member_id=SIAN))
    teaching.when(command).then(
        ClassTeacherReleased(staff_member_id=SIAN),
        ClassTeacherAssigned(staff_member_id=SIAN, role=ClassRole.ASSISTANT),
    )
