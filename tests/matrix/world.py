"""A world of two authorities, built as in life: rosters, commands, messages taken in.

What has already expired cannot be asked for over HTTP; it is put into the log as of an earlier day.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from services.learners.domain.emergency_access import EmergencyReason, OpenEmergencyAccess
from services.learners.domain.professional_engagement import Basis, EngageProfessional, Profession
from services.notifications.wiring import courier
from shared.runtime.execute import execute
from shared.runtime.ledger import Ledger
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream
from shared.runtime.settings import Settings
from tests.issuing import Issuer
from tests.matrix import records, rosters
from tests.matrix.asking import Answer, Asking, Request
from tests.matrix.cast import ABROAD, HOME, PUPILS, Asker, Cast
from tests.matrix.records import OnRecord, on_record
from tests.matrix.questions import TIERS, tier_change
from tests.matrix.telling import Telling
from tests.matrix.ways import About
from tests.stores import Store
from tests.wiring import wiring

NOW = datetime.now(UTC)
ZIP = {"Content-Type": "application/zip"}


@dataclass
class World:
    """The services, the people, and what they have done so far."""

    stores: dict[str, Store]
    asking: Asking
    issuer: Issuer
    cast: Cast
    notices: dict[str, UUID] = field(default_factory=dict)
    """The notice about each learner's target."""

    def about(self, asker: Asker, name: str) -> About:
        """A learner as this asker asks about them."""
        learner, cast = self.cast.learner(name), self.cast
        parent = next((pupil.parents[0] for pupil in PUPILS if pupil.name == name), "no parent")
        is_home = asker.of == HOME
        return About(
            learner=learner,
            notice=self.notices.get(name, learner),
            recipient=cast.person(parent),
            staff=cast.person("head" if is_home else "abroad_head"),
            officer=cast.person("case_officer" if is_home else "abroad_officer"),
        )

    def token(self, asker: Asker) -> str:
        """The token of one who asks."""
        return self.issuer.token(
            asker.role, self.subject(asker), self.cast.code(asker.of), scope=asker.scope
        )

    def subject(self, asker: Asker) -> str:
        """As whom they sign in; a system has an id that is no UUID."""
        if asker.role == "integration":
            return f"mis-{asker.scope or 'nothing'}"
        return str(self.cast.person(asker.person or asker.name))

    def do(self, asker: Asker, service: str, method: str, path: str, body: Any = None) -> Answer:
        """A command that must be accepted."""
        answer = self.asking.ask(self.token(asker), Request(service, method, path, body))
        assert answer.status in (200, 201), (asker.name, path, answer.body)
        return answer

    @property
    def s1(self) -> UUID:
        return self.cast.school(HOME, "s1")

    @property
    def s2(self) -> UUID:
        return self.cast.school(HOME, "s2")

    @property
    def c1(self) -> UUID:
        return self.cast.class_(HOME, "c1")

    def build(self) -> None:
        """Everything, from the first roster to what is told of the last restriction."""
        telling = [Telling(self.stores, self.cast.code(of)) for of in (HOME, ABROAD)]
        self._import(rosters.FIRST)
        self._tell(telling, "learners")
        self._write_records()
        self._tell(telling, "targets", "assessments")
        self._give_notices()
        self._import(rosters.SECOND)
        self._settle_access()
        self._tell(telling, "learners", "notifications")

    def _import(self, which: int) -> None:
        for of in (HOME, ABROAD):
            asker = Asker("roster system", "integration", of, scope="roster")
            body = rosters.roster(of, which, self.cast.code(of))
            token, path = self.token(asker), f"/roster-imports/{import_id(self.cast, of, which)}"
            answer = self.asking.send(token, Request("learners", "PUT", path, None, ZIP), body)
            assert answer.status == 201, answer.body

    def _tell(self, telling: list[Telling], *sources: str) -> None:
        for each in telling:
            for source in sources:
                each(source)

    def _write_records(self) -> None:
        for pupil in PUPILS:
            ids, learner = on_record(self.cast, pupil.name), self.cast.learner(pupil.name)
            head = Asker(records.WRITERS[pupil.of, pupil.school], "headteacher", pupil.of)
            put = [
                ("learners", f"/concerns/{ids.id('concern')}", records.concern),
                ("assessments", f"/assessment-results/{ids.id('result')}", records.result),
                ("targets", f"/small-step-targets/{ids.id('target')}", records.target),
            ]
            for service, path, body in put:
                self.do(head, service, "PUT", path, body(learner, records.day(-40)))
            path = f"/small-step-targets/{ids.id('target')}/shares/{ids.id('share')}"
            self.do(head, "targets", "PUT", path, records.share(records.day(0)))
            if pupil.name in TIERS:
                path = f"/learners/{learner}/tier-changes/{uuid4()}"
                body = tier_change(self.about(head, pupil.name), TIERS[pupil.name])
                self.do(head, "learners", "PUT", path, body)

    def _give_notices(self) -> None:
        for of in (HOME, ABROAD):
            asker = Asker("recipients system", "integration", of, scope="recipients")
            for person in records.recipients(self.cast, of):
                path = f"/recipients/{person}"
                self.do(asker, "notifications", "PUT", path, records.RECIPIENT)
        store = self.stores["notifications"]
        ledger = Ledger(wiring("notifications").SERVICE, store.database(), "tests")
        settings = Settings(store.name, smtp="127.0.0.1:9", sign_in_url="https://sign-in.example")
        giving = courier(ledger, settings)
        with store.connect("writer") as connection:
            while owed := giving.work.owed_notices(connection, 100):
                giving.inboxes.give(owed)
            asked = "SELECT learner_id, notice_id FROM notices WHERE authority = ANY(%s)"
            codes = [self.cast.home, self.cast.abroad]
            known = dict(connection.execute(asked, (codes,)).fetchall())
        self.notices = {one.name: known[self.cast.learner(one.name)] for one in PUPILS}

    def _settle_access(self) -> None:
        for pupil in PUPILS:
            self._let_somebody_go(pupil.of, pupil.name)
        officer, cast = Asker("officer", "la_officer"), self.cast
        own, lacking = cast.learner("own"), cast.learner("lacking")
        passed, regained = cast.learner("passed"), cast.learner("regained")
        found = records.capacity("lacks_capacity", records.day(0))
        steps: list[tuple[str, Any]] = [
            (f"/learners/{own}/caseload/{cast.person('case_officer')}", None),
            (f"/learners/{passed}/account", _person(cast, "ex_young_person")),
            (f"/learners/{passed}/account", _person(cast, "young_person")),
            (f"/learners/{lacking}/capacity-findings/{uuid4()}", found),
            (f"/learners/{lacking}/representatives/{cast.person('representative')}", _DEPUTY),
            (f"/learners/{regained}/capacity-findings/{uuid4()}", found),
            (f"/learners/{regained}/representatives/{cast.person('ex_representative')}", _DEPUTY),
            (
                f"/learners/{regained}/capacity-findings/{uuid4()}",
                records.capacity("has_capacity", records.day(0)),
            ),
        ]
        for path, body in steps:
            self.do(officer, "learners", "PUT", path, body)
        self._engage(own, "engaged")
        self._release(officer, self._engage(own, "released"))
        for name, learner, scope in _KEPT_AWAY:
            self._restrict(HOME, cast.learner(learner), cast.person(name), scope, uuid4())
        rescuer = Asker("rescuer", "teaching_assistant")
        body, path = records.emergency(own, "Perygl"), f"/emergencies/{OnRecord(own).id('emergency')}"
        self.do(rescuer, "learners", "PUT", path, body)
        self._as_of_earlier(own)

    def _let_somebody_go(self, of: str, name: str) -> None:
        """Of each learner, work that ended and a restriction: of one who never asks."""
        learner, ids = self.cast.learner(name), on_record(self.cast, name)
        nobody, officer = self.cast.person("nobody"), _officer(of)
        path = f"/professionals/{ids.id('engagement')}"
        body = records.engagement(learner, nobody, records.day(30))
        self.do(officer, "learners", "PUT", path, body)
        self._release(officer, ids.id("engagement"))
        self._restrict(of, learner, nobody, "record", ids.id("restriction"))

    def _engage(self, learner: UUID, name: str) -> UUID:
        engagement = uuid4()
        body = records.engagement(learner, self.cast.person(name), records.day(30))
        self.do(_officer(HOME), "learners", "PUT", f"/professionals/{engagement}", body)
        return engagement

    def _release(self, officer: Asker, engagement: UUID) -> None:
        self.do(officer, "learners", "PUT", f"/professionals/{engagement}/release")

    def _restrict(self, of: str, learner: UUID, person: UUID, scope: str, name: UUID) -> None:
        body = records.restriction(learner, person, scope, records.day(90))
        self.do(_officer(of), "learners", "PUT", f"/restrictions/{name}", body)

    def _as_of_earlier(self, learner: UUID) -> None:
        """Work until yesterday, and an emergency that was over two hours ago."""
        opened_at = NOW - timedelta(hours=3)
        engage = EngageProfessional(
            engagement_id=uuid4(),
            learner_id=learner,
            person_id=self.cast.person("expired"),
            profession=Profession.SOCIAL_WORKER,
            basis=Basis.SAFEGUARDING,
            until=records.TODAY - timedelta(days=1),
            today=records.TODAY - timedelta(days=30),
        )
        opening = OpenEmergencyAccess(
            access_id=OnRecord(learner).id("late emergency"),
            learner_id=learner,
            person_id=self.cast.person("late_rescuer"),
            reason=EmergencyReason.RISK_OF_HARM,
            words="Perygl",
            hours=1,
            now=opened_at,
        )
        school = self.cast.school(HOME, "s1")
        engaged = Stream("professional_engagement", engage.engagement_id, learner, school)
        opened = Stream("emergency_access", opening.access_id, learner, school)
        for stream, command in ((engaged, engage), (opened, opening)):
            execute(
                wiring("learners").SERVICE,
                self.stores["learners"].database(),
                "tests",
                _cause(self.cast.home, opened_at),
                [(stream, command)],
            )


_DEPUTY = {"standing": "deputy"}
_KEPT_AWAY = (
    ("barred_parent", "barred", "record"),
    ("contact_parent", "contact", "contact_details"),
    ("barred_officer", "own", "record"),
    ("barred_teacher", "barred", "record"),
)


def import_id(cast: Cast, of: str, which: int) -> UUID:
    """The id of the first or the second import of an authority."""
    return records.OnRecord(cast.school(of, "la")).id(f"import {which}")


def _officer(of: str) -> Asker:
    return Asker("officer" if of == HOME else "abroad_officer", "la_officer", of)


def _person(cast: Cast, name: str) -> dict[str, str]:
    return {"person_id": str(cast.person(name))}


def _cause(authority: str, at: datetime) -> Cause:
    return Cause(authority, "an-officer", uuid4(), hashlib.sha256().digest(), uuid4(), at)
