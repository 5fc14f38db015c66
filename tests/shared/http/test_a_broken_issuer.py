"""While the issuer's keys cannot be had nobody can be told from anybody: that is no refusal."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import URLError

import pytest

from shared.runtime.tokens import IssuerUnreachable, TokenVerifier
from tests.issuing import AUDIENCE, Issuer

Answer = Callable[[BaseHTTPRequestHandler], None]


def says(status: int, body: bytes) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def says_nothing(_: BaseHTTPRequestHandler) -> None:
    """Close the connection."""


def speaks_no_http(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"no HTTP\r\n\r\n")


def keys_are(body: bytes) -> Answer:
    """Well, but what it says of its keys is this."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        host = handler.headers["Host"]
        place = f'{{"jwks_uri": "http://{host}/jwks.json"}}'.encode()
        says(200, body if handler.path == "/jwks.json" else place)(handler)

    return answer


ANSWERS: dict[str, Answer] = {
    "fails": says(500, b""),
    "knows nothing": says(404, b""),
    "is a web page": says(200, b"<html>"),
    "names no keys": says(200, b"{}"),
    "is a list": says(200, b"[]"),
    "says nothing": says_nothing,
    "speaks no HTTP": speaks_no_http,
    "names keys that are away": says(200, b'{"jwks_uri": "http://127.0.0.1:1/jwks.json"}'),
    "has garbage for keys": keys_are(b"<html>"),
    "has no keys": keys_are(b'{"keys": []}'),
}


@pytest.fixture(params=list(ANSWERS))
def broken(request: pytest.FixtureRequest) -> Iterator[str]:
    answer = ANSWERS[request.param]

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self)

        def log_message(self, *_: object) -> None:
            """Say nothing on standard error."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_issuer_that_is_broken_is_told_as_such(broken: str, issuer: Issuer) -> None:
    verifier = TokenVerifier(broken, AUDIENCE)
    with pytest.raises(IssuerUnreachable):
        verifier.verify(issuer.token("alnco", iss=broken))


def test_an_issuer_that_comes_back_is_asked_again(issuer: Issuer) -> None:
    verifier = TokenVerifier(issuer.url, AUDIENCE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("shared.runtime.tokens.urlopen", away)
        with pytest.raises(IssuerUnreachable):
            verifier.verify(issuer.token("alnco"))
    assert verifier.verify(issuer.token("alnco", "a-person")).subject == "a-person"


def away(*_: object, **__: object) -> None:
    raise URLError("away")
