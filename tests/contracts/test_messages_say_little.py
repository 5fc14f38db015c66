"""Names, addresses and free text never travel on Kafka: ids, codes and dates do."""

from datetime import date, datetime
from enum import StrEnum
from types import NoneType
from typing import Any, get_args, get_type_hints
from uuid import UUID

import pytest

from tests.contracts.examples import MESSAGES

CODES = {
    "about",
    "area",
    "channel",
    "decision",
    "instrument",
    "next_step",
    "outcome",
    "previous_tier",
    "profession",
    "service",
    "term",
    "tier",
    "year_group",
}
YEARS = {"school_year"}
ENDINGS: dict[type, str | tuple[str, ...]] = {UUID: "_id", date: ("_on", "until"), datetime: "_at"}
FIELDS = [
    pytest.param(field, annotation, id=f"{service}.{message.__name__}.{field}")
    for service, message in MESSAGES
    for field, annotation in get_type_hints(message).items()
]


def kind(annotation: Any) -> Any:
    members = [
        member for member in get_args(annotation) if member is not NoneType and member is not ...
    ]
    return members[0] if members else annotation


@pytest.mark.parametrize(("field", "annotation"), FIELDS)
def test_a_field_is_an_id_a_date_an_instant_or_a_code(field: str, annotation: Any) -> None:
    found = kind(annotation)
    if found is str:
        assert field in CODES, f"{field} may hold anything: is it a code?"
    elif found is int:
        assert field in YEARS
    elif found in ENDINGS:
        assert field.endswith(ENDINGS[found])
    else:
        assert issubclass(found, StrEnum)
