"""A mail server that delivers nothing: each message becomes a file that can be read.

`python -m deploy.native.mail PORT FOLDER`
"""

import itertools
import signal
import sys
import threading
import time
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from deploy.native.ports import LOOPBACK


class Catcher:
    """Keeps what it is sent in a folder, one file for each message, in order of arrival."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = itertools.count()

    async def handle_DATA(  # noqa: N802 - the name aiosmtpd calls
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Keep one message, with those it was for in front."""
        assert isinstance(envelope.original_content, bytes)
        recipients = "".join(f"X-Envelope-To: {one}\r\n" for one in envelope.rcpt_tos)
        name = f"{time.time_ns()}-{next(self._numbers)}"
        unfinished = self._folder / f"{name}.unfinished"
        unfinished.write_bytes(recipients.encode() + envelope.original_content)
        unfinished.rename(self._folder / f"{name}.eml")
        return "250 Kept"


def main() -> None:
    """Catch mail until told to stop."""
    folder = Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    controller = Controller(Catcher(folder), hostname=LOOPBACK, port=int(sys.argv[1]))
    controller.start()
    stopping.wait()
    controller.stop()


if __name__ == "__main__":
    main()
