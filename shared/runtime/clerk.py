"""The clerk of a service: goes on with long work that whoever began it let go of, or died at."""

from dataclasses import dataclass, field
from typing import LiteralString
from uuid import UUID

import structlog

from shared.runtime import long_work
from shared.runtime.carrying_on import CarryingOn
from shared.runtime.database import Database
from shared.runtime.log import configure_logging
from shared.runtime.long_work import CLAIM_SECONDS, Work
from shared.runtime.process import AWAY, run_forever
from shared.runtime.service import Service
from shared.runtime.settings import read_settings
from shared.runtime.wall import EVERY_SCHOOL

_CLAIM: LiteralString = """
UPDATE long_work SET claimed_until = clock_timestamp() + make_interval(secs => %s)
WHERE (authority, work_id) = (
  SELECT authority, work_id FROM long_work
  WHERE finished_at IS NULL AND halted_because IS NULL AND claimed_until <= clock_timestamp()
  ORDER BY begun_at, work_id LIMIT 1 FOR UPDATE SKIP LOCKED
)
RETURNING authority, work_id
"""


@dataclass
class Clerk:
    """One turn is one part of whatever work nobody else is at.

    Where a part cannot be carried out, its work is halted, loudly, and other work goes on. It is
    tried again when a clerk starts anew.
    """

    carrying_on: CarryingOn
    database: Database
    _begun: bool = field(default=False, init=False)

    def step(self) -> bool:
        """Tells whether there was work."""
        claimed = self._claim()
        if claimed is None:
            return False
        with self.database.confined(claimed[0], EVERY_SCHOOL) as connection:
            work = long_work.find(connection, *claimed)
        assert work is not None, "work is never deleted"
        try:
            self.carrying_on.go_on_once(work)
        except AWAY:
            raise
        except Exception as fault:  # noqa: BLE001 - a bug may be any; it is named, and halts this
            self._halt(work, fault)
        return True

    def _claim(self) -> tuple[str, UUID] | None:
        with self.database.transaction() as connection:
            if not self._begun:
                connection.execute(
                    "UPDATE long_work SET halted_because = NULL WHERE halted_because IS NOT NULL"
                )
                self._begun = True
            return connection.execute(_CLAIM, (CLAIM_SECONDS,)).fetchone()

    def _halt(self, work: Work, fault: Exception) -> None:
        structlog.get_logger().exception("work_halted", work=str(work.work_id), kind=work.kind)
        with self.database.transaction() as connection:
            connection.execute(
                "UPDATE long_work SET halted_because = %s WHERE authority = %s AND work_id = %s",
                (type(fault).__name__, work.authority, work.work_id),
            )


def run_clerk(service: Service) -> None:
    """Goes on with what is left until told to stop."""
    settings = read_settings()
    configure_logging(service.name, "clerk")
    database = Database(settings.database, settings.database_password_file, size=2)
    clerk = Clerk(CarryingOn(service, database, settings.software_version), database)
    try:
        run_forever(clerk.step, "clerk", settings.metrics_port)
    finally:
        database.close()
