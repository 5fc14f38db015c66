"""The notifications service's courier: `python -m services.notifications.courier`."""

from services.notifications.wiring import SERVICE, courier
from shared.runtime.database import Database
from shared.runtime.ledger import Ledger
from shared.runtime.log import configure_logging
from shared.runtime.process import run_forever
from shared.runtime.settings import read_settings


def main() -> None:
    """Gives what is owed until told to stop."""
    settings = read_settings()
    configure_logging(SERVICE.name, "courier")
    database = Database(settings.database, settings.database_password_file, size=2)
    giving = courier(Ledger(SERVICE, database, settings.software_version), settings)
    try:
        run_forever(giving.step, "courier", settings.metrics_port)
    finally:
        giving.close()
        database.close()


if __name__ == "__main__":
    main()
