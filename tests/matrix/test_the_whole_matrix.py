"""Everybody asks everything about everybody, over HTTP; what comes back is what the oracle says."""

import time
from collections import Counter

import pytest

from tests.matrix import oracle
from tests.matrix.asking import Answer
from tests.matrix.cast import ASKERS
from tests.matrix.cells import NOBODY, Cell, about_learners
from tests.matrix.listings import listed
from tests.matrix.verdicts import Wrong, judge
from tests.matrix.world import World

FEWEST_CELLS = 5_000
Asked = list[tuple[Cell, Answer]]


@pytest.fixture(scope="module")
def asked(world: World) -> Asked:
    """Every cell, with the answer that came back."""
    cells = [
        cell
        for asker in ASKERS
        for cell in (*about_learners(world, asker), *listed(world, asker))
    ]
    tokens = {asker: world.token(asker) for asker in ASKERS}
    began = time.monotonic()
    answers = world.asking.ask_all((tokens[cell.asker], cell.request) for cell in cells)
    print(len(cells), time.monotonic() - began)
    return list(zip(cells, answers, strict=True))


def test_nobody_sees_or_does_more_or_less_than_their_relationships_allow(
    world: World, asked: Asked
) -> None:
    nobody = {
        (cell.asker, cell.operation): answer for cell, answer in asked if cell.about == NOBODY
    }
    wrong = [
        Wrong(cell, why)
        for cell, answer in asked
        if (why := judge(cell, answer, nobody.get((cell.asker, cell.operation)), world.cast))
    ]
    assert not wrong, f"{len(wrong)} of {len(asked)}\n" + "\n".join(map(str, wrong))
