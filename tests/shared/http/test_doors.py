"""Staff and systems come in by one issuer's door, families by another's, and not otherwise."""

from typing import Any

import jwt
import pytest

from shared.access.doors import ROLES, kind_at
from shared.access.roles import Kind, Role
from shared.runtime.settings import Settings
from shared.runtime.tokens import MOST_BYTES, TokenVerifier
from tests.issuing import A_PARENT, KEY_ID, Issuer
from tests.shared.http.conftest import problem
from tests.web_client import WebClient

REFUSED = (401, "token_refused", None)
STAFF = sorted(ROLES[Kind.STAFF])


def told(web: WebClient, token: str) -> tuple[int, str, str | None]:
    return problem(web.bearing(token).get("/counters"))


@pytest.mark.parametrize("role", Role)
def test_every_role_is_of_one_kind(role: Role) -> None:
    assert len([kind for kind, roles in ROLES.items() if role in roles]) == 1


@pytest.mark.parametrize("role", [*STAFF, "integration"])
def test_the_issuer_of_families_makes_nobody_staff_or_a_system(
    web: WebClient, issuer: Issuer, role: str
) -> None:
    assert told(web, issuer.token(role, A_PARENT, web.authority, by=Kind.FAMILY)) == REFUSED


def test_the_issuer_of_staff_makes_nobody_a_parent(web: WebClient, issuer: Issuer) -> None:
    assert told(web, issuer.token("parent", by=Kind.STAFF)) == REFUSED
    assert told(web, issuer.token("parent")) == (403, "not_allowed", None)


def test_one_issuers_key_signs_nothing_for_the_other(web: WebClient, issuer: Issuer) -> None:
    claims = jwt.decode(issuer.token("alnco"), options={"verify_signature": False})
    token = jwt.encode(claims, issuer.family.key, "RS256", headers={"kid": KEY_ID})
    assert told(web, token) == REFUSED


@pytest.mark.parametrize(
    "machine",
    [
        {"client_id": "a-person"},
        {"azp": "a-person"},
        {"gty": "client-credentials"},
        {"idtyp": "app"},
    ],
    ids=str,
)
@pytest.mark.parametrize("role", STAFF)
def test_a_client_that_got_a_token_for_itself_is_no_member_of_staff(
    web: WebClient, issuer: Issuer, role: str, machine: dict[str, Any]
) -> None:
    assert told(web, issuer.token(role, "a-person", **machine)) == REFUSED


def test_a_client_of_the_family_issuer_is_nobody(web: WebClient, issuer: Issuer) -> None:
    assert told(web, issuer.token("parent", azp=A_PARENT)) == REFUSED
    assert kind_at(Kind.FAMILY, Role.PARENT, machine=True) is None


@pytest.mark.parametrize("subject", ["a-person", "", A_PARENT.upper(), A_PARENT[1:], "0" * 32])
def test_a_family_comes_in_under_an_id_that_no_other_name_looks_like(
    web: WebClient, issuer: Issuer, subject: str
) -> None:
    assert told(web, issuer.token("parent", sub=subject)) == REFUSED


@pytest.mark.parametrize("subject", ["", "sian@ysgol.example", "Siân", "Mair Jones", "a" * 129])
def test_a_subject_that_would_record_a_name_or_an_address_is_refused(
    web: WebClient, issuer: Issuer, subject: str
) -> None:
    assert told(web, issuer.token("alnco", sub=subject)) == REFUSED


def test_a_token_that_lasts_longer_than_a_day_is_refused(web: WebClient, issuer: Issuer) -> None:
    claims = jwt.decode(issuer.token("alnco"), options={"verify_signature": False})
    ends = claims["iat"] + 24 * 60 * 60
    assert told(web, issuer.token("alnco", iat=claims["iat"], exp=ends + 1)) == REFUSED
    allowed = issuer.token("alnco", iat=claims["iat"], exp=ends)
    assert web.bearing(allowed).get("/counters").status_code == 403  # a person without a post


def test_a_token_of_more_than_eight_kibibytes_is_refused_whatever_it_says(
    web: WebClient, issuer: Issuer
) -> None:
    short = web.bearing(issuer.token("alnco", more="a" * 5_000))
    assert short.get("/counters").status_code == 403  # a person without a post
    long = issuer.token("alnco", more="a" * MOST_BYTES)
    assert told(web, long) == REFUSED


def test_a_token_nested_as_deep_as_it_can_be_is_refused(web: WebClient) -> None:
    deep = jwt.utils.base64url_encode(b"[" * 6_000).decode()
    assert told(web, f"{deep}.e30.") == REFUSED
    header = jwt.utils.base64url_encode(b'{"alg":"RS256"}').decode()
    assert told(web, f"{header}.{deep[:8_000]}.AAAA") == REFUSED


def test_everybody_who_is_not_told_from_anybody_is_answered_alike(
    web: WebClient, issuer: Issuer
) -> None:
    """Whoever tries tokens does not learn how far one got."""
    tokens = [
        "garbage",
        issuer.token("alnco", aud="somebody-else"),
        issuer.token("alnco", iss="https://issuer.test"),
        issuer.token("alnco", exp=1_000_000_000),
        issuer.token("superuser"),
        issuer.token("parent", "a-person"),
    ]
    clients = [web.app.test_client(), *map(web.bearing, tokens)]
    answers = [c.get("/counters", headers={"X-Request-Id": "same"}) for c in clients]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.data for answer in answers}) == 1
    assert len({tuple(sorted(answer.headers)) for answer in answers}) == 1


def test_a_system_does_only_what_its_token_was_given_for(issuer: Issuer) -> None:
    verifier = TokenVerifier({issuer.url: Kind.STAFF}, Settings("", environment="test"))
    claims = verifier.verify(issuer.token("integration", "mis", scope="import_roster other"))
    assert claims.kind is Kind.INTEGRATION
    assert sorted(claims.scopes) == ["import_roster", "other"]


@pytest.mark.parametrize(
    ("scope", "status"),
    [("read_roster_imports", 200), ("import_roster", 403), ("", 403), (None, 403)],
)
def test_a_system_whose_token_does_not_name_the_action_is_refused(
    learners: WebClient, scope: str | None, status: int
) -> None:
    token = learners.issuer.token("integration", authority=learners.authority, scope=scope)
    assert learners.bearing(token).get("/roster-imports").status_code == status


@pytest.fixture
def learners(client: Any) -> WebClient:
    found: WebClient = client("learners")
    return found
