"""What docs/running.md says, held against the files it speaks of."""

import re

from tests.containers.compose_file import ROOT
from tests.containers.engine import images

RUNNING = (ROOT / "docs/running.md").read_text()
MAKEFILE = (ROOT / "Makefile").read_text()
TAGGED = re.compile(r"`((?:[a-z]+/)?[a-z]+:\d[\w.-]*)`")


def test_the_images_it_names_are_those_that_run() -> None:
    named = set(TAGGED.findall(RUNNING))
    assert named
    assert named <= set(images())


def test_every_target_it_names_can_be_made() -> None:
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, flags=re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z][a-z-]+)", RUNNING))
    assert named <= targets
