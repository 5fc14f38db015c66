from typing import Any

import pytest
from marshmallow import Schema, ValidationError

from shared.runtime.request_fields import Flag, WholeNumber


class Asked(Schema):
    flag = Flag()
    number = WholeNumber()


@pytest.mark.parametrize("value", [True, False])
def test_a_flag_is_true_or_false(value: bool) -> None:  # noqa: FBT001 - it is the subject
    assert Asked().load({"flag": value}) == {"flag": value}


@pytest.mark.parametrize("value", [0, 1, 1.0, "true", "yes", "", None, [], {}])
def test_what_only_resembles_a_flag_is_refused(value: Any) -> None:
    with pytest.raises(ValidationError):
        Asked().load({"flag": value})


@pytest.mark.parametrize("value", [0, 2, -7, 2.0, 9007199254740991])
def test_a_whole_number_may_be_written_with_a_point(value: float) -> None:
    read = Asked().load({"number": value})["number"]
    assert (read, type(read)) == (value, int)


@pytest.mark.parametrize("value", [2.5, "2", "", True, False, None, [2], {}])
def test_what_only_resembles_a_whole_number_is_refused(value: Any) -> None:
    with pytest.raises(ValidationError):
        Asked().load({"number": value})
