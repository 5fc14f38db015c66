"""A message with a field of every kind that a message may have, and a strategy for it."""

from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from uuid import UUID

from hypothesis import strategies as st

from shared.modelling.message import message

LARGEST = 2**53 - 1  # beyond it, JSON numbers are not the same everywhere


class Code(StrEnum):
    FIRST = "first"
    SECOND = "second"


@message
class Standardised:
    score: int


@message
class AgeEquivalent:
    months: int
    note: str | None = None


@message
class Part:
    name: str


@message
class EveryKind:
    text: str
    number: int
    truth: bool
    id: UUID
    on: date
    at: datetime
    code: Code
    part: Part
    value: Standardised | AgeEquivalent
    parts: tuple[Part, ...]
    values: tuple[Standardised | AgeEquivalent, ...]
    numbers: tuple[int, ...]
    maybe_text: str | None = None
    maybe_on: date | None = None
    maybe_code: Code | None = None
    maybe_part: Part | None = None
    maybe_value: Standardised | AgeEquivalent | None = None


def instants() -> st.SearchStrategy[datetime]:
    """At fixed distances from UTC: an hour that a zone has twice equals no copy of its own."""
    offsets = st.integers(-12 * 60, 14 * 60).map(lambda one: timezone(timedelta(minutes=one)))
    first, last = datetime(1900, 1, 1), datetime(9999, 12, 30)  # noqa: DTZ001 - the strategy adds it
    return st.datetimes(first, last, timezones=offsets)


def every_kind() -> st.SearchStrategy[EveryKind]:
    texts = st.text(st.characters(exclude_categories=["Cs"]))
    numbers = st.integers(-LARGEST, LARGEST)
    parts = st.builds(Part, name=texts)
    values = st.one_of(
        st.builds(Standardised, score=numbers),
        st.builds(AgeEquivalent, months=numbers, note=st.none() | texts),
    )
    return st.builds(
        EveryKind,
        text=texts,
        number=numbers,
        truth=st.booleans(),
        id=st.uuids(),
        on=st.dates(),
        at=instants(),
        code=st.sampled_from(Code),
        part=parts,
        value=values,
        parts=st.lists(parts).map(tuple),
        values=st.lists(values).map(tuple),
        numbers=st.lists(numbers).map(tuple),
        maybe_text=st.none() | texts,
        maybe_on=st.none() | st.dates(),
        maybe_code=st.none() | st.sampled_from(Code),
        maybe_part=st.none() | parts,
        maybe_value=st.none() | values,
    )


PLAIN = EveryKind(
    text="tŷ",
    number=1,
    truth=True,
    id=UUID("6f1c0000-0000-4000-8000-000000000001"),
    on=date(2026, 11, 24),
    at=datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
    code=Code.FIRST,
    part=Part(name="ŵ"),
    value=AgeEquivalent(months=90),
    parts=(Part(name="a"),),
    values=(Standardised(score=85),),
    numbers=(1, 2),
)
