"""The passwords that containers are given."""

from pathlib import Path

from deploy.compose.secrets import make_secrets


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in (folder / "secrets").iterdir()}


def test_no_two_passwords_are_alike(tmp_path: Path) -> None:
    make_secrets(tmp_path)
    passwords = contents(tmp_path).values()
    assert len(set(passwords)) == len(passwords)
    assert min(map(len, passwords)) >= 32


def test_making_them_again_changes_none(tmp_path: Path) -> None:
    make_secrets(tmp_path)
    before = contents(tmp_path)
    make_secrets(tmp_path)
    assert contents(tmp_path) == before


def test_nobody_else_on_this_machine_can_enter_their_folder(tmp_path: Path) -> None:
    folder = tmp_path / "made" / "here"
    make_secrets(folder)
    assert folder.stat().st_mode & 0o077 == 0
