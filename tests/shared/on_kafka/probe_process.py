"""`python -m tests.shared.on_kafka.probe_process relay|consumer`: as a service's own modules."""

import sys

from shared.contracts import topics
from shared.runtime.consumer import run_consumer
from shared.runtime.relay import run_relay
from tests.shared.probe_listener import LISTENER, MESSAGES, PUBLISHER

if __name__ == "__main__":
    topics.PUBLISHERS["probe"] = MESSAGES
    if sys.argv[1] == "relay":
        run_relay(PUBLISHER)
    else:
        run_consumer(LISTENER)
