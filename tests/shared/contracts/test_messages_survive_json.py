import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.codec import canonical, decode, decode_tolerant, encode, to_plain
from tests.shared.every_kind import LARGEST, PLAIN, EveryKind, every_kind

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
ASCII = st.text(st.characters(codec="ascii"))


@given(every_kind())
def test_a_message_decoded_is_the_message_encoded(message: EveryKind) -> None:
    assert decode(EveryKind, encode(message)) == message
    assert decode_tolerant(EveryKind, encode(message)) == message


@given(every_kind())
def test_encoding_again_gives_the_same_bytes(message: EveryKind) -> None:
    body = encode(message)
    assert encode(decode(EveryKind, body)) == body


@given(every_kind())
def test_the_bytes_are_the_canonical_json_of_rfc_8785(message: EveryKind) -> None:
    assert encode(message) == rfc8785.dumps(to_plain(message))


@given(st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(ASCII, inner),
))  # fmt: skip
def test_whatever_a_message_may_hold_is_canonical(plain: object) -> None:
    assert canonical(plain) == rfc8785.dumps(plain)  # type: ignore[arg-type]


@pytest.mark.parametrize("number", [LARGEST + 1, -LARGEST - 1, 2**63, 2**70])
def test_an_integer_that_readers_read_differently_is_not_written(number: int) -> None:
    with pytest.raises(TypeError):
        encode(replace(PLAIN, number=number))


def test_every_field_is_written_as_the_contract_says() -> None:
    assert to_plain(PLAIN) == {
        "text": "tŷ",
        "number": 1,
        "truth": True,
        "id": "6f1c0000-0000-4000-8000-000000000001",
        "on": "2026-11-24",
        "at": "2026-11-24T09:30:00Z",
        "code": "first",
        "part": {"name": "ŵ"},
        "value": {"kind": "age_equivalent", "months": 90, "note": None},
        "parts": [{"name": "a"}],
        "values": [{"kind": "standardised", "score": 85}],
        "numbers": [1, 2],
        "maybe_text": None,
        "maybe_on": None,
        "maybe_code": None,
        "maybe_part": None,
        "maybe_value": None,
    }


def test_an_instant_is_written_in_utc_whatever_its_zone() -> None:
    in_summer = datetime(2026, 7, 1, 10, tzinfo=timezone(timedelta(hours=1)))
    assert to_plain(in_summer) == "2026-07-01T09:00:00Z"
    assert to_plain(datetime(2026, 7, 1, 9, tzinfo=UTC)) == "2026-07-01T09:00:00Z"


def test_a_field_with_a_default_may_be_missing() -> None:
    plain = to_plain(PLAIN)
    del plain["maybe_value"]
    assert decode(EveryKind, json.dumps(plain).encode()) == PLAIN
