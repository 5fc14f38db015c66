"""Who stands how to whom, as the authority's officers settle it, and what has ended since.

What has already expired cannot be asked for over HTTP; it is put into the log as of an earlier day.
"""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from services.learners.domain.ties.emergency_access import EmergencyReason, OpenEmergencyAccess
from services.learners.domain.ties.professional_engagement import (
    Basis,
    EngageProfessional,
    Profession,
)
from shared.runtime.execute import execute
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream
from tests.matrix import records
from tests.matrix.cast import HOME, PUPILS, Asker
from tests.matrix.records import day
from tests.matrix.world import World, officer_of
from tests.wiring import wiring

_DEPUTY = {"standing": "deputy"}
_KEPT_AWAY = (
    ("barred_parent", "barred", "record"),
    ("contact_parent", "contact", "contact_details"),
    ("barred_officer", "own", "record"),
    ("barred_teacher", "barred", "record"),
)


def settle_access(world: World) -> None:
    """Everything but what the rosters say."""
    for pupil in PUPILS:
        _let_somebody_go(world, pupil.of, pupil.name)
    _settle_own(world)
    _settle_young_people(world)
    for name, learner, scope in _KEPT_AWAY:
        keep_away(world, name, learner, scope)
    _expire(world)


def engage(world: World, name: str, learner: str) -> UUID:
    """A professional begins to work with a learner; gives the id of the work."""
    engagement = uuid4()
    person = world.cast.person(name)
    body = records.engagement(world.cast.learner(learner), person, day(30))
    world.put(officer_of(HOME), "learners", f"/professionals/{engagement}", body)
    return engagement


def release(world: World, of: str, engagement: UUID) -> None:
    """A professional's work ends before its time."""
    world.put(officer_of(of), "learners", f"/professionals/{engagement}/release")


def case_of(world: World, learner: str) -> str:
    """The path by which a learner's case is given to an officer, and taken from them."""
    person = world.cast.person("case_officer")
    return f"/learners/{world.cast.learner(learner)}/caseload/{person}"


def open_in_emergency(world: World, learner: str, access: UUID) -> None:
    """Somebody of another school opens a learner's record at once, for some hours."""
    body = records.emergency(world.cast.learner(learner), "Perygl")
    rescuer = Asker("rescuer", "teaching_assistant")
    world.put(rescuer, "learners", f"/emergencies/{access}", body)


def keep_away(world: World, name: str, learner: str, scope: str = "record") -> None:
    """A court keeps somebody of home from a learner's record."""
    person = world.cast.person(name)
    body = records.restriction(world.cast.learner(learner), person, scope, day(90))
    world.put(officer_of(HOME), "learners", f"/restrictions/{uuid4()}", body)


def _let_somebody_go(world: World, of: str, name: str) -> None:
    """Of each learner, work that ended and a restriction: of one who never asks."""
    learner, ids = world.cast.learner(name), world.ids(name)
    nobody, officer = world.cast.person("nobody"), officer_of(of)
    work = records.engagement(learner, nobody, day(30))
    world.put(officer, "learners", f"/professionals/{ids.id('engagement')}", work)
    release(world, of, ids.id("engagement"))
    order = records.restriction(learner, nobody, "record", day(90))
    world.put(officer, "learners", f"/restrictions/{ids.id('restriction')}", order)


def _settle_own(world: World) -> None:
    world.put(officer_of(HOME), "learners", case_of(world, "own"))
    engage(world, "engaged", "own")
    release(world, HOME, engage(world, "released", "own"))
    open_in_emergency(world, "own", world.ids("own").id("emergency"))


def _settle_young_people(world: World) -> None:
    """An account that passes from one person to another; capacity, lost for one and regained."""
    for name in ("ex_young_person", "young_person"):
        _of(world, "passed", "account", {"person_id": str(world.cast.person(name))})
    for learner, name in (("lacking", "representative"), ("regained", "ex_representative")):
        lacks = records.capacity("lacks_capacity", day(0))
        _of(world, learner, f"capacity-findings/{uuid4()}", lacks)
        _of(world, learner, f"representatives/{world.cast.person(name)}", _DEPUTY)
    has = records.capacity("has_capacity", day(0))
    _of(world, "regained", f"capacity-findings/{uuid4()}", has)


def _of(world: World, learner: str, what: str, body: Any) -> None:
    path = f"/learners/{world.cast.learner(learner)}/{what}"
    world.put(officer_of(HOME), "learners", path, body)


def _expire(world: World) -> None:
    """Work with one learner until yesterday, and an emergency that was over two hours ago."""
    learner, opened_at = world.cast.learner("own"), datetime.now(UTC) - timedelta(hours=3)
    work = EngageProfessional(
        engagement_id=uuid4(),
        learner_id=learner,
        person_id=world.cast.person("expired"),
        profession=Profession.SOCIAL_WORKER,
        basis=Basis.SAFEGUARDING,
        until=records.TODAY - timedelta(days=1),
        today=records.TODAY - timedelta(days=30),
    )
    opening = OpenEmergencyAccess(
        access_id=world.ids("own").id("late emergency"),
        learner_id=learner,
        person_id=world.cast.person("late_rescuer"),
        reason=EmergencyReason.RISK_OF_HARM,
        words="Perygl",
        hours=1,
        now=opened_at,
    )
    about = (learner, world.s1)
    engaged = Stream("professional_engagement", work.engagement_id, *about)
    opened = Stream("emergency_access", opening.access_id, *about)
    for stream, command in ((engaged, work), (opened, opening)):
        cause = _cause(world.cast.home, opened_at)
        database = world.stores["learners"].database("worker")
        execute(wiring("learners").SERVICE, database, "tests", cause, [(stream, command)])


def _cause(authority: str, at: datetime) -> Cause:
    return Cause(authority, "an-officer", uuid4(), hashlib.sha256().digest(), uuid4(), at)
