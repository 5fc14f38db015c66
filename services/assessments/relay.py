"""The assessments service's relay: `python -m services.assessments.relay`."""

from services.assessments.wiring import SERVICE
from shared.runtime.relay import run_relay

if __name__ == "__main__":
    run_relay(SERVICE)
