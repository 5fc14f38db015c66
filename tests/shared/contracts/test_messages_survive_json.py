import json
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given

from shared.contracts.codec import decode, decode_tolerant, encode, to_plain
from tests.shared.every_kind import PLAIN, EveryKind, every_kind


@given(every_kind())
def test_a_message_decoded_is_the_message_encoded(message: EveryKind) -> None:
    assert decode(EveryKind, encode(message)) == message
    assert decode_tolerant(EveryKind, encode(message)) == message


@given(every_kind())
def test_encoding_again_gives_the_same_bytes(message: EveryKind) -> None:
    body = encode(message)
    assert encode(decode(EveryKind, body)) == body


@given(every_kind())
def test_the_bytes_are_canonical_json(message: EveryKind) -> None:
    body = encode(message)
    canonical = json.dumps(
        json.loads(body), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    assert body.decode() == canonical


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
