"""The targets service's consumer: `python -m services.targets.consumer`."""

from services.targets.wiring import SERVICE
from shared.runtime.consumer import run_consumer

if __name__ == "__main__":
    run_consumer(SERVICE)
