"""The oracle is a second opinion: it, and whoever judges by it, knows nothing of the policy."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.matrix import oracle
from tests.matrix.cast import ASKERS, PUPILS

HERE = Path(__file__).parent


def _imported(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.ImportFrom):
            yield str(node.module)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def test_the_oracle_imports_nothing() -> None:
    assert list(_imported(HERE / "oracle.py")) == []


def test_nothing_of_the_matrix_imports_the_policy_or_how_it_is_held() -> None:
    shares = ("shared.access", "shared.relationships", "shared.runtime.confinement")
    found = {
        (module.name, name)
        for module in HERE.glob("*.py")
        for name in _imported(module)
        if name.startswith(shares)
    }
    assert found == set()


def test_the_oracle_knows_everybody_who_asks_and_everybody_asked_about() -> None:
    assert set(oracle.STANDS) == {asker.name for asker in ASKERS}
    assert {*oracle.AT_HOME, *oracle.AT_ABROAD} == {pupil.name for pupil in PUPILS}


def test_every_operation_of_the_oracle_has_a_purpose() -> None:
    purposes = {oracle.purpose(operation, oracle.LEADS) for operation in oracle.MAY}
    assert len(purposes) == 8
