"""What an operator does to a running service: rebuild and check read models, republish, halts."""

import argparse
import os
import sys

from shared.runtime.database import Database
from shared.runtime.handling import resume_halted
from shared.runtime.rebuild import Comparison, Rebuilder
from shared.runtime.relay import republish
from shared.runtime.service import Service
from shared.runtime.settings import Settings, read_settings


def run_operation(service: Service) -> None:
    """`python -m services.<name>.operate rebuild|check|republish|halted …`; exits 1 if unequal."""
    asked = _arguments(service).parse_args()
    settings = read_settings()
    database = Database(settings.database, settings.database_password_file, size=2)
    try:
        sys.exit(_OPERATIONS[asked.operation](service, database, settings, asked))
    finally:
        database.close()


def _arguments(service: Service) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"services.{service.name}.operate")
    operations = parser.add_subparsers(dest="operation", required=True)
    models = sorted(model.table for model in (*service.projections, *service.copies))
    for name, meaning in (
        ("rebuild", "build a read model anew from the log and put it in its place"),
        ("check", "build it anew, compare row for row with the live one, and leave that be"),
    ):
        operation = operations.add_parser(name, help=meaning)
        operation.add_argument("model", nargs="*", choices=[*models, []], help="none means all")
        operation.set_defaults(models=models)
    again = operations.add_parser("republish", help="publish a log again, so Kafka is refilled")
    again.add_argument("authority")
    again.add_argument("--position", type=int, default=1, help="from here on (1: all of it)")
    operations.add_parser("halted", help="list whose messages wait, and try them again")
    return parser


def _rebuild(service: Service, database: Database, _: Settings, asked: argparse.Namespace) -> int:
    rebuilder = Rebuilder(service, database, _progress, workers=os.cpu_count() or 1)
    compared = rebuilder.rebuild(asked.model or asked.models, swap=asked.operation == "rebuild")
    for model, comparison in compared.items():
        _say(f"\r{model}: {_told(comparison)}\n")
    equal = all(comparison.equal for comparison in compared.values())
    return 1 if asked.operation == "check" and not equal else 0


def _told(comparison: Comparison) -> str:
    if comparison.equal:
        return f"{comparison.rows} rows, equal to the live ones"
    return (
        f"{comparison.rows} rows; {comparison.only_live} only live,"
        f" {comparison.only_rebuilt} only rebuilt"
    )


def _progress(done: int, total: int) -> None:
    _say(f"\r{done} of {total} facts")


def _republish(
    _service: Service, database: Database, _: Settings, asked: argparse.Namespace
) -> int:
    republish(database, asked.authority, asked.position)
    _say(f"{asked.authority}: the relay publishes again from position {asked.position}\n")
    return 0


def _halted(service: Service, database: Database, settings: Settings, _: argparse.Namespace) -> int:
    with database.transaction() as connection:
        resume_halted(connection, service, settings.software_version)
        halted = connection.execute(
            "SELECT authority, subject, arrival, reason, halted_at FROM halted_subjects"
        ).fetchall()
    for row in halted:
        _say(" ".join(str(value) for value in row) + "\n")
    return 1 if halted else 0


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


_OPERATIONS = {
    "rebuild": _rebuild,
    "check": _rebuild,
    "republish": _republish,
    "halted": _halted,
}
