"""The learners service's clerk: `python -m services.learners.clerk`."""

from services.learners.wiring import SERVICE
from shared.runtime.clerk import run_clerk

if __name__ == "__main__":
    run_clerk(SERVICE)
