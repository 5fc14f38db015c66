"""The learners service's relay: `python -m services.learners.relay`."""

from services.learners.wiring import SERVICE
from shared.runtime.relay import run_relay

if __name__ == "__main__":
    run_relay(SERVICE)
