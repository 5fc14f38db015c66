"""Whoever asks too often waits; others do not, and what is refused uses up nothing."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from flask import Flask

from shared.runtime.rate_limit import RateLimit
from shared.runtime.web import create_app
from tests.issuing import Issuer
from tests.shared.http.conftest import problem
from tests.shared.probe_api import blueprints
from tests.shared.probe_service import PROBE
from tests.stores import Store
from tests.web_client import WebClient

TURN = (
    "UPDATE request_rates SET used_until = used_until + %s::interval WHERE authority = %s"
    " RETURNING sender"
)
Turn = Callable[[str], int]


@pytest.fixture
def turn(probe_store: Store, authority: str) -> Turn:
    """`turn("-1 minute")`: as if everybody's rate had been used so much earlier or later."""

    def turn(by: str) -> int:
        with probe_store.connect() as connection:
            return len(connection.execute(TURN, (by, authority)).fetchall())

    return turn


@pytest.fixture
def one_a_minute(probe_store: Store) -> RateLimit:
    return RateLimit(probe_store.database(), 1)


def test_one_too_many_is_told_how_long_to_wait(one_a_minute: RateLimit, authority: str) -> None:
    assert one_a_minute.use(authority, "somebody") is None
    wait = one_a_minute.use(authority, "somebody")
    assert wait is not None
    assert 0 < wait <= 60


def test_what_is_refused_uses_up_nothing(
    one_a_minute: RateLimit, authority: str, turn: Turn
) -> None:
    assert one_a_minute.use(authority, "somebody") is None
    for _ in range(50):
        assert one_a_minute.use(authority, "somebody") is not None
    turn("-1 minute")
    assert one_a_minute.use(authority, "somebody") is None


def test_others_and_other_authorities_do_not_wait(
    one_a_minute: RateLimit, new_authority: Callable[[], str], authority: str
) -> None:
    assert one_a_minute.use(authority, "somebody") is None
    assert one_a_minute.use(authority, "somebody else") is None
    assert one_a_minute.use(new_authority(), "somebody") is None


def test_a_quarter_of_a_minutes_requests_may_come_at_once_by_however_many_workers(
    probe_store: Store, authority: str
) -> None:
    workers = [RateLimit(probe_store.database(), 4 * 20) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        waits = list(pool.map(lambda number: workers[number % 4].use(authority, "a"), range(60)))
    let_in = waits.count(None)
    assert 20 <= let_in < 60, "twenty at once, and those whose time came while this ran"


def test_a_clock_that_is_turned_back_locks_nobody_out(
    one_a_minute: RateLimit, authority: str, turn: Turn
) -> None:
    assert one_a_minute.use(authority, "somebody") is None
    assert turn("1 day") == 1
    assert one_a_minute.use(authority, "somebody") is None
    assert one_a_minute.use(authority, "somebody") is not None


def test_whoever_has_not_asked_lately_is_forgotten(
    one_a_minute: RateLimit, authority: str, turn: Turn
) -> None:
    one_a_minute.use(authority, "long ago")
    turn("-1 hour")
    one_a_minute.use(authority, "just now")
    one_a_minute.tidy(authority)
    assert turn("0") == 1
    assert one_a_minute.use(authority, "just now") is not None


def test_none_a_minute_is_no_limit(probe_store: Store, authority: str, turn: Turn) -> None:
    unlimited = RateLimit(probe_store.database(), 0)
    assert [unlimited.use(authority, "somebody") for _ in range(50)] == [None] * 50
    assert turn("0") == 0


def test_what_is_kept_names_nobody(
    one_a_minute: RateLimit, authority: str, probe_store: Store
) -> None:
    one_a_minute.use(authority, "somebody")
    with probe_store.connect() as connection:
        rows = connection.execute(
            "SELECT sender::text FROM request_rates WHERE authority = %s", (authority,)
        ).fetchall()
    assert [len(sender) for (sender,) in rows] == [len(r"\x") + 32]
    assert b"somebody".hex() not in rows[0][0]


@pytest.fixture
def limited(probe_store: Store, issuer: Issuer) -> Callable[..., Flask]:
    return lambda **settings: create_app(
        PROBE, blueprints, issuer.settings(probe_store, **settings)
    )


def test_over_http_it_is_429_with_retry_after(
    limited: Callable[..., Flask], issuer: Issuer, probe_store: Store, authority: str
) -> None:
    app = limited(requests_per_minute=1)
    with closing(app.extensions["llwybr"].database):
        web = WebClient(app, issuer, authority, probe_store)
        assert web.acting("alnco").get("/counters").status_code == 200
        refused = web.acting("alnco").get("/counters")
        assert problem(refused) == (429, "rate_limited", None)
        assert 0 < int(refused.headers["Retry-After"]) <= 60
        assert web.acting("alnco", "another").get("/counters").status_code == 200
        assert web.app.test_client().get("/livez").status_code == 200


def test_an_address_that_sends_bad_tokens_waits_and_who_has_a_good_one_does_not(
    limited: Callable[..., Flask], issuer: Issuer, probe_store: Store, authority: str
) -> None:
    app = limited(refusals_per_minute=1)
    address = {"REMOTE_ADDR": f"192.0.2.{int(authority) % 256}"}
    with closing(app.extensions["llwybr"].database):
        web = WebClient(app, issuer, authority, probe_store)
        bad = [web.bearing("bad").get("/counters", environ_overrides=address) for _ in range(3)]
        codes = [answer.get_json()["code"] for answer in bad]
        assert codes == ["token_refused", "rate_limited", "rate_limited"]
        good = web.acting("alnco").get("/counters", environ_overrides=address)
        assert good.status_code == 200
