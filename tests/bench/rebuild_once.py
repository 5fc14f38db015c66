"""One rebuild in a process of its own, as `operate` does it: prints its seconds and peak megabytes.

`python -m tests.bench.rebuild_once CONNINFO PASSWORD_FILE TABLE …`
"""

import resource
import sys
from os import cpu_count
from pathlib import Path

from shared.runtime.database import Database
from shared.runtime.rebuild import Rebuilder
from tests.bench.diary import THREE_QUESTIONS
from tests.bench.timing import seconds_of


def main() -> None:
    """Rebuild, and fail where it is not equal to the live one."""
    conninfo, password_file, *tables = sys.argv[1:]
    owner = Database(conninfo, Path(password_file))
    rebuilder = Rebuilder(THREE_QUESTIONS, owner, lambda *_: None, workers=cpu_count() or 1)
    found = {}
    took = seconds_of(lambda: found.update(rebuilder.rebuild(tables)))
    assert all(one.rows and not one.only_live for one in found.values()), found
    peaks = (
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    sys.stdout.write(f"{took} {max(peaks) / 1024}\n")


if __name__ == "__main__":
    main()
