"""A table as CSV that any spreadsheet opens as it is (RFC 4180, UTF-8, no byte order mark)."""

import csv
from collections.abc import Callable, Iterable, Sequence
from io import StringIO
from typing import Any, TypeVar

from flask import Response, request

from shared.runtime.http import Blueprint

MEDIA_TYPE = "text/csv"
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

View = TypeVar("View", bound=Callable[..., Any])


def or_csv(blueprint: Blueprint) -> Callable[[View], View]:
    """Describe that a route's answer may also be had as CSV."""
    as_csv = {"content": {MEDIA_TYPE: {"schema": {"type": "string"}}}}
    described: Callable[[View], View] = blueprint.doc(responses={200: as_csv})
    return described


def wants_csv() -> bool:
    """Does the caller of the current request ask for CSV rather than for JSON?"""
    offered = ["application/json", MEDIA_TYPE]
    return request.accept_mimetypes.best_match(offered, "application/json") == MEDIA_TYPE


def csv_table(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """The table as an answer, to be saved under this name.

    None is an empty cell. Text that a spreadsheet would take for a formula has an apostrophe put
    before it, as OWASP advises against CSV injection; a number stays a number.
    """
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    answer = Response(text.getvalue(), mimetype=MEDIA_TYPE)
    answer.headers["Content-Type"] = f"{MEDIA_TYPE}; charset=utf-8; header=present"
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name}.csv")
    return answer


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_STARTS_A_FORMULA):
        return f"'{value}"
    return value
