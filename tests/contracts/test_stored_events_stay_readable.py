"""An event stored in 2026 is replayed in 2057: one golden file for every type and version."""

import hashlib
from pathlib import Path

import pytest

from deploy.provision import SERVICES
from shared.contracts.codec import decode, encode
from shared.modelling.message import version_of
from tests.wiring import wiring

FOLDER = Path(__file__).parent / "stored"
DIGESTS = Path(__file__).parent / "stored.sha256"
EVENTS = [
    pytest.param(name, event, id=f"{name}.{event.__name__}")
    for name in SERVICES
    for event in wiring(name).SERVICE.event_class.values()
]


@pytest.mark.parametrize(("name", "event"), EVENTS)
def test_a_stored_event_is_read_and_written_byte_for_byte(name: str, event: type) -> None:
    golden = FOLDER / name / f"{event.__name__}.v{version_of(event)}.json"
    assert golden.exists(), "put an example of the new event, or of its new version, there"
    assert encode(decode(event, golden.read_bytes())) == golden.read_bytes()


@pytest.mark.parametrize("line", DIGESTS.read_text().splitlines())
def test_a_golden_file_never_changes(line: str) -> None:
    digest, name = line.split()
    assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == digest


def test_every_golden_file_is_in_the_list_of_those_that_never_change() -> None:
    listed = {line.split()[1] for line in DIGESTS.read_text().splitlines()}
    assert listed == {str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.json")}


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.json")), ids=lambda path: path.stem)
def test_every_version_ever_stored_is_read_as_the_event_of_today(path: Path) -> None:
    event = wiring(path.parent.name).SERVICE.event_class[path.name.split(".")[0]]
    assert isinstance(decode(event, path.read_bytes()), event)
