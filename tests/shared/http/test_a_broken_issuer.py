"""While the issuer's keys cannot be had nobody can be told from anybody: that is no refusal."""

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

import pytest

from shared.access.roles import Kind
from shared.runtime.fetching import MOST_BYTES
from shared.runtime.key_set import IssuerUnreachable
from shared.runtime.settings import Settings
from shared.runtime.tokens import TokenVerifier
from tests.issuing import Issuer
from tests.shared.http.publishing import Answer, published, publishing, says

AWAY = "http://127.0.0.1:1/keys"


def speaks_no_http(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"no HTTP\r\n\r\n")


ANSWERS: dict[str, Callable[[str], Answer]] = {
    "fails": lambda _: says(500, b""),
    "knows nothing": lambda _: says(404, b""),
    "is a web page": lambda _: says(200, b"<html>"),
    "names no keys": lambda url: says(200, f'{{"issuer": "{url}"}}'.encode()),
    "names another issuer": lambda url: published(f"{url}/", f"{url}/keys", '{"keys": []}'),
    "is a list": lambda _: says(200, b"[]"),
    "says nothing": lambda _: lambda _: None,
    "speaks no HTTP": lambda _: speaks_no_http,
    "names keys that are away": lambda url: published(url, AWAY, ""),
    "names a file as its keys": lambda url: published(url, "file:///etc/hostname", ""),
    "has garbage for keys": lambda url: published(url, f"{url}/keys", "<html>"),
    "has no keys": lambda url: published(url, f"{url}/keys", '{"keys": []}'),
    "has numbers for keys": lambda url: published(url, f"{url}/keys", '{"keys": [1]}'),
    "has too much": lambda url: published(url, f"{url}/keys", " " * (MOST_BYTES + 1)),
    "sends us elsewhere": lambda url: says(302, b"", [("Location", f"{url}/elsewhere")]),
}


@pytest.mark.parametrize("broken", ANSWERS)
def test_an_issuer_that_is_broken_is_told_as_such(broken: str, issuer: Issuer) -> None:
    with publishing() as pages:
        pages.answer = ANSWERS[broken](pages.url)
        verifier = TokenVerifier({pages.url: Kind.STAFF}, Settings("", environment="test"))
        with pytest.raises(IssuerUnreachable):
            verifier.verify(issuer.token("alnco", iss=pages.url))
        assert "/elsewhere" not in pages.asked
