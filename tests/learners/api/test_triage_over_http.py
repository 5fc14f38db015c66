"""Triage: meetings, the learners discussed there, and the next steps that somebody owns."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from services.learners.domain.roll.identity import Named, roster_id
from tests.learners.api.relationships import done, refused
from tests.learners.api.responding import day, discussion, meeting
from tests.learners.api.test_roster_imports_over_http import put
from tests.learners.roster_zips import changed

Person = Callable[[str], UUID]
DONE = {"completed_on": day(0), "note": "Sgôr 24"}


@pytest.fixture
def school(authority: str) -> UUID:
    return roster_id(authority, Named.ORG, "s1")


@pytest.fixture
def place(imported: str, alnco: FlaskClient, person: Person, school: UUID) -> str:
    """The path of a meeting at s1."""
    assert imported
    path = f"/triage-meetings/{uuid4()}"
    done(alnco.put(path, json=meeting(school, person("a1"), person("t1"))))
    return path


def of(place: str, learner: UUID) -> str:
    return f"{place}/discussions/{learner}"


def listed(client: FlaskClient, **query: Any) -> list[dict[str, Any]]:
    answer = client.get("/triage-discussions", query_string=query)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.get_json()["items"]
    return items


def learners(client: FlaskClient, **query: Any) -> list[str]:
    return [one["learner_id"] for one in listed(client, **query)]


def test_a_meeting_shows_when_it_was_and_who_was_there(
    alnco: FlaskClient, teacher: FlaskClient, person: Person, school: UUID, place: str
) -> None:
    later = f"/triage-meetings/{uuid4()}"
    done(alnco.put(later, json=meeting(school, person("a1"), held_on=day(-1))))
    for client in (alnco, teacher):
        found = client.get("/triage-meetings").get_json()["items"]
        assert [f"/triage-meetings/{one['meeting_id']}" for one in found] == [later, place]
        assert found[1]["attendee_ids"] == [str(person("a1")), str(person("t1"))]
    until = {"school_id": str(school), "to_date": day(-2)}
    [one] = alnco.get("/triage-meetings", query_string=until).get_json()["items"]
    assert one["held_on"] == day(-3)
    since = {"from_date": day(-1), "to_date": day(-1)}
    [one] = alnco.get("/triage-meetings", query_string=since).get_json()["items"]
    assert one["held_on"] == day(-1)
    elsewhere = {"school_id": str(uuid4())}
    assert alnco.get("/triage-meetings", query_string=elsewhere).get_json()["items"] == []


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"school_id": str(uuid4())}, (404, "school_unknown")),
        ({"attendee_ids": [str(uuid4())]}, (404, "staff_member_unknown")),
        ({"attendee_ids": []}, (422, "request_invalid")),
        ({"held_on": day(1)}, (409, "held_on_in_future")),
    ],
)
def test_a_meeting_that_cannot_have_been_is_refused(
    alnco: FlaskClient, person: Person, school: UUID, said: dict[str, Any], refusal: tuple[int, str]
) -> None:
    body = meeting(school, person("a1"), **said)
    assert refused(alnco.put(f"/triage-meetings/{uuid4()}", json=body)) == refusal


@pytest.mark.usefixtures("imported")
def test_a_meeting_is_held_by_those_who_lead_the_school_it_is_of(
    alnco: FlaskClient, teacher: FlaskClient, person: Person, authority: str
) -> None:
    path = f"/triage-meetings/{uuid4()}"
    own, other = (roster_id(authority, Named.ORG, name) for name in ("s1", "s2"))
    held = meeting(own, person("t1"))
    assert refused(teacher.put(path, json=held)) == (403, "not_allowed")
    elsewhere = meeting(other, person("a1"))
    assert refused(alnco.put(path, json=elsewhere)) == (404, "school_unknown")


def test_a_learner_is_discussed_with_a_decision_a_next_step_and_its_owner(
    alnco: FlaskClient, person: Person, school: UUID, place: str
) -> None:
    done(alnco.put(of(place, person("l1")), json=discussion(person("t1"))))
    [found] = listed(alnco, learner_id=str(person("l1")))
    assert found["decision_label"] == {"cy": "sgrinio", "en": "screening"}
    assert (found["step"], found["owner_id"]) == ("Sgrinio ffoneg", str(person("t1")))
    assert (found["school_id"], found["held_on"]) == (str(school), day(-3))
    assert found["is_open"]


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"next_step": None}, (409, "next_step_missing")),
        ({"reason": " "}, (409, "reason_missing")),
        (
            {"next_step": {"step": "x", "owner_id": str(uuid4()), "due_on": day(2)}},
            (404, "staff_member_unknown"),
        ),
        ({"decision": "exclude"}, (422, "request_invalid")),
    ],
)
def test_a_decision_that_leads_nowhere_is_refused(
    alnco: FlaskClient, person: Person, place: str, said: dict[str, Any], refusal: tuple[int, str]
) -> None:
    answer = alnco.put(of(place, person("l1")), json=discussion(person("t1"), **said))
    assert refused(answer) == refusal


def test_a_meeting_speaks_of_learners_of_the_school(
    alnco: FlaskClient, person: Person, place: str
) -> None:
    body = discussion(person("t1"))
    unknown = f"/triage-meetings/{uuid4()}"
    assert refused(alnco.put(of(unknown, person("l1")), json=body)) == (
        404,
        "triage_meeting_unknown",
    )
    assert refused(alnco.put(of(place, person("l3")), json=body)) == (404, "learner_unknown")


def test_who_leads_two_schools_keeps_their_learners_apart(
    alnco: FlaskClient, officer: FlaskClient, person: Person, place: str
) -> None:
    done(
        put(
            officer,
            changed("roles.csv", "r9,,,a1,secondary,teacher", "r9,,,a1,secondary,ext:alnco"),
        )
    )
    asked = alnco.put(of(place, person("l3")), json=discussion(person("t1")))
    assert refused(asked) == (409, "learner_at_another_school")


def test_open_next_steps_are_found_by_owner_by_day_and_by_school(
    alnco: FlaskClient, person: Person, school: UUID, place: str
) -> None:
    l1, l2, t1, a1 = (person(name) for name in ("l1", "l2", "t1", "a1"))
    later = {"step": "Gweld y rhieni", "owner_id": str(a1), "due_on": day(9)}
    done(alnco.put(of(place, l1), json=discussion(t1, decision="aln_question", next_step=later)))
    done(alnco.put(of(place, l2), json=discussion(t1)))
    assert learners(alnco, open="true") == [str(l2), str(l1)]
    assert learners(alnco, open="true", owner_id=str(t1)) == [str(l2)]
    assert learners(alnco, owner_id=str(a1)) == [str(l1)]
    assert learners(alnco, due_before=day(9), school_id=str(school)) == [str(l2)]
    assert learners(alnco, decision="aln_question") == [str(l1)]
    assert learners(alnco, meeting_id=place.rpartition("/")[2], open="false") == []
    assert learners(alnco, school_id=str(uuid4())) == []
    first = alnco.get("/triage-discussions?open=true&limit=1").get_json()
    rest = listed(alnco, open="true", cursor=first["next"])
    assert [one["learner_id"] for one in (*first["items"], *rest)] == [str(l2), str(l1)]


def test_who_is_left_with_everyones_provision_has_no_next_step(
    alnco: FlaskClient, person: Person, place: str
) -> None:
    body = discussion(person("t1"), decision="stay_universal", next_step=None)
    done(alnco.put(of(place, person("l1")), json=body))
    assert learners(alnco, open="true") == []
    assert learners(alnco, due_before=day(90)) == []
    [found] = listed(alnco, open="false")
    assert (found["step"], found["owner_id"], found["due_on"]) == (None, None, None)
    asked = alnco.put(f"{of(place, person('l1'))}/next-step-done", json=DONE)
    assert refused(asked) == (409, "no_next_step_agreed")


def test_a_teacher_completes_a_step_for_a_child_of_their_class(
    alnco: FlaskClient, teacher: FlaskClient, person: Person, place: str
) -> None:
    learner = of(place, person("l1"))
    done(alnco.put(learner, json=discussion(person("t1"))))
    done(teacher.put(f"{learner}/next-step-done", json=DONE))
    done(teacher.put(f"{learner}/next-step-done", json=DONE))
    [found] = listed(teacher, due_before=day(90), open="false")
    assert (found["completed_on"], found["completion_note"]) == (day(0), "Sgôr 24")
    assert listed(teacher, open="true") == []
    moved = {"owner_id": str(person("t1")), "due_on": day(5), "reason": "Salwch"}
    path = f"{learner}/next-step-moves/{uuid4()}"
    assert refused(teacher.put(path, json=moved)) == (403, "not_allowed")
    assert refused(alnco.put(path, json=moved)) == (409, "next_step_already_completed")


def test_a_step_moves_upon_what_was_read_and_shows_where_it_was(
    alnco: FlaskClient, person: Person, place: str
) -> None:
    learner = of(place, person("l1"))
    done(alnco.put(learner, json=discussion(person("t1"))))
    [found] = listed(alnco, open="true")
    read = {"If-Match": f'"{found["version"]}"'}
    moved = {"owner_id": str(person("a1")), "due_on": day(6), "reason": "Salwch"}
    done(alnco.put(f"{learner}/next-step-moves/{uuid4()}", json=moved, headers=read))
    [found] = listed(alnco, owner_id=str(person("a1")))
    assert (found["due_on"], found["moves"][0]["reason"]) == (day(6), "Salwch")
    stale = alnco.put(f"{learner}/next-step-done", json=DONE, headers=read)
    assert refused(stale) == (412, "version_stale")
    unknown = moved | {"owner_id": str(uuid4())}
    asked = alnco.put(f"{learner}/next-step-moves/{uuid4()}", json=unknown)
    assert refused(asked) == (404, "staff_member_unknown")


def test_a_decision_put_on_record_wrongly_is_corrected_and_shows_what_stood_before(
    alnco: FlaskClient, teacher: FlaskClient, person: Person, place: str
) -> None:
    learner = of(place, person("l1"))
    left = discussion(person("t1"), decision="stay_universal", next_step=None)
    done(alnco.put(learner, json=left))
    read = {"If-Match": f'"{listed(alnco)[0]["version"]}"'}
    path = f"{learner}/corrections/{uuid4()}"
    mended = discussion(person("t1"), because="Camddarllen y cofnodion")
    assert refused(teacher.put(path, json=mended)) == (403, "not_allowed")
    done(alnco.put(path, json=mended, headers=read))
    [found] = listed(alnco, open="true")
    assert (found["decision"], found["owner_id"]) == ("screening", str(person("t1")))
    assert found["corrections"][0]["decision_before_label"]["cy"].startswith("parhau")
    again = f"{learner}/corrections/{uuid4()}"
    no_step = mended | {"next_step": None, "decision": "watch"}
    assert refused(alnco.put(again, json=no_step, headers=read)) == (412, "version_stale")
    unowned = mended | {"next_step": mended["next_step"] | {"owner_id": str(uuid4())}}
    assert refused(alnco.put(again, json=unowned)) == (404, "staff_member_unknown")


def test_nothing_is_completed_that_no_meeting_agreed(
    alnco: FlaskClient, person: Person, place: str
) -> None:
    asked = alnco.put(f"{of(place, person('l1'))}/next-step-done", json=DONE)
    assert asked.status_code == 404
