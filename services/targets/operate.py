"""Operations on the targets service: `python -m services.targets.operate --help`."""

from services.targets.wiring import SERVICE
from shared.runtime.operate import run_operation

if __name__ == "__main__":
    run_operation(SERVICE)
