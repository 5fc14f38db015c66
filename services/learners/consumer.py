"""The learners service's consumer: `python -m services.learners.consumer`."""

from services.learners.wiring import SERVICE
from shared.runtime.consumer import run_consumer

if __name__ == "__main__":
    run_consumer(SERVICE)
