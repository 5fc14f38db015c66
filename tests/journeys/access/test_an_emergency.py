"""A record opened in an emergency: for a while, by name, and seen by who guards privacy."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from deploy.demo.people import Authority
from deploy.demo.talking import Person
from deploy.demo.travellers import Traveller, staff, supplier
from tests.journeys.access.sight import Asker, Sight, end_in, sight
from tests.journeys.process import wait_for
from tests.journeys.system import System

ADDRESS = "privacy@example.test"
WORDS = "Mam wedi ffonio: angen gwybod ar unwaith"


@pytest.fixture(scope="module")
def helper(demo: Authority) -> Person:
    """A teaching assistant of another school, who is nothing to the child."""
    return staff(demo.schools[1].assistants[0])


@pytest.fixture(scope="module")
def guard(asker: Asker, demo: Authority) -> Person:
    """The privacy officer, who wants to be told by e-mail as well."""
    officer = demo.privacy_officer
    known = {
        "given_name": officer.given_name,
        "family_name": officer.family_name,
        "language": "cy",
        "email": ADDRESS,
    }
    path = f"/recipients/{officer.staff_member_id}"
    asker.services.put(supplier(), "notifications", path, known)
    return staff(officer)


@pytest.fixture(scope="module")
def access_id() -> UUID:
    return uuid4()


@pytest.fixture(scope="module", autouse=True)
def opened(
    asker: Asker, helper: Person, guard: Person, children: list[Traveller], access_id: UUID
) -> Sight:
    """What the assistant sees, once every service has heard of it; somebody is there to be told."""
    assert guard.role == "privacy_officer"
    everything = sight(asker, helper, children[0])
    assert not any(everything.may(name) for name in everything.things)
    body = {
        "learner_id": str(children[0].learner.learner_id),
        "reason": "risk_of_harm",
        "words": WORDS,
        "hours": 1,
    }
    opened_at = asker.put(helper, f"/emergencies/{access_id}", body)
    seen = everything.only("learners", "assessments", "targets")
    asker.times("emergency access opened", opened_at, seen.begins())
    return everything


def test_emergency_access_opens_the_record_in_every_service_and_no_notice(opened: Sight) -> None:
    assert [name for name in opened.things if opened.may(name)] == [
        "learners",
        "assessments",
        "targets",
    ]


def test_emergency_access_is_to_one_learner_alone(
    asker: Asker, opened: Sight, children: list[Traveller]
) -> None:
    other = sight(asker, opened.who, children[1])
    assert not any(other.may(name) for name in other.things)


def test_the_privacy_officer_finds_a_notice_that_names_the_access_and_nobody(
    asker: Asker, guard: Person, access_id: UUID, opened: Sight
) -> None:
    def notices() -> list[dict[str, Any]]:
        inbox = asker.services.every(guard, "notifications", "/inbox")
        return [one for one in inbox if one["about_id"] == str(access_id)]

    wait_for(lambda: len(notices()) == 1, "the privacy officer is not told")
    said = str(notices()[0]["text"])
    assert not [name for name in names(opened) if name in said]


def test_the_email_to_the_privacy_officer_names_neither_learner_nor_reason(
    system: System, opened: Sight
) -> None:
    def emails() -> list[str]:
        written = [path.read_text() for path in system.mail.glob("*.eml")]
        return [email for email in written if f"X-Envelope-To: {ADDRESS}" in email]

    wait_for(lambda: len(emails()) == 1, "no e-mail came to the privacy officer")
    said = emails()[0].partition("\n\n")[2].lower()
    assert not [name for name in names(opened) if name.lower() in said]


def names(opened: Sight) -> list[str]:
    """Who and what must not be read in a notice."""
    learner, school = opened.child.learner, opened.child.school
    ids = (str(learner.learner_id), str(opened.who.id))
    return [learner.given_name, learner.family_name, school.name, opened.who.name, WORDS, *ids]


@pytest.mark.parametrize("service", ["learners", "assessments", "targets"])
def test_each_look_in_an_emergency_is_on_record_as_one(
    asker: Asker, opened: Sight, guard: Person, service: str
) -> None:
    assert opened.may(service)
    path = f"/learners/{opened.child.learner.learner_id}/looks"
    for reader in (opened.child.alnco, guard):
        looks = list(asker.services.every(reader, service, path, actor=str(opened.who.id)))
        assert {look["purpose"] for look in looks} == {"emergency"}
        kinds = {(look["action"] == "open_emergency", look["rule"]) for look in looks}
        assert kinds - {(True, "holds_post")} == {(False, "emergency")}


def test_what_was_opened_in_an_emergency_is_shut_once_its_time_is_over(
    opened: Sight, system: System
) -> None:
    cursors = opened.only("learners", "assessments", "targets").opened()
    end_in(system, "assessments", opened.who)
    ended = opened.only("assessments")
    ended.refused_everywhere({"assessments": cursors["assessments"]})
    assert opened.may("targets"), "whose copy still says otherwise"
