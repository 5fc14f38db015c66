"""Fields of requests: they take what JSON means, neither more nor less, and text within bounds."""

from typing import Any

from marshmallow import fields, validate


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


def narrative(description: str, **options: Any) -> fields.String:
    """Up to 4,000 characters; required unless it has a default."""
    return _text(4_000, description, options)


def short(description: str, **options: Any) -> fields.String:
    """Up to 200 characters; required unless it has a default."""
    return _text(200, description, options)


def _text(longest: int, description: str, options: dict[str, Any]) -> fields.String:
    return fields.String(
        required="load_default" not in options,
        allow_none="load_default" in options,
        validate=validate.Length(1, longest),
        metadata={"description": description},
        **options,
    )
