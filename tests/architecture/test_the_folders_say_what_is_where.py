"""What the folder listing promises, held against the files."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = sorted(
    path for part in ("shared", "services", "deploy") for path in (ROOT / part).rglob("*.py")
)
DOMAIN_WORDS = re.compile(r"(?<![a-z])(assessment|learner|notification|pupil|target)s?(?![a-z])")
BANNED = {"utils", "helpers", "common", "base", "manager", "misc", "handlers", "models"}
CAP = 250


def test_the_runtime_knows_no_domain_word() -> None:
    for path in (ROOT / "shared/runtime").rglob("*.py"):
        assert not DOMAIN_WORDS.findall(path.read_text().lower()), path


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert not [path for path in CODE if path.stem in BANNED]


def test_no_file_is_longer_than_the_cap() -> None:
    assert not [path for path in CODE if len(path.read_text().splitlines()) > CAP]


@pytest.mark.parametrize(
    "folder", sorted((ROOT / "services").glob("*/migrations")), ids=lambda path: path.parent.name
)
def test_migrations_are_numbered_without_gaps(folder: Path) -> None:
    numbers = [int(path.name[:4]) for path in sorted(folder.glob("*.sql"))]
    assert numbers == list(range(1, len(numbers) + 1))
    assert numbers


def test_no_file_names_a_machine_path() -> None:
    for path in CODE:
        assert not re.search(r"[\"' ](/work|/root|/home)/", path.read_text()), path
