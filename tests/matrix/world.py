"""The services as two authorities use them: who asks, with which token, about whom."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from tests.issuing import Issuer
from tests.matrix import rosters
from tests.matrix.asking import Answer, Asking, Request
from tests.matrix.cast import ABROAD, HOME, PUPILS, ROSTER_SCOPES, Asker, Cast
from tests.matrix.records import SOMEBODY, OnRecord, told_by
from tests.matrix.telling import Telling
from tests.matrix.ways import About
from tests.stores import Store

ZIP = {"Content-Type": "application/zip"}


@dataclass
class World:
    """The people of two authorities and the services.

    `notices` has one to the parents of each learner, `alerts` those of emergencies.
    """

    stores: dict[str, Store]
    asking: Asking
    issuer: Issuer
    cast: Cast
    notices: dict[str, UUID] = field(default_factory=dict)
    alerts: set[UUID] = field(default_factory=set)
    _telling: dict[str, Telling] = field(default_factory=dict)

    def token(self, asker: Asker) -> str:
        """The token of one who asks."""
        subject, code = self.subject(asker), self.cast.code(asker.of)
        return self.issuer.token(asker.role, subject, code, scope=asker.scope)

    def subject(self, asker: Asker) -> str:
        """As whom they sign in; a system has an id that is no UUID."""
        if asker.role == "integration":
            return asker.name.replace(" ", "-")
        return str(self.cast.person(asker.person or asker.name))

    def about(self, asker: Asker, name: str) -> About:
        """A learner as this asker asks about them."""
        learner, cast = self.cast.learner(name), self.cast
        pupil = next((pupil for pupil in PUPILS if pupil.name == name), None)
        parent = pupil.parents[0] if pupil else "no parent"
        who = asker.person or asker.name
        is_heard = asker.role == "parent" and pupil is not None and who in told_by(pupil)
        is_home = asker.of == HOME
        return About(
            learner=learner,
            notice=self.notices.get(name, learner),
            recipient=cast.person(parent),
            staff=cast.person("head" if is_home else "abroad_head"),
            officer=cast.person("case_officer" if is_home else "abroad_officer"),
            words=OnRecord(learner).id(f"words of {who if is_heard else SOMEBODY}"),
        )

    def ids(self, name: str) -> OnRecord:
        """The ids of what there is about a learner."""
        return OnRecord(self.cast.learner(name))

    def get(self, asker: Asker, service: str, path: str) -> Answer:
        """The answer to a question."""
        return self.asking.ask(self.token(asker), Request(service, "GET", path))

    def put(self, asker: Asker, service: str, path: str, body: Any = None) -> None:
        """A command that must be accepted."""
        answer = self.asking.ask(self.token(asker), Request(service, "PUT", path, body))
        assert answer.status in (200, 201), (asker.name, path, answer.body)

    def delete(self, asker: Asker, service: str, path: str) -> None:
        """The same of what is ended."""
        answer = self.asking.ask(self.token(asker), Request(service, "DELETE", path))
        assert answer.status == 200, (asker.name, path, answer.body)

    def import_roster(self, of: str, which: int) -> None:
        """An authority's system imports its first or its second roster."""
        asker = Asker("roster system", "integration", of, scope=ROSTER_SCOPES)
        body = rosters.roster(of, which, self.cast.code(of))
        path = f"/roster-imports/{import_id(self.cast, of, which)}"
        request = Request("learners", "PUT", path, None, ZIP)
        answer = self.asking.send(self.token(asker), request, body)
        assert answer.status == 201, answer.body

    def tell(self, *sources: str) -> None:
        """What these services have published since the last time is taken in by who listens."""
        for of in (HOME, ABROAD):
            code = self.cast.code(of)
            telling = self._telling.setdefault(of, Telling(self.stores, code))
            for source in sources:
                telling(source)

    @property
    def s1(self) -> UUID:
        return self.cast.school(HOME, "s1")

    @property
    def s2(self) -> UUID:
        return self.cast.school(HOME, "s2")

    @property
    def c1(self) -> UUID:
        return self.cast.class_(HOME, "c1")


def import_id(cast: Cast, of: str, which: int) -> UUID:
    """The id of the first or the second import of an authority."""
    return OnRecord(cast.school(of, "la")).id(f"import {which}")


def officer_of(of: str) -> Asker:
    """Who settles, in an authority, who may see what."""
    return Asker("officer" if of == HOME else "abroad_officer", "la_officer", of)


def head_of(of: str, school: str) -> Asker:
    """Who writes the records of a school's learners."""
    heads = {
        (HOME, "s1"): "head",
        (HOME, "s2"): "head_elsewhere",
        (ABROAD, "s1"): "abroad_head",
        (ABROAD, "s2"): "far_head",
    }
    return Asker(heads[of, school], "headteacher", of)
