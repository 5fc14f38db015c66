"""The demo: `python -m deploy.demo`, with LLWYBR_STATE naming the file that tells where all is.

It runs the journey through the public APIs only, and may be run again: then nothing changes.
"""

import json
import os
import sys
from contextlib import closing
from http import HTTPStatus
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from deploy.demo.arriving import NothingHeard
from deploy.demo.authority import authority
from deploy.demo.journey import NothingCame, travel
from deploy.demo.summary import show
from deploy.demo.talking import Refused, Services, Unanswered
from deploy.native import issuer
from deploy.native.trouble import Trouble


def main() -> int:
    """Run the demo; gives the exit code."""
    console = Console()
    try:
        _run(console)
    except Refused as refused:
        console.print(refusal(refused))
    except (Unanswered, NothingHeard, NothingCame, Trouble) as trouble:
        console.print(Panel(Text(str(trouble)), title="The demo stopped", border_style="red"))
    except KeyboardInterrupt:
        console.print("Stopped. What was done stays; run it again to go on.")
    else:
        return 0
    return 1


def _run(console: Console) -> None:
    found_in, state = state_file()
    demo = authority()
    made = issuer.load(state["issuer"]["url"], Path(state["issuer"]["key_file"]))
    services = Services(state["urls"], lambda role, subject: made.mint(role, subject, demo.code))
    with closing(services):
        journey = travel(services, demo)
        mail = Path(state["mail"]) if state["mail"] else None
        show(console, services, journey, found_in.parent, mail)


def state_file() -> tuple[Path, dict[str, Any]]:
    """The file that tells where all is, and what it tells; raises `Trouble`."""
    named = os.environ.get("LLWYBR_STATE")
    if named is None:
        raise Trouble("LLWYBR_STATE is not set. Run this by: make demo")
    try:
        state: dict[str, Any] = json.loads(Path(named).read_text())
    except (OSError, ValueError) as error:
        raise Trouble(f"{named} cannot be read. Run this by: make demo") from error
    return Path(named), state


def refusal(refused: Refused) -> Panel:
    """What was asked, by whom, and why it was refused."""
    lines = [refused.asked, f"as {refused.who}", ""]
    lines += [f"{name}: {told}" for name, told in refused.problem.items()]
    if refused.problem.get("status") == HTTPStatus.CONFLICT:
        lines += ["", "If the demo was run here by another version: make clean, then make demo"]
    return Panel(Text("\n".join(lines)), title="The demo was refused", border_style="red")


if __name__ == "__main__":
    sys.exit(main())
