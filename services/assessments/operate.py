"""Operations on the assessments service: `python -m services.assessments.operate --help`."""

from services.assessments.wiring import SERVICE
from shared.runtime.operate import run_operation

if __name__ == "__main__":
    run_operation(SERVICE)
