"""The bytes of one request as they come in: when are there enough to spend a thread on it?"""

import re
from dataclasses import dataclass, field

MOST_HEAD_BYTES = 64 * 1024
MOST_BODY_BYTES = 1024 * 1024  # what is larger is refused, or read by the thread of who may send it

_LINES = re.IGNORECASE | re.MULTILINE
_END = b"\r\n\r\n"
_BARE_END = re.compile(rb"(?<!\r)\n")
_LENGTH = re.compile(rb"^content-length:[ \t]*([0-9]{1,4000})[ \t]*\r?$", _LINES)
_TOKEN = re.compile(rb"^authorization:", _LINES)
_CHUNKED = re.compile(rb"^transfer-encoding:", _LINES)
_CONTINUE = re.compile(rb"^expect:[ \t]*100-continue[ \t]*\r?$", _LINES)
_CHUNK_SIZE = re.compile(rb"([0-9a-fA-F]+)[ \t]*(?:;|$)")


class HeadRefused(Exception):
    """It is no head of a request, and its end need not be awaited: a status and its reason."""


@dataclass
class Arrival:
    """What has come of a request."""

    received: bytearray = field(default_factory=bytearray)
    _head: int = 0  # its length, once it is known
    _length: int | None = None  # of the body, where that is told beforehand
    _chunk: int = 0  # where the next chunk begins

    def take(self, data: bytes) -> None:
        """Add what came; raises `HeadRefused`."""
        before = len(self.received)
        self.received += data
        if not self._head:
            while self.received[:2] == b"\r\n":
                del self.received[:2]
            self._find_head(max(0, before - len(_END)))

    @property
    def is_enough(self) -> bool:
        """Is it whole, or so large, or so unclear, that it is refused without reading more?"""
        if not self._head:
            return False
        body = len(self.received) - self._head
        if self._length is not None:
            return body >= self._length or self._length > MOST_BODY_BYTES
        return body > MOST_BODY_BYTES or self._last_chunk_came()

    @property
    def is_asked_for(self) -> bool:
        """Does the client wait for a word before it sends the body?"""
        return bool(self._head and _CONTINUE.search(self.received, 0, self._head))

    def _find_head(self, searched: int) -> None:
        end = self.received.find(_END, searched)
        if _BARE_END.search(self.received, searched, end if end >= 0 else len(self.received)):
            raise HeadRefused(400, "Bad Request")
        if end >= 0:
            self._head = self._chunk = end + len(_END)
            self._length = self._told_length()
        elif len(self.received) > MOST_HEAD_BYTES:
            raise self._too_large()

    def _too_large(self) -> HeadRefused:
        if _TOKEN.search(self.received):
            return HeadRefused(401, "Unauthorized")
        return HeadRefused(431, "Request Header Fields Too Large")

    def _told_length(self) -> int | None:
        head = bytes(self.received[: self._head])
        lengths = _LENGTH.findall(head)
        if _CHUNKED.search(head):
            return 0 if lengths else None
        return int(lengths[0]) if len(lengths) == 1 else 0

    def _last_chunk_came(self) -> bool:
        while (end := self.received.find(b"\r\n", self._chunk)) >= 0:
            size = _CHUNK_SIZE.match(self.received, self._chunk, end)
            if size is None:
                return True
            if not int(size[1], 16):
                return self.received.find(_END, end) >= 0
            self._chunk = end + 2 + int(size[1], 16) + 2
        return False
