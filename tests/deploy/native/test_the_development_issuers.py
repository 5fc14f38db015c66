"""The development issuers: what they make is accepted, and in production they make nothing."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from deploy.native.issuer import Issuers, load
from deploy.native.ports import Ports
from deploy.native.programs import helper_program
from deploy.native.state import State
from deploy.native.trouble import Trouble
from shared.access.doors import ROLES
from shared.access.duties import SYSTEM_ACTIONS
from shared.access.roles import Kind, Role
from shared.runtime.settings import Settings
from shared.runtime.tokens import TokenRefused, TokenVerifier
from tests.issuing import A_PARENT


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing on standard error."""


@pytest.fixture
def issuers(tmp_path: Path) -> Iterator[Issuers]:
    """Both, with their pages served as the launcher and the containers serve them."""
    pages = tmp_path / "pages"
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(pages)))
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    made = load(f"http://127.0.0.1:{server.server_port}", tmp_path / "issuer.pem")
    made.publish(pages)
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def verifier(issuers: Issuers) -> TokenVerifier:
    doors = {issuers.staff.url: Kind.STAFF, issuers.family.url: Kind.FAMILY}
    return TokenVerifier(doors, Settings("", environment="native"))


@pytest.mark.parametrize("role", Role)
def test_a_token_is_made_by_the_issuer_of_its_role(
    issuers: Issuers, verifier: TokenVerifier, role: Role
) -> None:
    claims = verifier.verify(issuers.mint(role, A_PARENT))
    assert role in ROLES[claims.kind]
    family = claims.kind is Kind.FAMILY
    assert claims.issuer == (issuers.family.url if family else issuers.staff.url)


def test_a_system_gets_every_scope_that_its_role_may_use(
    issuers: Issuers, verifier: TokenVerifier
) -> None:
    scopes = verifier.verify(issuers.mint("integration", "mis")).scopes
    assert scopes == SYSTEM_ACTIONS


def test_neither_issuer_makes_the_others_tokens(issuers: Issuers, verifier: TokenVerifier) -> None:
    for token in (issuers.family.mint("alnco", A_PARENT), issuers.staff.mint("parent", A_PARENT)):
        with pytest.raises(TokenRefused, match="door"):
            verifier.verify(token)


def test_keys_are_made_once_and_nobody_else_can_read_them(issuers: Issuers, tmp_path: Path) -> None:
    again = load(issuers.staff.url, tmp_path / "issuer.pem")
    assert again.staff.public_key == issuers.staff.public_key
    assert again.family.public_key == issuers.family.public_key
    assert again.staff.public_key != again.family.public_key
    keys = list(tmp_path.glob("*.pem"))
    assert [path.stat().st_mode & 0o077 for path in keys] == [0, 0]


def test_in_production_there_is_no_development_issuer(
    issuers: Issuers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LLWYBR_ENVIRONMENT", "production")
    with pytest.raises(Trouble, match="production"):
        issuers.mint("alnco", "somebody")
    with pytest.raises(Trouble, match="production"):
        load("http://issuer", tmp_path / "another.pem")
    with pytest.raises(Trouble, match="production"):
        helper_program("issuer", State(Ports(7650), tmp_path))
    assert not (tmp_path / "another.pem").exists()
