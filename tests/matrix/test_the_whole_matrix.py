"""Everybody asks everything about everybody, over HTTP; what comes back is what the oracle says."""

import sys
from collections import Counter

import pytest

from tests.journeys.system import System
from tests.matrix import oracle
from tests.matrix.asking import Answer
from tests.matrix.cast import ASKERS
from tests.matrix.cells import NOBODY, Cell, about_learners
from tests.matrix.listings import listed
from tests.matrix.recorded import judge_looks, recorded
from tests.matrix.school_life import about_schools
from tests.matrix.verdicts import Wrong, judge
from tests.matrix.world import World

FEWEST_CELLS = 5_000
Asked = list[tuple[Cell, Answer]]


@pytest.fixture(scope="module")
def cells(world: World) -> list[Cell]:
    """Every cell there is."""
    return [
        cell
        for asker in ASKERS
        for cell in (
            *about_learners(world, asker),
            *about_schools(world, asker),
            *listed(world, asker),
        )
    ]


@pytest.fixture(scope="module")
def asked(world: World, cells: list[Cell]) -> Asked:
    """Every cell, with the answer that came back."""
    tokens = {asker: world.token(asker) for asker in ASKERS}
    answers = world.asking.ask_all((tokens[cell.asker], cell.request) for cell in cells)
    return list(zip(cells, answers, strict=True))


def test_every_operation_of_the_published_apis_is_in_the_oracle(
    webs: System, world: World, cells: list[Cell]
) -> None:
    published = {
        f"{service} {method.upper()} {path}"
        for service in webs.urls
        for path, methods in _document(world, service)["paths"].items()
        for method in methods
        if method in {"get", "put", "post", "patch", "delete"}
    }
    assert published == set(oracle.MAY)
    assert published == {cell.operation for cell in cells}


def test_nobody_sees_or_does_more_or_less_than_their_relationships_allow(
    world: World, asked: Asked, capsys: pytest.CaptureFixture[str]
) -> None:
    nobody = {
        (cell.asker, cell.operation): answer for cell, answer in asked if cell.about == NOBODY
    }
    wrong = [
        Wrong(cell, why)
        for cell, answer in asked
        if (why := judge(cell, answer, nobody.get((cell.asker, cell.operation)), world.cast))
    ]
    with capsys.disabled():
        sys.stdout.write(f"\n{_counted(asked)}; wrong: {len(wrong)}\n")
    assert not wrong, f"{len(wrong)} of {len(asked)}\n" + "\n".join(map(str, wrong))
    assert len(asked) >= FEWEST_CELLS


def test_each_look_is_recorded_by_whom_by_which_rule_what_for_and_at_whom(
    world: World, asked: Asked
) -> None:
    looks = recorded(world)
    wrong = [
        Wrong(cell, why)
        for cell, answer in asked
        if (why := judge_looks(world, cell, answer, looks.get(answer.request_id, [])))
    ]
    assert not wrong, f"{len(wrong)} of {len(asked)}\n" + "\n".join(map(str, wrong))
    assert sum(len(looks[answer.request_id]) for _, answer in asked) > len(ASKERS)


def _document(world: World, service: str) -> dict[str, dict[str, list[str]]]:
    document: dict[str, dict[str, list[str]]] = world.get(ASKERS[0], service, "/openapi.json").body
    return document


def _counted(asked: Asked) -> str:
    """How many cells of each kind there were."""
    kinds = Counter(_kind(cell) for cell, _ in asked)
    return f"{len(asked)} cells: " + ", ".join(f"{n} {kind}" for kind, n in kinds.most_common())


def _kind(cell: Cell) -> str:
    match cell.expected.told:
        case None:
            return "like unknown"
        case (403, _):
            return "forbidden altogether"
        case _:
            return "allowed"
