from typing import Any
from uuid import UUID

from services.learners.domain.roll.roster import RosterCounts, RosterImported
from services.learners.domain.roll.school import SchoolDetailsCorrected, SchoolRegistered
from services.learners.domain.roll.school_class import (
    ClassDetailsCorrected,
    ClassOpened,
    ClassTeacherAssigned,
    ClassTeacherReleased,
)
from services.learners.domain.roll.staff_member import (
    Post,
    PostGivenUp,
    PostRole,
    PostTakenUp,
    StaffMemberRegistered,
    StaffMemberRenamed,
)
from services.learners.projections.response.concerns import CONCERNS
from services.learners.projections.roll.classes import CLASSES, OpenedClass
from services.learners.projections.roll.roster_imports import ROSTER_IMPORTS, CarriedOutImport
from services.learners.projections.roll.schools import SCHOOLS, RegisteredSchool
from services.learners.projections.roll.staff_members import STAFF_MEMBERS, KnownStaffMember
from shared.runtime.projection import Projection
from tests.learners.facts import ACTOR, NOW, fact
from tests.learners.learner_facts import ENROLLED, SCHOOL

THING, TEACHER = UUID(int=3), UUID(int=4)
POST = Post(role=PostRole.ALNCO, school_id=SCHOOL)


def after(model: Projection, kind: str, *events: Any) -> Any:
    row = None
    for event in events:
        row = model.project(row, fact(event, kind, THING))
    return row


def test_a_school_is_known_by_its_latest_name() -> None:
    registered = SchoolRegistered(name="Ysgol Glan-y-dŵr", number="6652981")
    corrected = SchoolDetailsCorrected(name="Ysgol y Glannau", number=None)
    assert after(SCHOOLS, "school", registered) == RegisteredSchool(
        THING, "Ysgol Glan-y-dŵr", "6652981"
    )
    assert after(SCHOOLS, "school", registered, corrected) == RegisteredSchool(
        THING, "Ysgol y Glannau", None
    )


def test_a_class_shows_who_teaches_it_now() -> None:
    opened = ClassOpened(title="Dosbarth Ŵyn", school_id=SCHOOL)
    assigned = ClassTeacherAssigned(staff_member_id=TEACHER)
    released = ClassTeacherReleased(staff_member_id=TEACHER)
    corrected = ClassDetailsCorrected(title="Dosbarth Eryr", school_id=SCHOOL)
    assert after(CLASSES, "school_class", opened, assigned, corrected) == OpenedClass(
        THING, SCHOOL, "Dosbarth Eryr", (TEACHER,)
    )
    assert after(CLASSES, "school_class", opened, assigned, released).teacher_ids == ()
    assert after(CLASSES, "school_class", released) is None


def test_a_member_of_staff_shows_the_posts_held_now() -> None:
    registered = StaffMemberRegistered(given_name="Siân", family_name="Parry")
    renamed = StaffMemberRenamed(given_name="Siân", family_name="Wyn")
    taken, given_up = PostTakenUp(post=POST), PostGivenUp(post=POST)
    assert after(STAFF_MEMBERS, "staff_member", registered, taken, renamed) == KnownStaffMember(
        THING, "Siân", "Wyn", (POST,)
    )
    assert after(STAFF_MEMBERS, "staff_member", registered, taken, given_up).posts == ()
    assert after(STAFF_MEMBERS, "staff_member", given_up) is None


def test_an_import_shows_when_and_by_whom() -> None:
    counts = RosterCounts(
        schools=1, staff_members=1, classes=1, learners=1, new_learners=1, warnings=0
    )
    imported = RosterImported(import_id=THING, digest="00", counts=counts, warnings=())
    assert ROSTER_IMPORTS.project(None, fact(imported, "roster")) == CarriedOutImport(
        THING, NOW, ACTOR, "00", is_delta=False, counts=counts, warnings=()
    )
    assert ROSTER_IMPORTS.key_of(fact(imported, "roster")) == (THING,)


def test_each_model_is_touched_by_its_own_streams_only() -> None:
    models = {
        "school": SCHOOLS,
        "school_class": CLASSES,
        "staff_member": STAFF_MEMBERS,
        "concern": CONCERNS,
    }
    for kind, model in models.items():
        assert model.key_of(fact(None, kind, THING)) == (THING,)
        assert model.key_of(fact(ENROLLED)) is None
    assert ROSTER_IMPORTS.key_of(fact(ENROLLED)) is None


def test_a_payload_that_was_erased_changes_no_row() -> None:
    for model in (SCHOOLS, CLASSES, STAFF_MEMBERS, CONCERNS):
        assert model.project(None, fact(None)) is None
