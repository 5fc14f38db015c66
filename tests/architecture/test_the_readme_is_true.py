"""What README.md says of settings, held against the code."""

import re
from pathlib import Path

from shared.runtime.settings import Settings

README = (Path(__file__).parents[2] / "README.md").read_text()


def test_the_settings_table_names_every_setting_and_no_other() -> None:
    named = re.findall(r"^\| `(LLWYBR_[A-Z_]+)`", README, flags=re.MULTILINE)
    assert named == [f"LLWYBR_{name.upper()}" for name in Settings.__annotations__]


def test_the_settings_table_tells_the_defaults() -> None:
    for name, default in vars(Settings("required")).items():
        row = next(line for line in README.splitlines() if f"`LLWYBR_{name.upper()}`" in line)
        told = row.split("|")[2].strip().strip("`")
        expected = "required" if name == "database" else str(default or "")
        assert told == expected, row
