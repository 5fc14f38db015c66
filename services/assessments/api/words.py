"""Text fields of requests: narrative in people's own words, and short lines."""

from typing import Any

from marshmallow import fields, validate


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
