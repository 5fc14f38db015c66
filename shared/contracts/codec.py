"""Messages to canonical JSON and back, derived from their annotations.

Strict both ways: an unknown field, a missing one, or text where a number belongs is `Undecodable`.
Reading is the fold's hot path, so the converter is generated code (cattrs), not a schema object.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin
from uuid import UUID

import orjson
from cattrs import Converter
from cattrs.errors import ForbiddenExtraKeysError, StructureHandlerNotFoundError

from shared.modelling.message import kind_of

T = TypeVar("T")

LARGEST_INTEGER = 2**53 - 1  # RFC 8785, and every reader that takes numbers as doubles


class Undecodable(Exception):
    """These bytes are not the message they claim to be."""


def encode(message: object) -> bytes:
    """The message as RFC 8785 canonical JSON: the bytes that are stored and committed to."""
    return canonical(to_plain(message))


def canonical(plain: object) -> bytes:
    """JSON values as RFC 8785 has them, of which messages use a part: no fractions, ASCII names.

    For these orjson writes the same bytes as a library of that name, in a tenth of the time; a
    test compares the two. Raises TypeError for an integer that not every reader reads alike.
    """
    return orjson.dumps(plain, option=orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER)


def decode(message: type[T], body: bytes) -> T:
    """The message in `body`; raises `Undecodable`."""
    try:
        plain = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Undecodable(str(error)) from error
    return from_plain(message, plain)


def decode_tolerant(message: type[T], body: bytes) -> T:
    """The same for what another service published: fields it has grown since are passed over."""
    try:
        read: T = _reader(_TOLERANT, message)(orjson.loads(body), message)
    except (*_UNREADABLE, orjson.JSONDecodeError) as error:
        raise Undecodable(f"{message}: {error!r}") from error
    return read


def to_plain(value: object, annotation: Any = None) -> Any:
    """A message, or a value of the given annotation, as JSON values."""
    return _writer(annotation or type(value))(value)


def from_plain(annotation: type[T], plain: object) -> T:
    """The reverse of `to_plain`; raises `Undecodable`."""
    try:
        read: T = _reader(_CONVERTER, annotation)(plain, annotation)
    except _UNREADABLE as error:
        raise Undecodable(f"{annotation}: {error!r}") from error
    return read


_UNREADABLE = (
    ForbiddenExtraKeysError,
    StructureHandlerNotFoundError,
    AttributeError,
    KeyError,
    TypeError,
    ValueError,
)


def _converter(*, strict: bool) -> Converter:
    converter = Converter(forbid_extra_keys=strict, detailed_validation=False)
    for kind in (str, bool):
        converter.register_structure_hook(kind, _exactly)
    converter.register_structure_hook(int, _integer)
    converter.register_structure_hook(StrEnum, lambda plain, kind: kind(plain))
    converter.register_structure_hook(UUID, lambda plain, _: UUID(plain))
    converter.register_structure_hook(date, lambda plain, _: date.fromisoformat(plain))
    converter.register_structure_hook(datetime, lambda plain, _: _instant(plain))
    converter.register_unstructure_hook(UUID, str)
    converter.register_unstructure_hook(frozenset, lambda items: sorted(map(to_plain, items)))
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(datetime, _instant_text)
    converter.register_structure_hook_factory(_is_list, lambda kind: _lister(converter, kind))
    converter.register_structure_hook_factory(
        _is_union, lambda kind: _union_reader(converter, kind)
    )
    converter.register_unstructure_hook_factory(_is_union, lambda _: _union_writer(converter))
    return converter


def _exactly(plain: Any, kind: type[T]) -> T:
    if type(plain) is not kind:
        raise TypeError(f"{plain!r} is not {kind.__name__}")
    return plain


def _integer(plain: object, _: Any) -> int:
    if type(plain) is not int or abs(plain) > LARGEST_INTEGER:
        raise TypeError(f"{plain!r} is not an integer that every reader of JSON reads alike")
    return plain


def _instant(plain: str) -> datetime:
    instant = datetime.fromisoformat(plain)
    if instant.tzinfo is None:
        raise ValueError(f"{plain} names no time zone")
    return instant


def _instant_text(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _is_list(annotation: Any) -> bool:
    return get_origin(annotation) is tuple


def _lister(converter: Converter, annotation: Any) -> Callable[[Any, Any], object]:
    item = get_args(annotation)[0]
    read_item = converter.get_structure_hook(item)

    def read(plain: Any, _: Any) -> object:
        return tuple(read_item(each, item) for each in _exactly(plain, list))

    return read


def _is_union(annotation: Any) -> bool:
    """Is this a choice between two or more messages?"""
    return get_origin(annotation) in (Union, UnionType) and len(_members(annotation)) > 1


def _members(annotation: Any) -> list[type]:
    return [member for member in get_args(annotation) if member is not NoneType]


def _union_reader(converter: Converter, union: Any) -> Callable[[Any, Any], object]:
    members = {kind_of(member): member for member in _members(union)}
    optional = NoneType in get_args(union)

    def read(plain: Any, _: Any) -> object:
        if plain is None and optional:
            return None
        rest = dict(_exactly(plain, dict))
        return converter.structure(rest, members[rest.pop("kind")])

    return read


def _union_writer(converter: Converter) -> Callable[[Any], object]:
    def write(value: object) -> object:
        if value is None:
            return None
        return {"kind": kind_of(type(value)), **converter.unstructure(value)}

    return write


_CONVERTER = _converter(strict=True)
_TOLERANT = _converter(strict=False)
# What reads and writes a kind of value, looked up once and not for each value.
_reader: Callable[[Converter, Any], Callable[[Any, Any], Any]] = cache(Converter.get_structure_hook)
_writer: Callable[[Any], Callable[[Any], Any]] = cache(_CONVERTER.get_unstructure_hook)
