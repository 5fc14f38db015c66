"""Clocks jump by hours and a day, forwards and back, of processes and of the database."""

from datetime import UTC, datetime, timedelta

import pytest
from psycopg import Connection

from tests.faults.clocks import MISSING, library
from tests.faults.happening import let_happen
from tests.faults.harness import POSTGRES
from tests.faults.schedule import CLOCKS, each_once
from tests.faults.trial import Trial
from tests.journeys.process import wait_for

SEED, SECONDS, HOUR = 5, 12, 60 * 60
TURNED_SECONDS = 60

pytestmark = pytest.mark.skipif(library() is None, reason=MISSING)


def hours_ahead(trial: Trial) -> int:
    """How far the database's clock is ahead of ours."""
    superuser = trial.harness.infrastructure.superuser.with_password()
    with Connection.connect(superuser, autocommit=True) as connection:
        row = connection.execute("SELECT clock_timestamp() - %s", (datetime.now(UTC),)).fetchone()
    assert row is not None
    ahead: timedelta = row[0]
    return round(ahead / timedelta(hours=1))


@pytest.mark.parametrize("hours", [20, -20])
def test_the_clocks_can_be_turned(trial: Trial, hours: int) -> None:
    trial.harness.clocks[POSTGRES].turn(hours * HOUR)
    try:
        wait_for(lambda: hours_ahead(trial) == hours, "the clock does not turn", TURNED_SECONDS)
    finally:
        trial.harness.clocks[POSTGRES].turn(0)
    wait_for(lambda: hours_ahead(trial) == 0, "the clock stays wrong", TURNED_SECONDS)


def test_clocks_that_jump_lose_repeat_and_make_up_nothing(trial: Trial) -> None:
    with trial.working(SEED, schedule := each_once(SEED, SECONDS, CLOCKS)):
        let_happen(trial.harness, schedule)
    trial.judge()
