"""An issuer's pages on the loopback, to be changed while it is asked."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Publishing:
    """`answer` is given to whatever is asked; `asked` are the paths, in order."""

    url: str = ""
    answer: Answer = field(default=lambda _: None)
    asked: list[str] = field(default_factory=list)

    def keys(self, *keys: dict[str, Any], issuer: str | None = None) -> Answer:
        """The pages of an issuer with these keys."""
        return published(issuer or self.url, f"{self.url}/keys", json.dumps({"keys": keys}))


def published(issuer: str, place: str, keys: str) -> Answer:
    """The discovery document, and at any other path the keys."""
    found = json.dumps({"issuer": issuer, "jwks_uri": place})

    def answer(handler: BaseHTTPRequestHandler) -> None:
        says(200, (found if "well-known" in handler.path else keys).encode())(handler)

    return answer


def says(status: int, body: bytes, headers: Sequence[tuple[str, str]] = ()) -> Answer:
    """One thing, whatever is asked."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for header in headers:
            handler.send_header(*header)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@contextmanager
def publishing() -> Iterator[Publishing]:
    """A server for as long as the block; it closes each connection unless told what to answer."""
    made = Publishing()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(self.path)
            made.answer(self)

        def log_message(self, *_: object) -> None:
            """Say nothing on standard error."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
