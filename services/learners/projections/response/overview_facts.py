"""What an overview is worked out from, read at once for a whole school.

Nobody's record is looked at: only figures leave the service of what is read here, or the ids of
those whose names are then asked for, which is a look.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, LiteralString, TypeVar
from uuid import UUID

import orjson
from psycopg import Connection, sql

from services.learners.domain.response.concern_messages import ConcernArea, ConcernOutcome
from services.learners.projections.response.concerns import DecidedOutcome
from services.learners.projections.response.courses import Course
from services.learners.projections.response.overview import AgreedStep, NotedConcern, SchoolFacts
from services.learners.projections.response.tier_changes import TIER_CHANGES, MadeTierChange
from services.learners.projections.roll.roll_histories import ROLL_HISTORIES
from services.learners.projections.roll.school_tiers import NamedTiers
from shared.contracts import assessments, codec, graduated_response, learners, targets, watching
from shared.modelling.message import kind_of
from shared.runtime.acting import acting
from shared.runtime.database import Database
from shared.runtime.projection import Projection
from shared.runtime.wall import EVERY_SCHOOL

Thing = TypeVar("Thing", NotedConcern, AgreedStep)

LOOKS = (
    learners.ConcernRaised,
    learners.ProvisionTierChanged,
    graduated_response.ConcernOutcomeDecided,
    graduated_response.DiscussedAtTriage,
    graduated_response.OnePageProfileWritten,
    watching.MonitoringStarted,
    watching.MonitoringEnded,
    watching.PupilProgressFormSubmitted,
    watching.ReferralReported,
    assessments.AssessmentResultRecorded,
    targets.SmallStepTargetSet,
    targets.SmallStepTargetShared,
    targets.SmallStepTargetReviewed,
)
"""What is recorded about a learner only by somebody who looked at how they do."""


def school_facts(database: Database, school_id: UUID, names: NamedTiers | None) -> SchoolFacts:
    """What is known of a school that the actor may see; the caller has asked whether they may.

    Days on which somebody looked are those of the chronology, and of our own concerns, triage
    and changes of tier, which come into the chronology only a moment later.
    """
    authority = acting().authority
    with database.confined(authority, EVERY_SCHOOL) as connection:
        asked = _Asked(connection, authority)
        courses = asked.courses(school_id)
        everyone = [course.learner_id for course in courses]
        concerns, looked = asked.concerns(everyone), asked.chronology(everyone)
        looked += asked.own(everyone)
        steps = asked.steps(everyone)
    looked += [(one.learner_id, day) for one in courses for day in one.tiers_recorded_on]
    return SchoolFacts(
        school_id, names, courses, _of_each(concerns), _of_each(steps), _days(looked)
    )


@dataclass(frozen=True)
class _Asked:
    """Questions within one authority."""

    connection: Connection
    authority: str

    def courses(self, school_id: UUID) -> list[Course]:
        """Of everyone who was ever at the school."""
        stay = orjson.dumps([{"school_id": str(school_id)}]).decode()
        found = self.connection.execute(_of(ROLL_HISTORIES, _EVER_THERE), (self.authority, stay))
        histories = [ROLL_HISTORIES.from_columns(row) for row in found]
        changes = self._tier_changes([one.learner_id for one in histories])
        return [Course(one, changes.get(one.learner_id, ())) for one in histories]

    def _tier_changes(self, everyone: Sequence[UUID]) -> dict[UUID, list[MadeTierChange]]:
        found: dict[UUID, list[MadeTierChange]] = {}
        rows = self.connection.execute(_of(TIER_CHANGES, _ABOUT), (self.authority, everyone))
        changes = [TIER_CHANGES.from_columns(row) for row in rows]
        for change in sorted(changes, key=lambda one: one.recorded_at):
            found.setdefault(change.learner_id, []).append(change)
        return found

    def concerns(self, everyone: Sequence[UUID]) -> list[NotedConcern]:
        """All there are about them."""
        found = self.connection.execute(_CONCERNS, (self.authority, everyone))
        return [
            NotedConcern(concern_id, learner_id, ConcernArea(area), noticed_on, _decided(outcomes))
            for concern_id, learner_id, area, noticed_on, outcomes in found
        ]

    def steps(self, everyone: Sequence[UUID]) -> list[AgreedStep]:
        """All next steps that were agreed for them."""
        found = self.connection.execute(_STEPS, (self.authority, everyone))
        return [AgreedStep(*row) for row in found]

    def own(self, everyone: Sequence[UUID]) -> list[tuple[UUID, date]]:
        """When each concern was raised, and each discussion held on record."""
        named = {"authority": self.authority, "everyone": everyone}
        return self.connection.execute(_OWN, named).fetchall()

    def chronology(self, everyone: Sequence[UUID]) -> list[tuple[UUID, date]]:
        """The days of what tells of a look."""
        kinds = [kind_of(message) for message in LOOKS]
        return self.connection.execute(_LOOKED, (self.authority, everyone, kinds)).fetchall()


def _decided(outcomes: Any) -> tuple[tuple[date, ConcernOutcome], ...]:
    decided: tuple[DecidedOutcome, ...] = codec.from_plain(tuple[DecidedOutcome, ...], outcomes)
    return tuple((one.decided_on, one.outcome) for one in decided)


def _of_each(things: Sequence[Thing]) -> dict[UUID, list[Thing]]:
    found: dict[UUID, list[Thing]] = {}
    for thing in things:
        found.setdefault(thing.learner_id, []).append(thing)
    return found


def _days(looked: Sequence[tuple[UUID, date]]) -> dict[UUID, list[date]]:
    found: dict[UUID, list[date]] = {}
    for learner_id, day in sorted(set(looked)):
        found.setdefault(learner_id, []).append(day)
    return found


def _of(model: Projection, condition: LiteralString) -> sql.Composed:
    return sql.SQL("SELECT {} FROM {} WHERE authority = %s AND {}").format(
        sql.SQL(", ").join(map(sql.Identifier, model.columns)),
        sql.Identifier(model.table),
        sql.SQL(condition),
    )


_EVER_THERE: LiteralString = "stays @> %s::jsonb"
_ABOUT: LiteralString = "learner_id = ANY(%s)"
_CONCERNS: LiteralString = """
SELECT concern_id, learner_id, area, noticed_on, outcomes FROM concerns
WHERE authority = %s AND learner_id = ANY(%s) ORDER BY learner_id, noticed_on, concern_id
"""
_STEPS: LiteralString = """
SELECT discussion_id, learner_id, step, owner_id, held_on, due_on, completed_on
FROM triage_discussions
WHERE authority = %s AND learner_id = ANY(%s) AND step IS NOT NULL
ORDER BY due_on, discussion_id
"""
_OWN: LiteralString = """
SELECT learner_id, (raised_at AT TIME ZONE 'UTC')::date FROM concerns
WHERE authority = %(authority)s AND learner_id = ANY(%(everyone)s)
UNION
SELECT learner_id, (recorded_at AT TIME ZONE 'UTC')::date FROM triage_discussions
WHERE authority = %(authority)s AND learner_id = ANY(%(everyone)s)
"""
_LOOKED: LiteralString = """
SELECT DISTINCT learner_id, (occurred_at AT TIME ZONE 'UTC')::date FROM chronology
WHERE authority = %s AND learner_id = ANY(%s) AND kind = ANY(%s)
"""
