"""Operations on the learners service: `python -m services.learners.operate --help`."""

from services.learners.wiring import SERVICE
from shared.runtime.operate import run_operation

if __name__ == "__main__":
    run_operation(SERVICE)
