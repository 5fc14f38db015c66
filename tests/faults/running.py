"""Running a module as a process of its own would, after something of ours was put in place.

`python -m tests.faults.running -- python -m MODULE` runs it by a clock that can be turned.
"""

import os
import runpy
import select
import sys
import time
from collections.abc import Sequence
from typing import Any


def run(command: Sequence[str]) -> None:
    """Be `python -m MODULE …`."""
    _python, _minus_m, module, *arguments = command
    if "faketime" in os.environ.get("LD_PRELOAD", ""):
        time.sleep = _sleep
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def _sleep(seconds: Any) -> None:
    """Sleep by another call: libfaketime gets the one wrong that `time.sleep` makes."""
    select.select([], [], [], seconds)


if __name__ == "__main__":
    run(sys.argv[2:])
