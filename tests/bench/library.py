"""The same work by the library `eventsourcing`, in a database of its own on the same Postgres."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

import psycopg
from eventsourcing.application import Application
from eventsourcing.domain import Aggregate
from eventsourcing.persistence import Tracking
from eventsourcing.postgres import PostgresDatastore, PostgresTrackingRecorder
from eventsourcing.projection import Projection, ProjectionRunner
from psycopg.conninfo import conninfo_to_dict
from psycopg.sql import SQL

from tests.bench.diary import DAY, TEXT


class LibraryDiary(Aggregate):
    """The diary, as the library has aggregates."""

    def __init__(self) -> None:
        self.notes = 0
        self.minutes = 0

    class Noted(Aggregate.Event):
        """A note was written."""

        note_id: str
        text: str
        on: str
        minutes: int

        def apply(self, aggregate: Any) -> None:
            """Fold it."""
            aggregate.notes += 1
            aggregate.minutes += self.minutes

    def note(self) -> None:
        """Write one."""
        self.trigger_event(
            self.Noted, note_id=str(uuid4()), text=TEXT, on=DAY.isoformat(), minutes=20
        )


class LibraryDiaries(Application[UUID]):
    """The library's application."""


class OpenDiariesView(PostgresTrackingRecorder):
    """A read model with one row for each diary."""

    def __init__(self, datastore: PostgresDatastore, **kwargs: Any) -> None:
        super().__init__(datastore, **kwargs)
        self.sql_create_statements.append(
            SQL(
                "CREATE TABLE IF NOT EXISTS open_diaries"
                " (diary_id uuid PRIMARY KEY, notes bigint, minutes bigint, last_on date)"
            ).format()
        )

    def noted(self, event: Any, tracking: Tracking) -> None:
        """One note more, and the place of the event, in one transaction."""
        with self.datastore.transaction(commit=True) as cursor:
            cursor.execute(
                "INSERT INTO open_diaries VALUES (%s, 1, %s, %s) ON CONFLICT (diary_id) DO UPDATE"
                " SET notes = open_diaries.notes + 1, last_on = excluded.last_on,"
                " minutes = open_diaries.minutes + excluded.minutes",
                (event.originator_id, event.minutes, event.on),
            )
            self._insert_tracking(cursor, tracking)


class OpenDiariesProjection(Projection[OpenDiariesView]):
    """What its runner calls for each event."""

    name = "open_diaries"

    def process_event(self, domain_event: Any, tracking: Tracking) -> None:
        """Fold one event."""
        if isinstance(domain_event, LibraryDiary.Noted):
            self.view.noted(domain_event, tracking)
        else:
            self.view.insert_tracking(tracking)


def environment(superuser: str, *, anew: bool) -> dict[str, str]:
    """How the library is told its database, which is made anew if wanted."""
    if anew:
        with psycopg.connect(superuser, autocommit=True) as connection:
            connection.execute("DROP DATABASE IF EXISTS library WITH (FORCE)")
            connection.execute("CREATE DATABASE library")
    known = conninfo_to_dict(superuser)
    return {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": "library",
        "POSTGRES_HOST": str(known["host"]),
        "POSTGRES_PORT": str(known["port"]),
        "POSTGRES_USER": str(known["user"]),
        "POSTGRES_PASSWORD": str(known["password"]),
    }


@contextmanager
def library(superuser: str) -> Iterator[LibraryDiaries]:
    """The library's application on an empty database."""
    application = LibraryDiaries(env=environment(superuser, anew=True))
    try:
        yield application
    finally:
        application.close()


def run_projection(env: dict[str, str], upto: int) -> None:
    """Have the library's runner project what is in the log, up to a notification."""
    with ProjectionRunner(
        application_class=LibraryDiaries,
        projection_class=OpenDiariesProjection,
        view_class=OpenDiariesView,
        env=env,
    ) as runner:
        runner.wait(upto, timeout=600)
