from pathlib import Path

from shared.access.table import table

PAGE = Path(__file__).parents[3] / "docs" / "access.md"


def test_the_page_on_access_holds_the_policy_as_it_is() -> None:
    assert table().strip() in PAGE.read_text(), "make access-table"
