"""Lists that are worked out from several read models, given a part at a time."""

import base64
import binascii
from collections.abc import Callable, Iterable
from typing import TypeVar

from shared.runtime.query import CursorInvalid, Page

T = TypeVar("T")


def page_of(items: Iterable[T], place: Callable[[T], str], limit: int, cursor: str | None) -> Page:
    """Up to `limit` items by their place, a text, after the one that `cursor` names.

    Where the list has changed in between, none is missed and none shown twice: a place is its
    item's own. Raises `CursorInvalid`.
    """
    after = "" if cursor is None else _read(cursor)
    rest = sorted((item for item in items if place(item) > after), key=place)
    more = len(rest) > limit
    return Page(rest[:limit], _written(place(rest[limit - 1])) if more else None)


def _written(place: str) -> str:
    return base64.urlsafe_b64encode(place.encode()).rstrip(b"=").decode()


def _read(cursor: str) -> str:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        return base64.b64decode(padded, altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError) as error:
        raise CursorInvalid(cursor) from error
