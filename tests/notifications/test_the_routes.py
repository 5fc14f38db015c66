"""The routes, on a real Postgres: recipients, a parent's inbox, and the evidence for staff."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from services.notifications.domain.language import Language
from shared.contracts.learners import LearnerEnrolled, ParentLinked
from tests.notifications.builders import (
    FATHER,
    GIVEN_AT,
    LEARNER,
    MOTHER,
    NOTICE,
    TARGET,
    addressee,
    give,
)
from tests.notifications.facts import SCHOOL
from tests.notifications.world import World
from tests.web_client import WebClient

OTHER = UUID(int=77)
Asking = Callable[..., Any]

SIAN: dict[str, Any] = {
    "given_name": "Siân",
    "family_name": "Ŵyn-Rhŷs",
    "language": "cy",
    "email": "sian@example.test",
}


@pytest.fixture
def asking(client: Callable[[str], WebClient]) -> Asking:
    """`asking("alnco").get(…)`; `asking("parent", parent_id)`."""
    return lambda role, who=None: client("notifications").acting(role, str(who or ""))


def test_a_recipient_is_registered_and_read_back(asking: Asking) -> None:
    made = asking("la_officer").put(f"/recipients/{MOTHER}", json=SIAN)
    assert (made.status_code, made.json["version"]) == (201, 4)
    found = asking("la_officer").get(f"/recipients/{MOTHER}")
    assert found.json == SIAN | {"recipient_id": str(MOTHER), "wants_email": True}
    assert found.headers["ETag"] == made.headers["ETag"] == '"4"'


def test_saying_the_same_again_changes_nothing(asking: Asking) -> None:
    first, again = (asking("la_officer").put(f"/recipients/{MOTHER}", json=SIAN) for _ in range(2))
    assert first.json["version"] == again.json["version"]
    assert again.json["position"] is None


def test_another_language_is_recorded_unless_somebody_else_was_faster(asking: Asking) -> None:
    asking("la_officer").put(f"/recipients/{MOTHER}", json=SIAN)
    changed = SIAN | {"language": "en"}
    stale = asking("la_officer").put(
        f"/recipients/{MOTHER}", json=changed, headers={"If-Match": '"1"'}
    )
    assert (stale.status_code, stale.json["code"]) == (412, "version_stale")
    done = asking("la_officer").put(
        f"/recipients/{MOTHER}", json=changed, headers={"If-Match": '"4"'}
    )
    assert (done.status_code, done.json["version"]) == (201, 5)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"email": "no address"}, "email"),
        ({"email": "a@example.test\nBcc: b@example.test"}, "email"),
        ({"language": "fr"}, "language"),
        ({"given_name": ""}, "given_name"),
        ({"actor": "somebody"}, "actor"),
    ],
)
def test_a_wrong_field_is_named(asking: Asking, wrong: dict[str, str], field: str) -> None:
    answer = asking("la_officer").put(f"/recipients/{MOTHER}", json=SIAN | wrong)
    assert (answer.status_code, answer.json["code"]) == (422, "request_invalid")
    assert answer.json["field"].endswith(field)


def test_an_unknown_recipient_is_not_found(asking: Asking) -> None:
    answer = asking("la_officer").get(f"/recipients/{MOTHER}")
    assert (answer.status_code, answer.json["code"]) == (404, "recipient_unknown")


def test_recipients_are_listed_by_name_a_page_at_a_time(asking: Asking) -> None:
    for number, family_name in enumerate(("Rhŷs", "Ŵyn", "Bevan"), start=1):
        body = SIAN | {"family_name": family_name}
        asking("la_officer").put(f"/recipients/{UUID(int=number)}", json=body)
    first = asking("la_officer").get("/recipients?limit=2").json
    second = asking("la_officer").get(f"/recipients?limit=2&cursor={first['next']}").json
    assert [one["family_name"] for one in first["items"]] == ["Bevan", "Rhŷs"]
    assert [one["family_name"] for one in second["items"]] == ["Ŵyn"]
    assert second["next"] is None


BOTH = give(addressee(MOTHER), addressee(FATHER, Language.ENGLISH, by_email=False), to_all=True)


@pytest.fixture
def given(world: World) -> UUID:
    """A notice that both parents were given, in their languages."""
    world.hear(LearnerEnrolled(learner_id=LEARNER, school_id=SCHOOL))
    world.link(MOTHER)
    world.link(FATHER)
    notice_id = world.share()
    world.give(notice_id, BOTH)
    return notice_id


def test_a_parent_reads_what_was_given_to_them_in_both_languages(
    asking: Asking, given: UUID
) -> None:
    answer = asking("parent", MOTHER).get("/inbox")
    [item] = answer.json["items"]
    assert item == {
        "notice_id": str(given),
        "learner_id": str(LEARNER),
        "about": "small_step_target_shared",
        "about_id": str(TARGET),
        "text": {"cy": "Targed wedi'i rannu â chi", "en": "A target has been shared with you"},
        "language": "cy",
        "given_at": GIVEN_AT.isoformat(),
        "opened_at": None,
    }


def test_the_newest_comes_first(asking: Asking, given: UUID, world: World) -> None:
    newer = world.share()
    world.give(newer, replace(BOTH, given_at=GIVEN_AT + timedelta(days=1)))
    items = asking("parent", MOTHER).get("/inbox").json["items"]
    assert [item["notice_id"] for item in items] == [str(newer), str(given)]


def test_opening_counts_once_for_each_parent(asking: Asking, given: UUID) -> None:
    first, again = (asking("parent", MOTHER).put(f"/inbox/{given}/opened") for _ in range(2))
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json["position"] is not None
    assert again.json["position"] is None
    other = asking("parent", FATHER).put(f"/inbox/{given}/opened")
    assert other.json["position"] is not None
    opened = asking("parent", MOTHER).get("/inbox").json["items"][0]["opened_at"]
    assert opened is not None


def test_somebody_elses_notice_is_not_found(asking: Asking, given: UUID, world: World) -> None:
    stranger = UUID(int=99)
    world.hear(LearnerEnrolled(learner_id=OTHER, school_id=SCHOOL))
    world.hear(ParentLinked(learner_id=OTHER, parent_id=stranger))
    assert asking("parent", stranger).get("/inbox").json["items"] == []
    for notice_id in (given, NOTICE):
        answer = asking("parent", stranger).put(f"/inbox/{notice_id}/opened")
        assert (answer.status_code, answer.json["code"]) == (404, "notice_unknown")


def test_who_signs_in_under_another_kind_of_id_has_no_inbox(
    client: Callable[[str], WebClient],
) -> None:
    web = client("notifications")
    answer = web.bearing(web.issuer.token("parent", "not-an-id", web.authority)).get("/inbox")
    assert (answer.status_code, answer.get_json()["code"]) == (401, "token_refused")


def test_staff_see_the_evidence_without_the_address(asking: Asking, given: UUID) -> None:
    notice = asking("alnco").get(f"/notices/{given}").json
    assert (notice["state"], notice["learner_id"]) == ("given", str(LEARNER))
    by_recipient = {one["recipient_id"]: one for one in notice["deliveries"]}
    assert by_recipient[str(MOTHER)]["email"] == "due"
    assert by_recipient[str(FATHER)]["email"] == "not_wanted"
    assert "canary" not in str(notice)


def test_an_unknown_notice_is_not_found(asking: Asking) -> None:
    answer = asking("alnco").get(f"/notices/{NOTICE}")
    assert (answer.status_code, answer.json["code"]) == (404, "notice_unknown")


def test_notices_are_found_by_learner_and_by_what_still_waits(
    asking: Asking, given: UUID, world: World
) -> None:
    world.hear(LearnerEnrolled(learner_id=OTHER, school_id=SCHOOL))
    waiting = world.share(OTHER)
    ask = asking("alnco")
    found = {
        query: [item["notice_id"] for item in ask.get(f"/notices?{query}").json["items"]]
        for query in ("state=waiting", "state=given", f"learner_id={LEARNER}")
    }
    assert found == {
        "state=waiting": [str(waiting)],
        "state=given": [str(given)],
        f"learner_id={LEARNER}": [str(given)],
    }
    unknown = ask.get(f"/notices?learner_id={NOTICE}")
    assert (unknown.status_code, unknown.json["code"]) == (404, "learner_unknown")


@pytest.mark.parametrize(
    ("role", "path"), [("parent", "/recipients"), ("parent", "/notices"), ("alnco", "/inbox")]
)
def test_each_reads_only_what_is_theirs(asking: Asking, role: str, path: str) -> None:
    assert asking(role).get(path).status_code == 403


def test_looking_at_a_parents_details_is_recorded(asking: Asking, world: World) -> None:
    asking("la_officer").put(f"/recipients/{MOTHER}", json=SIAN)
    asking("la_officer").get(f"/recipients/{MOTHER}")
    with world.ledger.database.transaction() as connection:
        rows = connection.execute(
            "SELECT action, subjects FROM reads WHERE authority = %s", (world.authority,)
        ).fetchall()
    assert rows == [("read_recipients", [MOTHER])]


def test_a_learners_record_tells_of_every_copy(asking: Asking, world: World, given: UUID) -> None:
    world.hear(LearnerEnrolled(learner_id=LEARNER, school_id=SCHOOL))
    record = asking("alnco").get(f"/learners/{LEARNER}/record").json
    [stream] = record["streams"]
    assert (stream["kind"], stream["id"]) == ("notice", str(given))
    assert stream["state"]["given_to_all"] is True
    assert {copy["recipient_id"] for copy in stream["state"]["deliveries"]} == {
        str(MOTHER),
        str(FATHER),
    }
    assert "example.test" not in str(record["streams"][0]["state"])


def test_a_parents_own_record_is_nobodys_to_read_as_if_it_were_a_learners(
    asking: Asking, world: World
) -> None:
    world.register(MOTHER)
    assert asking("alnco").get(f"/learners/{MOTHER}/record").status_code == 404
