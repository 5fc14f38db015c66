"""Messages: frozen, keyword-only values that are commands, events, or parts of them."""

import re
from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def message(cls: type[T]) -> type[T]:
    """Make `cls` an immutable value whose fields are given by name.

    A field is declared once: the stored JSON, and the check of what arrives, are derived from its
    annotation. Allowed are str, int, bool, UUID, date, datetime (aware), StrEnum, other messages,
    `X | None`, `tuple[X, ...]`, and unions of messages (told apart by `kind` in the JSON).
    """
    return dataclass(frozen=True, kw_only=True, slots=True)(cls)


def kind_of(message_class: type) -> str:
    """The name a message bears in JSON and on Kafka: `AgeEquivalent` is `age_equivalent`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", message_class.__name__).lower()


def version_of(message_class: type) -> int:
    """The schema version of a stored or published message: its class's VERSION, else 1."""
    return int(getattr(message_class, "VERSION", 1))
