"""Read models: one pure fold from row to row, used in the append, by the consumer, and to rebuild.

A row belongs to one stream or one subject. That is what makes folding beside the append safe: two
commands that would change the same row also conflict on its stream or its subject's chain.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from enum import Enum, StrEnum
from functools import cache, cached_property
from types import NoneType
from typing import Any, get_args, get_type_hints
from uuid import UUID

from shared.contracts import codec
from shared.modelling.recorded import Recorded

_TYPES = {
    str: "text",
    bool: "boolean",
    int: "bigint",
    UUID: "uuid",
    datetime: "timestamptz",
    date: "date",
}


@dataclass(frozen=True)
class Projection:
    """A read model: its table, its row, and how a fact changes the row it touches.

    `row` is a frozen dataclass whose fields are the table's columns, `authority` aside. `key_of`
    names the row a fact touches, or None. `project` gives the row after the fact; None is no row.
    `subject` names the column that tells whose record a row is part of, so its reads are confined
    and recorded; of a row about no one, `school` names the column of the school it belongs to.
    `withheld` gives the columns that are part of a field which the policy may withhold.
    """

    table: str
    row: type
    key: tuple[str, ...]
    key_of: Callable[[Recorded], tuple[Any, ...] | None]
    project: Callable[[Any, Recorded], Any]
    subject: str | None = None
    school: str | None = None
    withheld: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns besides `authority`, in the row's order."""
        return tuple(column.name for column in fields(self.row))

    @cached_property
    def types(self) -> dict[str, str]:
        """The columns' types in the database."""
        return dict(
            zip(self.columns, (_column_type(kind) for kind in self._annotations), strict=True)
        )

    @cached_property
    def _annotations(self) -> tuple[Any, ...]:
        hints = get_type_hints(self.row)
        return tuple(hints[column] for column in self.columns)

    def to_columns(self, row: Any) -> list[Any]:
        """A row as values for the database: messages and tuples become JSON values."""
        return [
            _to_column(getattr(row, column), annotation)
            for column, annotation in zip(self.columns, self._annotations, strict=True)
        ]

    def from_columns(self, values: Sequence[Any]) -> Any:
        """The reverse of `to_columns`, for what the database gives back."""
        return self.row(
            **{
                column: _from_column(value, annotation)
                for column, value, annotation in zip(
                    self.columns, values, self._annotations, strict=True
                )
            }
        )


Key = tuple[Any, ...]


def touched(projection: Projection, facts: Iterable[Recorded]) -> list[tuple[Key, Recorded]]:
    """The facts that touch a row, with its key."""
    return [(key, fact) for fact in facts if (key := projection.key_of(fact)) is not None]


def fold(
    projection: Projection, rows: dict[Key, Any], changes: Iterable[tuple[Key, Recorded]]
) -> None:
    """The pure part of it, upon rows held in memory."""
    for key, fact in changes:
        row = projection.project(rows.get(key), fact)
        if row is None:
            rows.pop(key, None)
        else:
            rows[key] = row


def key_in(projection: Projection, row: Any) -> Key:
    """The key of a row."""
    return tuple(getattr(row, column) for column in projection.key)


@cache
def _column_type(annotation: Any) -> str:
    members = [member for member in get_args(annotation) if member is not NoneType]
    kind = members[0] if len(members) == 1 and NoneType in get_args(annotation) else annotation
    if not isinstance(kind, type):
        return "jsonb"
    return next((name for scalar, name in _TYPES.items() if issubclass(kind, scalar)), "jsonb")


def _to_column(value: Any, annotation: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if value is None or _column_type(annotation) != "jsonb":
        return value
    return codec.to_plain(value, annotation)


def _from_column(value: Any, annotation: Any) -> Any:
    if value is None:
        return None
    if _column_type(annotation) == "jsonb":
        return codec.from_plain(annotation, value)
    for kind in (annotation, *get_args(annotation)):
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return kind(value)
    return value
