"""Runs a process that dies at one boundary with the world, without any hook in the product.

`python -m tests.faults.dying --mark M --at COMMIT --past "INSERT INTO inbox" -- python -m MODULE`

Boundaries are the statements sent to Postgres (by their text), COMMIT, SEND and FLUSH to Kafka,
POLL from it, and MAIL to the mail server. At the nth crossing the process kills itself, once: it
leaves the file M, and where that is, it lives on.
"""

import argparse
import os
import signal
import smtplib
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from kafka import KafkaConsumer, KafkaProducer

from tests.faults.running import run


@dataclass
class Failpoint:
    """The nth crossing of `at` in a thread's transaction that has crossed `past`."""

    mark: Path
    at: str = ""
    past: str = ""
    after: bool = False
    nth: int = 1
    _crossings: Any = field(default_factory=lambda: count(1), init=False)
    _thread: threading.local = field(default_factory=threading.local, init=False)

    def around(self, crossing: Callable[..., Any], name: Callable[..., str]) -> Callable[..., Any]:
        """The crossing, and death before or after it if it is the one."""

        @wraps(crossing)
        def crossed(*args: Any, **kwargs: Any) -> Any:
            what = name(*args)
            mine = self._is_mine(what)
            if mine and not self.after:
                self._die(what)
            answer = crossing(*args, **kwargs)
            if mine and self.after:
                self._die(what)
            return answer

        return crossed

    def _is_mine(self, what: str) -> bool:
        past = not self.past or getattr(self._thread, "past", False)
        if self.past:
            self._thread.past = self.past in what or (past and what != COMMIT)
        return past and self.at in what and next(self._crossings) == self.nth

    def _die(self, what: str) -> None:
        try:
            self.mark.touch(exist_ok=False)
        except FileExistsError:
            return
        self.mark.write_text(what)
        os.kill(os.getpid(), signal.SIGKILL)


COMMIT = "COMMIT"


def arm(failpoint: Failpoint) -> None:
    """Put the failpoint around every boundary."""
    for owner, method, name in (
        (psycopg.Cursor, "execute", _statement),
        (psycopg.Cursor, "executemany", _statement),
        (psycopg.Connection, "commit", _called(COMMIT)),
        (KafkaProducer, "send", _called("SEND")),
        (KafkaProducer, "flush", _called("FLUSH")),
        (KafkaConsumer, "poll", _called("POLL")),
        (smtplib.SMTP, "sendmail", _called("MAIL")),
    ):
        setattr(owner, method, failpoint.around(getattr(owner, method), name))


def _called(name: str) -> Callable[..., str]:
    return lambda *_: name


def _statement(_: object, query: object, *__: object) -> str:
    text = query.decode() if isinstance(query, bytes) else str(query)
    return " ".join(text.split())


def main() -> None:
    """Run the module named after `--`, armed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--mark", type=Path, required=True)
    parser.add_argument("--at", default="")
    parser.add_argument("--past", default="")
    parser.add_argument("--after", action="store_true")
    parser.add_argument("--nth", type=int, default=1)
    parser.add_argument("command", nargs="+")
    known = vars(parser.parse_args())
    command = known.pop("command")
    arm(Failpoint(**known))
    run(command)


if __name__ == "__main__":
    main()
