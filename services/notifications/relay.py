"""The notifications service's relay: `python -m services.notifications.relay`."""

from services.notifications.wiring import SERVICE
from shared.runtime.relay import run_relay

if __name__ == "__main__":
    run_relay(SERVICE)
