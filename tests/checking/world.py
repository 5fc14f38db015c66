"""The four services as people use them, with what they asked written down; and damage to it."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from psycopg import Connection
from psycopg.conninfo import make_conninfo

from services.learners.domain.roll.identity import Named, roster_id
from tests.checking.check import Fault, check, judge, look, tell
from tests.checking.history import Attempt, Fate
from tests.issuing import Issuer
from tests.learners.roster_zips import SOUND
from tests.stores import Store
from tests.web_client import WebClient

LISTENS_TO = {
    "learners": ("learners", "assessments", "targets", "notifications"),
    "assessments": ("learners", "targets"),
    "targets": ("learners",),
    "notifications": ("learners", "targets"),
}
TODAY = datetime.now(UTC).date().isoformat()
SOON = (datetime.now(UTC).date() + timedelta(days=60)).isoformat()


@dataclass
class World:
    """The services on databases of their own, what was asked of them, and the mail they sent."""

    stores: dict[str, Store]
    apps: dict[str, Flask]
    issuer: Issuer
    authority: str
    mail: Path
    history: list[Attempt] = field(default_factory=list)

    @property
    def databases(self) -> dict[str, str]:
        """The superuser's connection strings."""
        return {
            name: make_conninfo(store.superuser, dbname=store.name)
            for name, store in self.stores.items()
        }

    def person(self, sourced_id: str) -> UUID:
        """The id of whom the roster calls `l1`."""
        return roster_id(self.authority, Named.USER, sourced_id)

    def ask(self, role: str, service: str, path: str, **said: Any) -> Attempt:
        """Put something, and write down what became of it, as any client would."""
        effect, thing = said.pop("effect", None), said.pop("thing", None)
        client = WebClient(self.apps[service], self.issuer, self.authority, self.stores[service])
        token = self.issuer.token(role, str(self.person("t1")), self.authority)
        begun_at = time.monotonic()
        answer = client.bearing(token).put(path, **said)
        told = answer.get_json()
        attempt = Attempt(
            command=f"PUT {service} {path}",
            service=service,
            authority=self.authority,
            begun_at=begun_at,
            ended_at=time.monotonic(),
            fate=Fate.OK if answer.status_code < 300 else Fate.REFUSED,
            stream_id=UUID(told["id"]) if "id" in told else None,
            version=told.get("version"),
            position=told.get("position"),
            code=told.get("code"),
            effect=effect,
            thing=thing,
            steps=told.get("steps"),
            done=told.get("done"),
            finished=told.get("counts") is not None,
        )
        self.history.append(attempt)
        return attempt

    def check(self) -> list[Fault]:
        """What the checker finds, now that all is quiet."""
        return check(
            self.databases, self.history, quiet=True, listens_to=LISTENS_TO, mail=self.mail
        )

    @contextmanager
    def damaging(self, service: str) -> Iterator[Connection]:
        """A superuser of one database, with every trigger off; what was done is undone."""
        with self.stores[service].connect() as one, one.transaction(force_rollback=True):
            one.execute("SET LOCAL session_replication_role = replica")
            yield one

    def found(
        self, service: str, damage: str, *, quiet: bool = True, mail: Path | None = None
    ) -> list[Fault]:
        """What the checker finds where one service's database is damaged so."""
        with ExitStack() as stack:
            seen = {
                name: stack.enter_context(
                    self.damaging(name) if name == service else store.connect()
                )
                for name, store in self.stores.items()
            }
            assert seen[service].execute(damage.encode(), {"a": self.authority}).rowcount
            looked = look(seen, self.history)
        folder = mail or self.mail
        return judge(looked, self.history, quiet=quiet, listens_to=LISTENS_TO, mail=folder)

    def fault_of(self, rule: str, service: str, damage: str) -> Fault:
        """The first fault by this rule that such damage shows as."""
        found = self.found(service, damage)
        named = [fault for fault in found if fault.rule == rule]
        assert named, f"not by {rule}:\n{tell(found)}"
        return named[0]

    def rules(self, service: str, damage: str, *, quiet: bool = True) -> set[str]:
        """The rules that are broken where a database is damaged so."""
        return {fault.rule for fault in self.found(service, damage, quiet=quiet)}


def ask_at_first(world: World) -> None:
    """A roster; recipients who want e-mails and who do not; concerns, one of them twice."""
    import_id = uuid4()
    path, body = f"/roster-imports/{import_id}", {"data": SOUND, "content_type": "application/zip"}
    effect, thing = "RosterImported", str(import_id)
    world.ask("integration", "learners", path, effect=effect, thing=thing, **body)
    for parent, email in (("p1", "nerys@example.test"), ("p2", None)):
        known = {"given_name": "Nerys", "family_name": "Ŵyn", "language": "cy", "email": email}
        path = f"/recipients/{world.person(parent)}"
        world.ask("integration", "notifications", path, json=known)
    raised, future = uuid4(), uuid4()
    for _ in range(2):
        _raise_concern(world, raised)
    _raise_concern(world, future, noticed_on="2999-01-01")


def _raise_concern(world: World, concern_id: UUID, **other: Any) -> Attempt:
    body = {
        "learner_id": str(world.person("l1")),
        "area": "reading",
        "observation": "Mae'n blino ar ôl tudalen.",
        "noticed_on": TODAY,
    }
    path, said = f"/concerns/{concern_id}", body | other
    known = {"effect": "ConcernRaised", "thing": str(concern_id)}
    return world.ask("class_teacher", "learners", path, json=said, **known)


def ask_then(world: World) -> None:
    """Targets for both children whose parents are told, shared; and one of them reviewed."""
    _set_and_share(world, "l2")
    place, review = _set_and_share(world, "l1"), str(uuid4())
    known = {"effect": "SmallStepTargetReviewed", "thing": review}
    world.ask("class_teacher", "targets", f"{place}/reviews/{review}", json=REVIEW, **known)
    _leave_two_unknown(world)


def _set_and_share(world: World, learner: str) -> str:
    target_id, share = str(uuid4()), str(uuid4())
    place, target = f"/small-step-targets/{target_id}", _target(world.person(learner))
    known = {"effect": "SmallStepTargetSet", "thing": target_id}
    world.ask("class_teacher", "targets", place, json=target, **known)
    shared = {"shared_on": TODAY, "shared_by": "meeting"}
    known = {"effect": "SmallStepTargetShared", "thing": share}
    world.ask("class_teacher", "targets", f"{place}/shares/{share}", json=shared, **known)
    return place


def _leave_two_unknown(world: World) -> None:
    """Two whose answer never came: one that happened, and one that did not."""
    happened = _raise_concern(world, uuid4())
    never = str(uuid4())
    world.history.remove(happened)
    for command, thing in ((happened.command, happened.thing), (f"PUT {never}", never)):
        unanswered = {"stream_id": None, "version": None, "position": None, "fate": Fate.UNKNOWN}
        known = {"command": command, "thing": thing}
        world.history.append(Attempt(**vars(happened) | unanswered | known))


def _target(learner_id: UUID) -> dict[str, Any]:
    parts = ("statement", "baseline", "criterion", "achievable", "relevant")
    return {
        "learner_id": str(learner_id),
        "area": "reading",
        "wording": dict.fromkeys(parts, "ŵ"),
        "strategies": ["Cardiau"],
        "adult": "Mrs Ŵyn",
        "set_on": TODAY,
        "starts_on": TODAY,
        "review_on": SOON,
    }


REVIEW = {
    "outcome": "achieved",
    "what_is_working": "Y cardiau",
    "what_is_not_working": "Dim",
    "childs_voice": {"words": "Da!", "how_obtained": "conversation"},
    "next_step": "achieved_end",
    "reviewed_on": TODAY,
}
