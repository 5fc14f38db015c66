"""A document from a server that is known but need not be well: bounded in size and time."""

import time
from typing import Any
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

MOST_BYTES = 256 * 1024
TIMEOUT_SECONDS = 3.0


class FetchFailed(Exception):
    """It is somewhere we do not go, or answers too much or too slowly."""


class _NoRedirects(HTTPRedirectHandler):
    """A redirect is an error: it could lead to anywhere, and out of TLS."""

    def redirect_request(self, *_: Any) -> Request | None:
        return None


def fetch(url: str, *, https_only: bool) -> bytes:
    """The document; raises `FetchFailed`, OSError or `http.client.HTTPException`."""
    if urlsplit(url).scheme not in (("https",) if https_only else ("https", "http")):
        raise FetchFailed("not https")
    until = time.monotonic() + TIMEOUT_SECONDS
    with build_opener(_NoRedirects).open(url, timeout=TIMEOUT_SECONDS) as answer:
        body = b""
        while part := answer.read1(MOST_BYTES):
            body += part
            if len(body) > MOST_BYTES or time.monotonic() > until:
                raise FetchFailed("too long")
    return body
