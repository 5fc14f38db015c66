"""The main job, by the public APIs, over real processes, Kafka and Postgres."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid5

import pytest

from deploy.demo.arriving import hear
from deploy.demo.authority import authority as demo_authority
from deploy.demo.authority import roster_zip
from deploy.demo.people import Authority
from deploy.demo.steps import Steps
from deploy.demo.talking import Refused, Services
from deploy.demo.travellers import IDS, Traveller, parent, supplier, travellers
from deploy.native.kafka import kafka_running
from deploy.provision import SERVICES
from tests.issuing import Issuer
from tests.journeys.process import wait_for
from tests.journeys.system import System, system_of, system_running
from tests.stores import Stores

ARRIVES_SECONDS = 60
STEPS = [
    "learner_enrolled",
    "concern_raised",
    "assessment_result_recorded",
    "assessment_result_recorded",
    "assessment_result_recorded",
    "provision_tier_changed",
    "small_step_target_set",
    "small_step_target_shared",
    "small_step_target_set",
    "small_step_target_shared",
    "small_step_target_reviewed",
    "small_step_target_reviewed",
]


@pytest.fixture(scope="module")
def system(
    stores: Stores, issuer: Issuer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[System]:
    home = tmp_path_factory.mktemp("system")
    with (
        kafka_running(tmp_path_factory.mktemp("kafka-of-the-journey")) as kafka,
        system_running(system_of(stores, kafka, issuer, home, "journey")) as running,
    ):
        yield running


@pytest.fixture(scope="module")
def demo() -> Authority:
    return demo_authority()


@pytest.fixture(scope="module")
def services(system: System, demo: Authority) -> Iterator[Services]:
    """The APIs, with the roster imported."""
    path, zipped = f"/roster-imports/{uuid5(IDS, 'journey')}", {"Content-Type": "application/zip"}
    with closing(system.services(demo)) as services:
        services.put(supplier(), "learners", path, roster_zip(), zipped)
        for traveller in travellers(demo):
            hear(services, traveller)
        yield services


def child(demo: Authority, number: int) -> Traveller:
    return travellers(demo)[number]


def go_the_whole_way(services: Services, traveller: Traveller) -> None:
    steps = Steps(services, datetime.now(UTC).date())
    for known in traveller.learner.parents:
        contact = {
            "given_name": known.given_name,
            "family_name": known.family_name,
            "language": known.language,
            "email": known.email,
        }
        path = f"/recipients/{known.parent_id}"
        services.put(supplier(), "notifications", path, contact)
    steps.raise_concern(traveller)
    steps.record_assessments(traveller)
    steps.change_tier(traveller)
    steps.set_and_share_targets(traveller)
    steps.review_targets(traveller)


def chronology(services: Services, traveller: Traveller) -> list[dict[str, Any]]:
    path = f"/learners/{traveller.learner.learner_id}/chronology"
    return list(services.every(traveller.alnco, "learners", path))


def own_steps(trail: list[dict[str, Any]]) -> list[str]:
    """Without what an authority's roster and the courier add, and without corrections."""
    return [one["kind"] for one in trail if one["kind"] in STEPS]


def given(trail: list[dict[str, Any]]) -> int:
    return sum(one["kind"] == "notice_given" for one in trail)


def test_the_chronology_names_every_step_in_order_with_who_and_when(
    services: Services, demo: Authority
) -> None:
    traveller = child(demo, 0)
    go_the_whole_way(services, traveller)
    wait_for(
        lambda: len(own_steps(chronology(services, traveller))) == len(STEPS),
        "not every step arrived",
        ARRIVES_SECONDS,
    )
    trail = chronology(services, traveller)
    assert own_steps(trail) == STEPS
    times = [one["recorded_at"] for one in trail]
    assert all(times)
    names = {one["actor"]["name"] for one in trail if one["kind"] in STEPS[1:]}
    assert names == {traveller.teacher.name, traveller.alnco.name}


def test_every_parent_finds_every_notice_in_both_languages_and_an_email_that_says_nothing(
    services: Services, demo: Authority, system: System
) -> None:
    traveller = child(demo, 1)
    go_the_whole_way(services, traveller)
    for known in traveller.learner.parents:
        wait_for(partial(_has_notices, services, known, 4), "a notice is late", ARRIVES_SECONDS)
        for notice in _inbox(services, known):
            assert notice["text"]["cy"] != notice["text"]["en"]
            assert notice["given_at"]
    told = traveller.learner.parents[0].email
    wait_for(lambda: len(_emails(system, told)) == 4, "an e-mail did not come", ARRIVES_SECONDS)
    for email in _emails(system, told):
        assert "There is an update. Sign in." in email
        assert "Mae diweddariad. Mewngofnodwch." in email
        said = email.partition("\n\n")[2]
        for secret in (traveller.learner.given_name, traveller.school.name, "target", "reading"):
            assert secret.lower() not in said.lower()


def _has_notices(services: Services, known: Any, count: int) -> bool:
    return len(_inbox(services, known)) == count


def _inbox(services: Services, known: Any) -> list[dict[str, Any]]:
    return list(services.every(parent(known), "notifications", "/inbox"))


def _emails(system: System, address: str) -> list[str]:
    written = [path.read_text() for path in system.mail.glob("*.eml")]
    return [email for email in written if f"X-Envelope-To: {address}" in email]


def test_a_record_is_replayed_as_it_was_known_at_an_instant(
    services: Services, demo: Authority
) -> None:
    traveller = child(demo, 2)
    before = datetime.now(UTC)
    go_the_whole_way(services, traveller)
    for name in SERVICES[:3]:
        path = f"/learners/{traveller.learner.learner_id}/record"
        then = services.get(traveller.alnco, name, path, as_of=before.isoformat())
        now = services.get(traveller.alnco, name, path)
        kinds = {stream["kind"] for stream in then["streams"]}
        assert kinds == ({"learner"} if name == "learners" else set())
        assert len(now["streams"]) > len(then["streams"])
        later = before + timedelta(days=1)
        same = services.get(traveller.alnco, name, path, as_of=later.isoformat())
        assert same["streams"] == now["streams"]


def test_processes_killed_without_warning_lose_and_repeat_nothing(
    services: Services, demo: Authority, system: System
) -> None:
    traveller = child(demo, 3)
    for name in ("targets-relay", "learners-consumer", "notifications-consumer"):
        system.kill(name)
    go_the_whole_way(services, traveller)
    system.kill("notifications-courier")
    for name in ("targets-relay", "learners-consumer", "notifications-consumer"):
        system.start(name)
    system.start("notifications-courier")
    parents = len(traveller.learner.parents)
    wait_for(
        lambda: given(chronology(services, traveller)) == 4 * parents * 2,
        "a notice is missing or was given twice",
        ARRIVES_SECONDS,
    )
    assert own_steps(chronology(services, traveller)) == STEPS


@pytest.mark.usefixtures("services")
@pytest.mark.parametrize("name", SERVICES)
def test_every_read_model_equals_its_rebuild(system: System, name: str) -> None:
    checked = system.operate(name, "check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "equal to the live ones" in checked.stdout


def test_a_parents_contact_details_are_no_ones_record(services: Services, demo: Authority) -> None:
    traveller = child(demo, 0)
    known = traveller.learner.parents[0]
    with pytest.raises(Refused) as refused:
        services.get(traveller.alnco, "notifications", f"/learners/{known.parent_id}/record")
    assert refused.value.problem["code"] == "not_found"
