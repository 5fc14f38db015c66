"""Operations on the notifications service: `python -m services.notifications.operate --help`."""

from services.notifications.wiring import SERVICE
from shared.runtime.operate import run_operation

if __name__ == "__main__":
    run_operation(SERVICE)
