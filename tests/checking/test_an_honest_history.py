"""What the real services did is found to be without fault; and the checker is nobody's relative."""

import ast
import sys
from pathlib import Path

import pytest

from tests.checking.check import check, tell
from tests.checking.world import LISTENS_TO, World

ROOT = Path(__file__).parents[2]


def test_what_the_services_did_is_without_fault(world: World) -> None:
    found = world.check()
    assert found == [], tell(found)
    assert tell(found) == "no fault"


def test_something_was_there_to_be_checked(world: World) -> None:
    counted = {}
    for name, store in world.stores.items():
        with store.connect() as connection:
            for table in ("events", "inbox"):
                query = f"SELECT count(*) FROM {table} WHERE authority = %s"  # noqa: S608
                [(count,)] = connection.execute(query.encode(), (world.authority,))
                counted[name, table] = count
    assert counted["learners", "events"] > 10
    assert counted["notifications", "inbox"] == (
        counted["learners", "events"] + counted["targets", "events"]
    )
    assert len(list(world.mail.glob("*.eml"))) == 2


def test_a_history_without_an_attempt_is_not_said_to_be_without_fault(world: World) -> None:
    with pytest.raises(AssertionError, match="shows nothing"):
        check(world.databases, [], quiet=True, listens_to=LISTENS_TO)


def test_the_checker_is_written_apart_from_what_it_checks() -> None:
    known, waiting = set[str](), {"tests.checking.check", "tests.checking.history"}
    while waiting:
        module = waiting.pop()
        known.add(module)
        if module.startswith("tests.checking."):
            waiting |= _imports(module) - known
    roots = {module.partition(".")[0] for module in known}
    assert roots - sys.stdlib_module_names == {"tests", "psycopg"}
    assert not [one for one in known if one.startswith("tests") and "checking" not in one]


def _imports(module: str) -> set[str]:
    source = (ROOT / f"{module.replace('.', '/')}.py").read_text()
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module == "tests.checking":
            found |= {f"tests.checking.{name.name}" for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(str(node.module))
    return found
