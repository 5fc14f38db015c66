"""Brings the system up: data directories, Postgres and Kafka, databases, services."""

import os
import shutil
import subprocess
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http import HTTPStatus

from deploy.native import issuer, kafka, places, postgres, processes, state
from deploy.native.launch import broker
from deploy.native.ports import choose, first_taken
from deploy.native.programs import PROCESSES
from deploy.native.supervision import RUNNING, Supervisor
from deploy.native.trouble import Trouble
from deploy.native.waiting import wait_until
from deploy.provision import ROLES, SERVICES
from shared.runtime.kafka_login import KafkaLogin

NEEDED_BYTES = 500_000_000
READY_SECONDS = 90.0
USERS = (*ROLES, "kafka")


def up() -> state.State:
    """Bring up what is not up, and return once every service is ready. Raises `Trouble`."""
    known = state.read()
    if known is None or not Supervisor(known.socket).answers():
        known = _afresh(known)
    supervisor = Supervisor(known.socket)
    running = [one.name for one in supervisor.standings() if one.state == RUNNING]
    if set(PROCESSES) <= set(running):
        print("Already up.")
    else:
        _start(supervisor, known)
    _wait_for_services(supervisor, known)
    return known


def _afresh(before: state.State | None) -> state.State:
    _check_room()
    processes.end(processes.ours())
    for folder in (places.LOGS, places.SECRETS, places.MAIL):
        folder.mkdir(parents=True, exist_ok=True)
    places.SECRETS.chmod(0o700)
    ports = choose(None if before is None else before.ports.base, first_taken)
    known = state.State(ports, places.supervisor_socket())
    state.write(known)
    _prepare(known)
    Supervisor(known.socket).launch()
    return known


def _check_room() -> None:
    places.HOME.mkdir(exist_ok=True)
    room = shutil.disk_usage(places.HOME).free
    if room < NEEDED_BYTES:
        raise Trouble(
            f"The disk is full: {room // 1_000_000} MB are free at {places.HOME},"
            f" {NEEDED_BYTES // 1_000_000} MB are needed."
        )


def _prepare(known: state.State) -> None:
    for name in ("superuser", *(f"{service}_{role}" for service in SERVICES for role in USERS)):
        if not (places.SECRETS / name).exists():
            postgres.write_secret(places.SECRETS / name)
    issuer.load(known.issuer, places.ISSUER_KEY).publish(places.ISSUER_PAGES)
    with ThreadPoolExecutor() as pool:
        for prepared in (
            pool.submit(postgres.prepare, places.postgres_home(), places.SUPERUSER_PASSWORD),
            pool.submit(kafka.prepare, broker(known)),
        ):
            prepared.result()


def _start(supervisor: Supervisor, known: state.State) -> None:
    print("Starting PostgreSQL 18 and Kafka 4 …", flush=True)
    supervisor.start("infrastructure")
    superuser = postgres.superuser(known.ports["postgres"], places.SUPERUSER_PASSWORD)
    for name, ready in (
        ("postgres", lambda: postgres.answers(superuser)),
        ("kafka", lambda: kafka.answers(broker(known).operator)),
    ):
        what = f"{name} (see {places.LOGS / name}.log)"
        wait_until(ready, what, READY_SECONDS, supervisor.still_tries(name))
    _provision(superuser, broker(known).operator)
    print("Starting the services …", flush=True)
    supervisor.start("services")


def _provision(superuser: postgres.Superuser, operator: KafkaLogin) -> None:
    databases = {
        "LLWYBR_SUPERUSER": superuser.conninfo,
        "LLWYBR_SUPERUSER_PASSWORD_FILE": str(superuser.password_file),
    }
    rights = {
        "LLWYBR_KAFKA": operator.bootstrap,
        "LLWYBR_KAFKA_USERNAME": operator.username,
        "LLWYBR_KAFKA_PASSWORD_FILE": str(operator.password_file),
    }
    _run("deploy.provision", databases, "The databases could not be prepared.")
    _run("deploy.provision_kafka", rights, "Rights on Kafka could not be given.")


def _run(module: str, settings: dict[str, str], otherwise: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", module],
        cwd=places.PROJECT,
        env=os.environ | settings | {"LLWYBR_SECRETS": str(places.SECRETS)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Trouble(f"{otherwise}\n{done.stderr.strip()}")


def _wait_for_services(supervisor: Supervisor, known: state.State) -> None:
    urls = {f"{name}-web": f"{url}/readyz" for name, url in known.urls.items()}
    for name in PROCESSES:
        wait_until(
            partial(_stands, supervisor, name, urls.get(name)),
            f"{name} (see {places.LOGS / name}.log)",
            READY_SECONDS,
            supervisor.still_tries(name),
        )


def _stands(supervisor: Supervisor, name: str, url: str | None) -> bool:
    return supervisor.standing(name).state == RUNNING and (url is None or _answers(url))


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 - our own address
            return bool(answer.status == HTTPStatus.OK)
    except OSError:
        return False
