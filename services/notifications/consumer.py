"""The notifications service's consumer: `python -m services.notifications.consumer`."""

from services.notifications.wiring import SERVICE
from shared.runtime.consumer import run_consumer

if __name__ == "__main__":
    run_consumer(SERVICE)
