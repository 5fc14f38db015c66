"""Fields of requests that take what JSON means, neither more nor less."""

from typing import Any

from marshmallow import fields


class Flag(fields.Boolean):
    """true or false; not 1, "yes" or "off", which a reader of the description cannot expect."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class WholeNumber(fields.Integer):
    """A whole number; not its digits as text. 2.0 is the same number as 2 in JSON."""

    def __init__(self, **options: Any) -> None:
        super().__init__(strict=True, **options)

    def _validated(self, value: Any) -> int:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if not isinstance(value, int):
            raise self.make_error("invalid", input=value)
        return super()._validated(value)
