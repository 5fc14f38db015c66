"""Bytes that are no request, or two at once, or one that means another."""

import pytest

from tests.hostile.conftest import problem
from tests.hostile.web_process import WebProcess
from tests.hostile.wire import connected, exchange

pytestmark = pytest.mark.usefixtures("_unmoved")

HOST = b"Host: llwybr.test\r\n"
PUT = b"PUT /instruments HTTP/1.1\r\n" + HOST
LIVE = b"GET /livez HTTP/1.1\r\n" + HOST

NO_REQUEST = {
    "nothing in particular": b"\x00\x01\xff\xfe\r\n\r\n",
    "a TLS greeting": bytes.fromhex("16030100c8010000c40303") + b"a" * 50 + b"\r\n\r\n",
    "HTTP/0.9": b"GET /livez\r\n\r\n",
    "HTTP/9.9": b"GET /livez HTTP/9.9\r\n" + HOST + b"\r\n",
    "HTTP/2 begun": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "lines that end in LF": b"GET /livez HTTP/1.1\nHost: llwybr.test\n\n",
    "a method in small letters": b"get /livez HTTP/1.1\r\n" + HOST + b"\r\n",
    "NUL in a header": LIVE + b"X-Name: a\x00b\r\n\r\n",
    "a folded header": LIVE + b"X-Name: a\r\n b\r\n\r\n",
    "a header named with a space": PUT + b"Content-Length : 3\r\n\r\nabc",
    "two hosts": LIVE + HOST + b"\r\n",
    "a line break in the path": b"GET /livez%0d%0aX: y HTTP/1.1\r\n" + HOST + b"\r\n",
    "a byte that is no ASCII in the path": b"GET /\xf0 HTTP/1.1\r\n" + HOST + b"\r\n",
    "two lengths": PUT + b"Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde",
    "one length twice": PUT + b"Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
    "a negative length": PUT + b"Content-Length: -3\r\n\r\nabc",
    "a signed length": PUT + b"Content-Length: +3\r\n\r\nabc",
    "length and chunks": PUT + b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG",
    "chunks twice": PUT
    + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunks in disguise": PUT + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
}


@pytest.mark.parametrize("sent", NO_REQUEST.values(), ids=NO_REQUEST)
def test_what_is_no_request_is_refused_and_the_connection_closed(
    assessments: WebProcess, sent: bytes
) -> None:
    """The server answers this itself: it is no problem+json."""
    with connected(assessments.port) as sock:
        sock.sendall(sent)
        said = b"".join(iter(lambda: sock.recv(65_536), b""))
    assert said.startswith(b"HTTP/1.1 400 ")
    assert said.count(b"HTTP/1.1 ") == 1


def test_a_coding_that_nobody_knows_is_not_implemented(assessments: WebProcess) -> None:
    """RFC 9112 wants 501 of a server here, and the server says it; it is not our application's."""
    answer = exchange(assessments.port, PUT + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n")
    assert (answer.status, answer.closes) == (501, True)


def test_a_path_that_is_too_long_is_told_so(assessments: WebProcess) -> None:
    """The server answers this itself: it is no problem+json."""
    sent = b"GET /" + b"a" * 5_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n"
    assert exchange(assessments.port, sent).status == 414


@pytest.mark.parametrize("name", ["SCRIPT_NAME", "PATH_INFO", "Script-Name", "X-Original-URL"])
@pytest.mark.parametrize("value", ["/livez", "/instruments", "/nowhere"])
def test_no_header_leads_a_request_elsewhere(
    assessments: WebProcess, name: str, value: str
) -> None:
    answer = exchange(assessments.port, LIVE + f"{name}: {value}\r\n\r\n".encode())
    assert (answer.status, answer.json()) == (200, {"status": "alive"})


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/nowhere",
        "/%00",
        "/instruments%00",
        "/instruments/",
        "/instruments/.",
        "/instruments;a=b",
        "/../instruments",
        "/livez/../instruments",
        "/docs/..%2finstruments",
        "/%c0%ae%c0%ae/instruments",
        "/%ff",
        "/docs/assets/%00",
        "/docs/assets/..%2f..%2fsettings.py",
        "/docs/assets/%2e%2e/%2e%2e/settings.py",
        "/docs/assets/%252e%252e/settings.py",
        "/docs/assets/%c0%ae%c0%ae/settings.py",
        "/docs/assets//etc/passwd",
        "/docs/assets/" + "a" * 300,
        "/docs/assets/" + "a/" * 1_000,
        "/assessment-results/" + "%41" * 300,
    ],
    ids=lambda path: path[:40],
)
def test_a_path_that_leads_nowhere_is_not_found(assessments: WebProcess, path: str) -> None:
    sent = f"GET {path} HTTP/1.1\r\n".encode() + HOST + b"\r\n"
    assert problem(exchange(assessments.port, sent)) == (404, "not_found", None)


@pytest.mark.parametrize("method", ["DELETE", "PATCH", "POST", "TRACE", "PROPFIND"])
def test_a_method_that_is_not_ours_is_told_which_are(assessments: WebProcess, method: str) -> None:
    sent = f"{method} /instruments HTTP/1.1\r\n".encode() + HOST + b"\r\n"
    answer = exchange(assessments.port, sent)
    assert problem(answer) == (405, "method_not_allowed", None)
    assert "GET" in answer.headers["Allow"].split(", ")


def test_requests_sent_at_once_are_answered_one_after_the_other(assessments: WebProcess) -> None:
    with connected(assessments.port) as sock:
        sock.sendall((LIVE + b"\r\n") * 3 + LIVE + b"Connection: close\r\n\r\n")
        said = b"".join(iter(lambda: sock.recv(65_536), b""))
    assert said.count(b"HTTP/1.1 200 OK") == 4
