"""The assessments service's consumer: `python -m services.assessments.consumer`."""

from services.assessments.wiring import SERVICE
from shared.runtime.consumer import run_consumer

if __name__ == "__main__":
    run_consumer(SERVICE)
