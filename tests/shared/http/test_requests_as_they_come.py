"""A request comes in pieces; a thread is spent on it when it is whole, and no sooner or later."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.runtime.arrival import MOST_BODY_BYTES, MOST_HEAD_BYTES, Arrival, HeadRefused

HEAD = b"PUT /counters HTTP/1.1\r\nHost: llwybr.test\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"

WHOLE = {
    "no body": HEAD + b"\r\n",
    "a length": HEAD + b"content-length:  7 \r\nX-A: b\r\n\r\n\r\n\r\n{}\n",
    "a length of nothing": HEAD + b"Content-Length: 0\r\n\r\n",
    "chunks": CHUNKED + b"5\r\n0\r\n\r\n\r\n3;a=b\r\n{}\n\r\n0\r\n\r\n",
    "chunks and a trailer": CHUNKED + b"1\r\n{\r\n00\r\nDigest: none\r\n\r\n",
    "sizes with noughts": HEAD + b"Content-Length: " + b"0" * 30 + b"2\r\n\r\n{}",
    "chunks with noughts": CHUNKED + b"0" * 30 + b"2 \r\n{}\r\n000\r\n\r\n",
    "no chunks": CHUNKED + b"0\r\n\r\n",
    "empty lines first": b"\r\n\r\n\r\n" + HEAD + b"Content-Length: 2\r\n\r\n{}",
}


def comes(*pieces: bytes) -> Arrival:
    arrival = Arrival()
    for piece in pieces:
        arrival.take(piece)
    return arrival


@pytest.mark.parametrize("request_", WHOLE.values(), ids=WHOLE)
def test_it_is_enough_with_its_last_byte_and_not_before(request_: bytes) -> None:
    arrival = Arrival()
    for place in range(len(request_)):
        assert not arrival.is_enough, request_[:place]
        arrival.take(request_[place : place + 1])
    assert arrival.is_enough
    assert bytes(arrival.received) == request_.lstrip(b"\r\n")


@given(st.sampled_from(sorted(WHOLE)), st.data())
def test_however_it_is_cut_the_same_comes(name: str, data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.integers(0, len(WHOLE[name])), max_size=6).map(sorted))
    places = [0, *cuts, len(WHOLE[name])]
    pieces = [WHOLE[name][a:b] for a, b in pairwise(places)]
    assert not comes(*pieces[:-1], pieces[-1][:-1]).is_enough or not pieces[-1]
    assert comes(*pieces).is_enough
    assert comes(*pieces).received == comes(WHOLE[name]).received


@pytest.mark.parametrize(
    "told",
    [
        b"Content-Length: %d\r\n" % (MOST_BODY_BYTES + 1),
        b"Content-Length: 3\r\nContent-Length: 5\r\n",
        b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
        b"Content-Length: +3\r\n",
        b"Content-Length: -3\r\n",
        b"Content-Length: " + b"9" * 30 + b"\r\n",
    ],
)
def test_what_will_be_refused_is_not_awaited(told: bytes) -> None:
    assert comes(HEAD + told + b"\r\n").is_enough


@pytest.mark.parametrize("chunks", [b"zz\r\n", b"-5\r\n", b"0x5\r\n", b"\r\n", b";\r\n"])
def test_what_is_no_chunk_is_not_awaited(chunks: bytes) -> None:
    assert comes(CHUNKED + chunks).is_enough


def test_chunks_without_end_are_not_awaited() -> None:
    piece = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    assert not comes(CHUNKED, *[piece] * 15).is_enough
    assert comes(CHUNKED, *[piece] * 17).is_enough


def test_a_head_without_end_is_refused() -> None:
    with pytest.raises(HeadRefused) as refused:
        comes(HEAD, *[b"X-A: b\r\n"] * (MOST_HEAD_BYTES // 8))
    assert refused.value.args[0] == 431


@pytest.mark.parametrize("head", [b"GET / HTTP/1.1\n", HEAD + b"X-A: b\n", b"\n", b"\r\n\n"])
def test_lines_that_end_otherwise_are_refused_at_once(head: bytes) -> None:
    with pytest.raises(HeadRefused) as refused:
        comes(head)
    assert refused.value.args[0] == 400


@pytest.mark.parametrize("told", [b"Expect: 100-continue\r\n", b"expect:100-Continue\r\n"])
def test_a_client_that_waits_for_a_word_is_known(told: bytes) -> None:
    assert comes(HEAD + told + b"Content-Length: 2\r\n\r\n").is_asked_for
    assert not comes(HEAD + b"Content-Length: 2\r\n\r\nExpect: 100-continue").is_asked_for
