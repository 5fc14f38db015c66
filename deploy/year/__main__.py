"""A year of one primary school: `python -m deploy.year`, as `make year` runs it.

Told through the public APIs only; then every figure of every half term is held against what was
worked out apart, and every read model against a rebuild from the log. It may be run again.
"""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from deploy.demo.__main__ import refusal, state_file
from deploy.demo.arriving import NothingHeard
from deploy.demo.talking import Refused, Services, Unanswered
from deploy.native import issuer
from deploy.native.trouble import Trouble
from deploy.provision import SERVICES
from deploy.year.comparing import Compared, Otherwise, compared, refuse_differences
from deploy.year.rolling import NotRolledOver
from deploy.year.school import CODE
from deploy.year.telling import tell


def main() -> int:
    """Tell the year, and compare; gives the exit code."""
    console = Console()
    try:
        _run(console)
    except Refused as refused:
        console.print(refusal(refused))
    except (Unanswered, NothingHeard, NotRolledOver, Otherwise, Trouble) as trouble:
        console.print(Panel(Text(str(trouble)), title="The year stopped", border_style="red"))
    except KeyboardInterrupt:
        console.print("Stopped. What was told stays; run it again to go on.")
    else:
        return 0
    return 1


def _run(console: Console) -> None:
    _, state = state_file()
    made = issuer.load(state["issuer"]["url"], Path(state["issuer"]["key_file"]))
    with closing(Services(state["urls"], lambda role, who: made.mint(role, who, CODE))) as services:
        tell(services)
        found = compared(services)
    console.print(_table(found))
    refuse_differences(found)
    console.print("Every figure is the one that was worked out apart.")
    for name in SERVICES:
        check_rebuild(name)


def check_rebuild(name: str) -> None:
    """Every read model of a service is what a rebuild makes of the log; raises `Trouble`."""
    command = [sys.executable, "-m", "deploy.native", "operate", name, "check"]
    if subprocess.run(command, check=False).returncode != 0:
        raise Trouble(f"A read model of {name} is not what a rebuild makes of its log.")


def _table(found: list[Compared]) -> Table:
    table = Table("Diwrnod · Day", "Beth · What", "Gwasanaeth · The service", "Ar wahân · Apart")
    for one in found:
        style = None if one.is_same else "red"
        table.add_row(str(one.on), one.what, _told(one.told), _told(one.apart), style=style)
    return table


def _told(figure: object) -> str:
    if not isinstance(figure, dict):
        return str(figure)
    return ", ".join(f"{name} {figure[name]}" for name in sorted(figure))


if __name__ == "__main__":
    sys.exit(main())
