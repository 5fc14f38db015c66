import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.codec import Undecodable, decode, decode_tolerant, encode, to_plain
from tests.shared.every_kind import PLAIN, EveryKind

REQUIRED = [name for name in to_plain(PLAIN) if not name.startswith("maybe_")]
WRONG: dict[str, list[object]] = {
    "text": [1, None, ["a"], {}],
    "number": ["1", 1.0, 1.5, True, None, 2**53, 2**70],
    "truth": [1, "true", None],
    "id": ["6f1c", 5, None],
    "on": ["2026-13-01", "2026-11-24T00:00:00Z", 20261124],
    "at": ["2026-11-24T09:30:00", "2026-11-24", 1764000000],
    "code": ["third", "FIRST", 1, None],
    "part": ["ŵ", {"name": 1}, {}, None, []],
    "value": [
        {"months": 90},
        {"kind": "age"},
        {"kind": ["a"]},
        "age_equivalent",
        [["kind", "standardised"], ["score", 1]],
        None,
    ],
    "parts": [{"name": "a"}, "a", None, [{"name": 1}], ["a"]],
    "values": [[{"score": 85}], {}, [None]],
    "numbers": ["12", 1, ["1"], {"1": 1}, None],
    "maybe_on": [""],
}


@pytest.mark.parametrize(
    ("field", "value"), [(field, value) for field, values in WRONG.items() for value in values]
)
def test_a_field_of_another_kind_is_undecodable(field: str, value: object) -> None:
    body = json.dumps(to_plain(PLAIN) | {field: value}).encode()
    with pytest.raises(Undecodable):
        decode(EveryKind, body)
    with pytest.raises(Undecodable):
        decode_tolerant(EveryKind, body)


@pytest.mark.parametrize("field", REQUIRED)
def test_a_missing_field_is_undecodable(field: str) -> None:
    plain = to_plain(PLAIN)
    del plain[field]
    with pytest.raises(Undecodable):
        decode(EveryKind, json.dumps(plain).encode())
    with pytest.raises(Undecodable):
        decode_tolerant(EveryKind, json.dumps(plain).encode())


def test_an_unknown_field_is_undecodable_in_what_we_stored() -> None:
    with pytest.raises(Undecodable):
        decode(EveryKind, json.dumps(to_plain(PLAIN) | {"newer": 1}).encode())


@pytest.mark.parametrize("part", ["part", "value"])
def test_an_unknown_field_is_passed_over_in_what_others_published(part: str) -> None:
    plain = to_plain(PLAIN) | {"newer": {"anything": [1]}}
    plain[part]["newer"] = 1
    assert decode_tolerant(EveryKind, json.dumps(plain).encode()) == PLAIN


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[]", b"null", b'"text"', b"1", b"NaN"])
def test_what_is_no_json_object_is_undecodable(body: bytes) -> None:
    with pytest.raises(Undecodable):
        decode(EveryKind, body)
    with pytest.raises(Undecodable):
        decode_tolerant(EveryKind, body)


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.sampled_from(sorted(to_plain(PLAIN))), ANY_JSON)
def test_whatever_is_decoded_encodes_to_what_was_read(field: str, value: Any) -> None:
    plain = to_plain(PLAIN) | {field: value}
    try:
        message = decode(EveryKind, json.dumps(plain).encode())
    except Undecodable:
        return
    assert json.loads(encode(message)) == plain
