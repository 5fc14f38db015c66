"""Draft."""
from tests.matrix.world import World


def test_a(world: World) -> None:
    assert world
