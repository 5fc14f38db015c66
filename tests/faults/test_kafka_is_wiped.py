"""Kafka keeps nothing that is not in the logs, so it may lose everything."""

import pytest
from kafka.errors import KafkaError

from deploy.provision import SERVICES
from tests.faults.happening import happen
from tests.faults.on_kafka import positions
from tests.faults.schedule import Kind, Mishap
from tests.faults.trial import AUTHORITIES, Trial
from tests.faults.verdict import heads
from tests.journeys.process import wait_for

SEED, FILLED_SECONDS = 3, 180
LOGS = len(AUTHORITIES) * len(SERVICES)


def is_whole(trial: Trial) -> bool:
    """Is every log on Kafka, from its first position to its last?"""
    try:
        found = positions(trial.harness.infrastructure.broker.operator)
    except KafkaError:
        return False
    return all(
        found.get(f"{authority}-{service}-events", set()) == set(range(1, head + 1))
        for service, known in heads(trial.harness).items()
        for authority, head in known
    )


@pytest.mark.parametrize("how", [Kind.WIPE_TOPICS, Kind.WIPE_BROKER])
def test_a_wiped_kafka_is_filled_again_from_the_logs(trial: Trial, how: Kind) -> None:
    operator = trial.harness.infrastructure.broker.operator
    with trial.working(SEED):
        wait_for(lambda: len(positions(operator)) == LOGS, "not all is published", FILLED_SECONDS)
        happen(trial.harness, Mishap(0, how))
    trial.judge()
    wait_for(lambda: is_whole(trial), "not everything is on Kafka again", FILLED_SECONDS)
