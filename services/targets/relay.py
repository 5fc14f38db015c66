"""The targets service's relay: `python -m services.targets.relay`."""

from services.targets.wiring import SERVICE
from shared.runtime.relay import run_relay

if __name__ == "__main__":
    run_relay(SERVICE)
