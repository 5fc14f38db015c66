"""Contracts only grow: what was once published stays readable, byte for byte."""

import hashlib
import json
from collections.abc import Callable

import pytest

from deploy.provision import SERVICES
from shared.contracts.codec import decode, decode_tolerant, encode
from tests.contracts.examples import DIGESTS, EXAMPLES, FOLDER, MESSAGES, Example
from tests.hearing import Ear
from tests.wiring import wiring

OF_TODAY = [example for example in EXAMPLES if example.is_current]
NEVER_DELETED = "add a new version beside it; an example that was published stays as it is"


def test_every_message_has_an_example() -> None:
    of_today = [example.message for example in EXAMPLES if example.is_current]
    assert of_today == [message for _, message in MESSAGES]


def test_every_example_is_of_a_message() -> None:
    assert sorted(FOLDER.rglob("*.*")) == sorted(example.path for example in EXAMPLES)


@pytest.mark.parametrize("example", OF_TODAY, ids=str)
def test_an_example_read_and_written_again_has_the_same_bytes(example: Example) -> None:
    body = example.path.read_bytes()
    assert encode(decode(example.message, body)) == body


@pytest.mark.parametrize("example", OF_TODAY, ids=str)
def test_an_example_shows_every_field(example: Example) -> None:
    shown = json.loads(example.path.read_bytes())
    assert set(shown) == set(example.message.__annotations__)
    assert None not in shown.values()


@pytest.mark.parametrize("example", OF_TODAY, ids=str)
def test_a_field_added_later_disturbs_nobody(example: Example) -> None:
    grown = json.loads(example.path.read_bytes()) | {"added_later": 1}
    read: object = decode_tolerant(example.message, json.dumps(grown).encode())
    assert encode(read) == example.path.read_bytes()


@pytest.mark.parametrize("line", DIGESTS.read_text().splitlines())
def test_an_example_never_changes(line: str) -> None:
    digest, name = line.split()
    assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == digest, NEVER_DELETED


def test_every_example_is_in_the_list_of_those_that_never_change() -> None:
    listed = {line.split()[1] for line in DIGESTS.read_text().splitlines()}
    assert listed == {str(example.path.relative_to(FOLDER)) for example in EXAMPLES}


@pytest.mark.parametrize("name", SERVICES)
def test_every_listener_takes_in_every_example_it_may_hear(
    name: str, hear: Callable[[str], Ear]
) -> None:
    tell = hear(name)
    for example in EXAMPLES:
        if example.service in wiring(name).SERVICE.listens_to:
            tell(decode(example.message, example.path.read_bytes()))
