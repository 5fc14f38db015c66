import hashlib
from collections import Counter
from datetime import date

from deploy.demo.authority import authority, roster_zip
from deploy.demo.inventing import YEAR_GROUPS
from services.learners.api.roll.roster.reading import Roster
from services.learners.api.roll.roster.roster_zip import read_roster
from services.learners.domain.roll.school_class import ClassStaff
from services.learners.domain.roll.upn import fault_of, is_temporary


def imported() -> Roster:
    roster = read_roster(roster_zip(), "665", date(2026, 11, 24))
    assert isinstance(roster, Roster), roster.listed
    return roster


def test_it_has_three_schools_one_of_them_welsh_and_600_learners() -> None:
    schools = authority().schools
    assert Counter(school.language for school in schools) == {"cy": 1, "en": 2}
    assert sum(len(school.learners) for school in schools) == 600


def test_it_is_the_same_every_time() -> None:
    first = hashlib.sha256(roster_zip()).hexdigest()
    roster_zip.cache_clear()
    authority.cache_clear()
    assert hashlib.sha256(roster_zip()).hexdigest() == first


def test_the_import_gives_everybody_the_id_the_demo_knows_them_by() -> None:
    roster, known = imported(), authority()
    assert roster.learners.keys() == {each.learner_id for each in known.learners}
    assert roster.schools.keys() == {school.school_id for school in known.schools}
    staff = {member.staff_member_id for school in known.schools for member in school.staff}
    assert roster.staff_members.keys() == staff | {
        known.officer.staff_member_id,
        known.privacy_officer.staff_member_id,
    }
    for learner in known.learners:
        entry = roster.learners[learner.learner_id]
        assert entry.enrol.upn == learner.upn
        assert entry.enrol.school_id == learner.school_id
        assert [place.class_id for place in entry.places.places] == [learner.class_id]
        assert roster.classes[learner.class_id].staff == (
            ClassStaff(staff_member_id=learner.teacher_id),
        )
        linked = {each.parent_id for each in entry.parents.parents}
        assert linked == {parent.parent_id for parent in learner.parents}
    assert roster.warnings == ()


def test_upns_are_sound_and_nobody_shares_one() -> None:
    upns = [learner.upn for learner in authority().learners]
    assert len(set(upns)) == len(upns)
    assert all(fault_of(upn) is None and not is_temporary(upn) for upn in upns)


def test_children_are_as_old_as_their_year_group() -> None:
    for learner in authority().learners:
        year = YEAR_GROUPS.index(learner.year_group)
        assert date(2021 - year, 9, 1) <= learner.born_on <= date(2022 - year, 8, 31)


def test_parents_are_one_or_two_some_have_several_children_and_both_languages_occur() -> None:
    known = authority()
    assert {len(learner.parents) for learner in known.learners} == {1, 2}
    children = Counter(parent for learner in known.learners for parent in learner.parents)
    assert max(children.values()) > 1
    assert {parent.language for parent in known.parents} == {"cy", "en"}
    assert all(parent.email.endswith("@example.com") for parent in known.parents)


def test_names_have_the_letters_and_marks_that_systems_stumble_over() -> None:
    names = "".join(each.given_name + each.family_name for each in authority().learners)
    assert set("ŷâôë'-") - set(names) <= {"ô", "ë"}
    assert "ŵ" in "".join(school.name for school in authority().schools)
