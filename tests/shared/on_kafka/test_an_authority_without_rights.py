from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from deploy.provision_kafka import provision_kafka
from shared.runtime.kafka_login import KafkaLogin
from shared.runtime.relay import Relay
from tests.shared.on_kafka.wire import Wire, run
from tests.shared.probe_listener import PUBLISHER
from tests.shared.probing import Probing, counter


@pytest.mark.usefixtures("quick")
def test_an_authority_that_kafka_was_not_told_of_waits_and_keeps_no_other_waiting(
    log: Probing,
    other_log: Probing,
    wire: Wire,
    other_wire: Wire,
    tmp_path: Path,
) -> None:
    login = KafkaLogin(wire.login.bootstrap, PUBLISHER.name, tmp_path / f"{PUBLISHER.name}_kafka")
    login.password_file.write_text("a password")
    grant = partial(provision_kafka, wire.login, tmp_path, {PUBLISHER.name: ()})
    grant([other_log.authority])
    for one in (log, other_log):
        one.count(counter())
    with closing(Relay(PUBLISHER, log.store.database("relay", size=2), login)) as relay:
        run(relay.step, until=lambda: other_wire.positions() == [1])
        assert wire.positions() == []
        grant([log.authority, other_log.authority])
        run(relay.step, until=lambda: wire.positions() == [1])
