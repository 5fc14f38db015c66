"""`make access-table`: puts the policy as it is into `docs/access.md`."""

import re
from pathlib import Path

from shared.access.table import table

PAGE = Path(__file__).parents[2] / "docs" / "access.md"
PLACE = re.compile(r"(?<=<!-- the policy -->\n).*(?=<!-- end of the policy -->)", re.DOTALL)

if __name__ == "__main__":
    PAGE.write_text(PLACE.sub(lambda _: table(), PAGE.read_text()))
