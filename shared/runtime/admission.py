"""Whom an actor may reach: asked once at the edge, held against every subject that is touched."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from psycopg import Connection, sql

from shared.access.actions import Purpose
from shared.access.actor import Actor, Identity
from shared.access.policy import Decision
from shared.runtime.acting import Acting
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class Relationships:
    """A service's copy of who stands how to whom.

    `standing` reads the relationships of an actor that hold at an instant. `places` tells, by
    subject, the school where each is now: its key is the subject, and `school_id` its column.
    """

    models: tuple[Projection, ...]
    migrations: Path
    standing: Callable[[Connection, Identity, datetime], Actor]
    places: Projection

    def decisions(
        self, connection: Connection, who: Acting, subjects: Collection[UUID]
    ) -> dict[UUID, Decision]:
        """What the policy says of each of these subjects.

        A subject of whom no place is known may be a school itself: that stands at itself.
        """
        schools = self._schools(connection, who.authority, subjects)
        return {one: who.reach.decide(one, schools.get(one, one)) for one in subjects}

    def _schools(
        self, connection: Connection, authority: str, subjects: Collection[UUID]
    ) -> Mapping[UUID, UUID]:
        statement = sql.SQL(
            "SELECT {subject}, school_id FROM {table} WHERE authority = %s AND {subject} = ANY(%s)"
        ).format(subject=sql.Identifier(*self.places.key), table=sql.Identifier(self.places.table))
        return dict(connection.execute(statement, (authority, list(subjects))).fetchall())


def record_looks(
    connection: Connection, who: Acting, looks: Iterable[tuple[UUID, Decision]]
) -> None:
    """Record, in the reading transaction, whose record was seen, by whom, what for, by which rule.

    Looks of one request by one rule are one row.
    """
    by_rule: dict[tuple[str, Purpose | None], set[UUID]] = {}
    for subject, decision in looks:
        by_rule.setdefault((decision.rule, decision.purpose), set()).add(subject)
    for (rule, purpose), subjects in by_rule.items():
        connection.execute(
            "INSERT INTO reads (authority, actor, action, request_id, subjects, rule, purpose)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s)",
            (
                who.authority,
                who.actor,
                who.action,
                who.request_id,
                sorted(subjects),
                rule,
                purpose,
            ),
        )
