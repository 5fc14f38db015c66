"""What docker-compose.yml promises, read from the file itself: needs no engine."""

from pathlib import Path

import pytest

from deploy.compose.secrets import FOLDER, ISSUER, make_secrets
from deploy.native.issuer import family_url
from deploy.native.kafka_users import ARGUMENTS
from deploy.provision import ROLE_OF, SERVICES
from shared.runtime.secrecy import is_weak
from shared.runtime.settings import Settings
from tests.containers.compose_file import COMPOSE, CONTAINERS, ROOT

PROCESSES = {
    f"{path.parent.name}-{path.stem}": path
    for kind in ("web", "relay", "consumer", "courier", "clerk")
    for path in ROOT.glob(f"services/*/{kind}.py")
}
EIGHT_GIBIBYTES = 8 * 1024

each_container = pytest.mark.parametrize("name", CONTAINERS)
each_process = pytest.mark.parametrize("name", PROCESSES)


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_runs_its_web_relay_and_consumer(service: str) -> None:
    assert {f"{service}-{kind}" for kind in ("web", "relay", "consumer")} <= set(CONTAINERS)


@each_process
def test_every_process_runs_from_an_image_of_its_service_alone(name: str) -> None:
    service, kind = PROCESSES[name].parent.name, PROCESSES[name].stem
    module = f"services.{service}.{kind}"
    started = f"gunicorn -c deploy/gunicorn.conf.py {module}:app"
    assert CONTAINERS[name]["command"] == (started if kind == "web" else f"python -m {module}")
    assert CONTAINERS[name]["image"] == f"llwybr-{service}"
    builds = [
        one["build"]
        for one in CONTAINERS.values()
        if one["image"] == f"llwybr-{service}" and "build" in one
    ]
    assert [build["args"] for build in builds] == [{"SERVICE": service}]


@each_process
def test_every_process_knows_one_password_of_postgres_and_its_services_own_of_kafka(
    name: str,
) -> None:
    service, kind = PROCESSES[name].parent.name, PROCESSES[name].stem
    role = f"{service}_{ROLE_OF[kind]}"
    given = CONTAINERS[name]["environment"]
    on_kafka = kind in ("relay", "consumer")
    assert CONTAINERS[name]["secrets"] == [role, *([f"{service}_kafka"] if on_kafka else [])]
    assert given.get("LLWYBR_KAFKA_USERNAME") == (service if on_kafka else None)
    assert given["LLWYBR_DATABASE"] == f"host=postgres dbname={service} user={role}"
    assert given["LLWYBR_DATABASE_PASSWORD_FILE"] == f"/run/secrets/{role}"


@each_process
def test_every_setting_given_is_one_that_is_read(name: str) -> None:
    known = {f"LLWYBR_{setting.upper()}" for setting in Settings.__annotations__}
    assert set(CONTAINERS[name]["environment"]) <= known


@each_container
def test_every_container_is_confined(name: str) -> None:
    container = CONTAINERS[name]
    user, _, group = container["user"].partition(":")
    assert int(user) > 0
    assert int(group) > 0
    assert container["read_only"] is True
    assert container["cap_drop"] == ["ALL"]
    assert container["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in container


@each_container
def test_every_container_tells_its_health_and_comes_back_or_runs_once(name: str) -> None:
    container = CONTAINERS[name]
    if container["restart"] == "no":
        waiting = {"condition": "service_completed_successfully"}
        assert any(
            waiting == other.get("depends_on", {}).get(name) for other in CONTAINERS.values()
        )
    else:
        assert container["restart"] == "unless-stopped"
        assert container["healthcheck"]["test"][0] == "CMD"


@each_container
def test_only_web_is_published_and_on_the_loopback(name: str) -> None:
    ports = CONTAINERS[name].get("ports", [])
    assert bool(ports) is name.endswith("-web")
    assert all(port.startswith("127.0.0.1:") for port in ports)
    assert ("outside" in CONTAINERS[name]["networks"]) is bool(ports)


def test_nothing_inside_can_reach_the_world() -> None:
    assert COMPOSE["networks"]["inside"] == {"internal": True}


def test_secrets_are_the_files_that_are_made(tmp_path: Path) -> None:
    make_secrets(tmp_path)
    made = {path.name for path in (tmp_path / "secrets").iterdir()}
    files = {name: {"file": f"{FOLDER}/secrets/{name}"} for name in made}
    assert COMPOSE["secrets"] == files


def test_the_secrets_that_are_made_are_ones_that_processes_start_with(tmp_path: Path) -> None:
    make_secrets(tmp_path)
    paths = [path for path in (tmp_path / "secrets").iterdir() if path.name != ARGUMENTS]
    made = [path.read_text() for path in paths]
    assert not [secret for secret in made if is_weak(secret)]
    assert len(set(made)) == len(made)


@each_process
def test_no_process_takes_this_for_a_developers_machine(name: str) -> None:
    assert CONTAINERS[name]["environment"]["LLWYBR_ENVIRONMENT"] == "compose"


@each_process
def test_web_knows_both_development_issuers(name: str) -> None:
    given = CONTAINERS[name]["environment"]
    issuers = [given.get("LLWYBR_ISSUER"), given.get("LLWYBR_FAMILY_ISSUER")]
    assert issuers == ([ISSUER, family_url(ISSUER)] if name.endswith("-web") else [None, None])


@each_container
def test_who_may_do_everything_is_known_to_the_servers_and_to_provisioning_only(name: str) -> None:
    powerful = {"postgres", "kafka_broker", "kafka_operator", "kafka_users"}
    given = {
        "postgres": {"postgres"},
        "provision": {"postgres"},
        "kafka": {"kafka_broker", "kafka_users"},
        "provision-kafka": {"kafka_operator"},
    }
    assert powerful & set(CONTAINERS[name].get("secrets", [])) == given.get(name, set())


@each_container
def test_no_secret_is_in_the_environment(name: str) -> None:
    for setting, value in CONTAINERS[name].get("environment", {}).items():
        if any(word in setting for word in ("PASSWORD", "SECRET", "KEY", "TOKEN")):
            assert str(value).startswith("/run/secrets"), setting


def test_all_containers_fit_a_small_machine() -> None:
    units = {"m": 1, "g": 1024}
    limits = [str(container["mem_limit"]) for container in CONTAINERS.values()]
    assert sum(int(limit[:-1]) * units[limit[-1]] for limit in limits) <= EIGHT_GIBIBYTES
