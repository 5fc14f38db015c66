"""What lets somebody see a child's record ends: in every service, from the next request on."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from deploy.demo.people import Authority, School, StaffMember
from deploy.demo.talking import Person
from deploy.demo.travellers import Traveller, parent
from tests.journeys.access.sight import Asker, end_in, import_roster, person, refused, sight
from tests.journeys.system import System

LATER = (datetime.now(UTC).date() + timedelta(days=90)).isoformat()


def first_school(demo: Authority, **changed: Any) -> Authority:
    return replace(demo, schools=(replace(demo.schools[0], **changed), *demo.schools[1:]))


def with_teachers_swapped(school: School, one: UUID, other: UUID) -> Any:
    """The teachers of two classes, each in the other's place."""
    teacher = {each.class_id: each.teacher for each in school.classes}
    swapped = teacher | {one: teacher[other], other: teacher[one]}
    return tuple(replace(each, teacher=swapped[each.class_id]) for each in school.classes)


def test_an_alnco_whose_post_a_roster_ends_sees_nothing_more_in_any_service(
    asker: Asker, demo: Authority, children: list[Traveller]
) -> None:
    before = sight(asker, children[0].alnco, children[0])
    assert all(before.may(name) for name in before.things)
    cursors = before.opened()
    assert {"learners", "assessments", "targets"} <= cursors.keys()
    newcomer = StaffMember(uuid4(), "staff-new", "Elin", "Huws", "alnco", None)
    ended_at = import_roster(asker, first_school(demo, alnco=newcomer))
    assert not before.may("learners"), "the service that was asked knows at once"
    asker.times("an ALNCo's post ended", ended_at, before.ends())
    before.refused_everywhere(cursors)
    began_at = import_roster(asker, demo)
    asker.times("an ALNCo's post taken up", began_at, before.begins())


def test_a_teacher_who_gives_up_a_class_and_keeps_the_post_sees_none_of_its_children(
    asker: Asker, demo: Authority, children: list[Traveller]
) -> None:
    child, other = children[0], children[1]
    before, after = sight(asker, child.teacher, child), sight(asker, other.teacher, child)
    assert all(before.may(name) for name in before.things)
    assert not any(after.may(name) for name in after.things)
    cursors, classes = before.opened(), (child.learner.class_id, other.learner.class_id)
    swapped = with_teachers_swapped(demo.schools[0], *classes)
    ended_at = import_roster(asker, first_school(demo, classes=swapped))
    assert not before.may("learners"), "the service that was asked knows at once"
    asker.times("a class given up", ended_at, before.ends())
    before.refused_everywhere(cursors)
    asker.times("a class taken on", ended_at, after.begins())
    asker.times("a class taken back", import_roster(asker, demo), before.begins())


def test_a_professional_sees_until_released_and_no_notice_ever(
    asker: Asker, children: list[Traveller]
) -> None:
    child, known = children[2], person("professional", 1)
    path, everything = f"/professionals/{uuid4()}", sight(asker, known, child)
    seen = everything.only("learners", "assessments", "targets")
    assert not any(everything.may(name) for name in everything.things)
    asker.times("a professional engaged", engage(asker, child, known, path), seen.begins())
    assert not everything.may("notifications")
    cursors = seen.opened()
    ended_at = asker.put(child.alnco, f"{path}/release")
    asker.times("a professional released", ended_at, seen.ends())
    everything.refused_everywhere(cursors)


def test_a_professional_whose_last_day_is_over_sees_nothing_more_there(
    asker: Asker, children: list[Traveller], system: System
) -> None:
    child, known = children[2], person("professional", 2)
    seen = sight(asker, known, child).only("learners", "assessments", "targets")
    begun_at = engage(asker, child, known, f"/professionals/{uuid4()}")
    asker.times("a professional engaged", begun_at, seen.begins())
    cursors = seen.opened()
    end_in(system, "assessments", known)
    seen.only("assessments").refused_everywhere({"assessments": cursors["assessments"]})
    assert seen.may("targets"), "whose copy still says otherwise"


def engage(asker: Asker, child: Traveller, known: Person, path: str) -> float:
    body = {
        "learner_id": str(child.learner.learner_id),
        "person_id": str(known.id),
        "profession": "educational_psychologist",
        "basis": "school_commission",
        "until": LATER,
    }
    return asker.put(child.alnco, path, body)


def test_a_court_order_keeps_a_teacher_out_of_every_service_until_it_is_lifted(
    asker: Asker, children: list[Traveller]
) -> None:
    child = children[3]
    kept_out = sight(asker, child.teacher, child)
    cursors, path = kept_out.opened(), f"/restrictions/{uuid4()}"
    imposed_at = impose(asker, child, child.teacher, path)
    assert not kept_out.may("learners"), "the service that was asked knows at once"
    asker.times("a court order", imposed_at, kept_out.ends())
    kept_out.refused_everywhere(cursors)
    assert sight(asker, child.alnco, child).may("assessments"), "it is about one person"
    lifted_at = asker.put(child.alnco, f"{path}/lifting", {"reason": "Discharged"})
    asker.times("a court order lifted", lifted_at, kept_out.begins())


def test_a_court_order_empties_a_parents_inbox_of_that_child(
    asker: Asker, children: list[Traveller]
) -> None:
    child = children[3]
    known = parent(child.learner.parents[0])
    assert not _sees_no_notice(asker, known, child)
    began_at = impose(asker, child, known, f"/restrictions/{uuid4()}")
    emptied = {"notifications": lambda: _sees_no_notice(asker, known, child)}
    asker.times("a court order on a parent", began_at, emptied)


def impose(asker: Asker, child: Traveller, on: Person, path: str) -> float:
    body = {
        "learner_id": str(child.learner.learner_id),
        "person_id": str(on.id),
        "kind": "court_order",
        "scope": "record",
        "reference": "WR26P00123",
        "reason": "Order of the family court",
        "review_on": LATER,
    }
    return asker.put(child.alnco, path, body)


def _sees_no_notice(asker: Asker, known: Person, child: Traveller) -> bool:
    answer, about = asker.ask(known, "notifications", "/inbox"), str(child.learner.learner_id)
    return refused(answer) or about not in {one["learner_id"] for one in answer.json()["items"]}
