"""The users of the four services on Kafka and what each may do, made or brought up to date.

Run as the operator, before the services start, with every new version, for a new authority, and
after Kafka has lost what it kept: what it knows of users and rights is lost with the rest.
"""

import importlib
import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from kafka.admin import (
    ACL,
    ACLFilter,
    ACLOperation,
    ACLPermissionType,
    ACLResourcePatternType,
    KafkaAdminClient,
    ResourcePatternFilter,
    ResourceType,
    UserScramCredentialUpsertion,
)

from deploy.kafka_rights import principal, rights
from deploy.provision import SERVICES
from services.learners.domain.roll.upn import WELSH_AUTHORITIES
from shared.runtime.kafka_login import MECHANISM, KafkaLogin

AT_ONCE = 200
KNOWN_SECONDS = 20.0
PAUSE_SECONDS = 0.05


class ProvisioningFailed(Exception):
    """Kafka refused a user or a right; the message says which."""


def listening() -> dict[str, tuple[str, ...]]:
    """Whom each of our services hears, by its wiring."""
    wirings = {name: importlib.import_module(f"services.{name}.wiring") for name in SERVICES}
    return {name: wiring.SERVICE.listens_to for name, wiring in wirings.items()}


def provision_kafka(
    operator: KafkaLogin,
    secrets: Path,
    listens_to: Mapping[str, Sequence[str]],
    authorities: Iterable[str] = WELSH_AUTHORITIES,
) -> tuple[int, int]:
    """Give each service its password and its rights; gives how many were added and taken away.

    `secrets` holds a file for each service: `targets_kafka`. Raises `ProvisioningFailed`.
    """
    wanted = rights(listens_to, authorities)
    with closing(KafkaAdminClient(**operator.settings(), client_id="llwybr-provision")) as admin:
        _make_users(admin, secrets, listens_to)
        known = _known(admin, listens_to)
        _grant(admin, sorted(wanted - known, key=repr))
        _withdraw(admin, sorted(known - wanted, key=repr))
        _wait_until(lambda: _known(admin, listens_to) == wanted)
    return len(wanted - known), len(known - wanted)


def _make_users(admin: KafkaAdminClient, secrets: Path, services: Iterable[str]) -> None:
    made = admin.alter_user_scram_credentials(
        [
            UserScramCredentialUpsertion(
                service, MECHANISM, (secrets / f"{service}_kafka").read_text().strip()
            )
            for service in services
        ]
    )
    refused = {user: why for user, why in made.items() if why is not None}
    if refused:
        raise ProvisioningFailed(f"users: {refused}")


def _known(admin: KafkaAdminClient, services: Iterable[str]) -> set[ACL]:
    return {one for service in services for one in admin.describe_acls(_every(service))[0]}


def _wait_until(so: Callable[[], bool]) -> None:
    """What the controller has taken is known to the broker a moment later."""
    until = time.monotonic() + KNOWN_SECONDS
    while not so():
        if time.monotonic() > until:
            raise ProvisioningFailed("the broker does not know the rights it was told of")
        time.sleep(PAUSE_SECONDS)


def _every(service: str) -> ACLFilter:
    anything = ResourcePatternFilter(ResourceType.ANY, None, ACLResourcePatternType.ANY)
    who = principal(service)
    return ACLFilter(who, None, ACLOperation.ANY, ACLPermissionType.ANY, anything)


def _grant(admin: KafkaAdminClient, missing: Sequence[ACL]) -> None:
    for start in range(0, len(missing), AT_ONCE):
        failed = admin.create_acls(missing[start : start + AT_ONCE])["failed"]
        if failed:
            raise ProvisioningFailed(f"rights: {failed}")


def _withdraw(admin: KafkaAdminClient, surplus: Sequence[ACL]) -> None:
    for start in range(0, len(surplus), AT_ONCE):
        for _, _, error in admin.delete_acls(surplus[start : start + AT_ONCE]):
            if error.errno:
                raise ProvisioningFailed(f"rights to be withdrawn: {error}")


def main() -> None:
    """The command: LLWYBR_KAFKA, _USERNAME and _PASSWORD_FILE of the operator, LLWYBR_SECRETS."""
    password_file = Path(os.environ["LLWYBR_KAFKA_PASSWORD_FILE"])
    operator = KafkaLogin(
        os.environ["LLWYBR_KAFKA"], os.environ["LLWYBR_KAFKA_USERNAME"], password_file
    )
    given = os.environ.get("LLWYBR_AUTHORITIES", "").split()
    secrets = Path(os.environ["LLWYBR_SECRETS"])
    added, taken = provision_kafka(operator, secrets, listening(), given or WELSH_AUTHORITIES)
    print(f"kafka: {added} rights added, {taken} withdrawn")


if __name__ == "__main__":
    main()
