"""JSON bodies, read strictly: what is ambiguous or cannot be stored is refused at the edge."""

import json
import re
from typing import Any

import orjson
from flask import Request
from gunicorn.http.errors import ParseException
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import RequestEntityTooLarge

from shared.contracts.codec import LARGEST_INTEGER
from shared.runtime.problems import Problem

DEEPEST = 100
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


def whole_body(request: Request) -> bytes:
    """The body as it was sent, all of it.

    Raises `Problem` 400 for chunks that are none and for a body cut short, and 413 for one that
    goes on beyond what is read: werkzeug gives the part it has read for the whole.
    """
    try:
        body = request.get_data()
    except ParseException as error:
        raise Problem(400, "body_malformed") from error
    told, most = request.content_length, request.max_content_length
    if told is None and most is not None and len(body) >= most:
        raise RequestEntityTooLarge
    if told is not None and len(body) < told:
        raise Problem(400, "body_incomplete")
    return body


def parse_strictly(body: bytes) -> Any:
    """The JSON value in `body`.

    Raises `Problem` 400 for what is not JSON, NaN, lone surrogates, deep nesting, a key given
    twice (Python would keep the last, others the first), an integer that others would round, and
    NUL, which Postgres cannot store.
    """
    try:
        orjson.loads(body)
        value = json.loads(body, object_pairs_hook=_unique, parse_int=_integer)
    except (orjson.JSONDecodeError, ValueError) as error:
        raise Problem(400, "json_invalid", str(error)) from error
    except RecursionError as error:
        raise Problem(400, "json_too_deep") from error
    if _deeper(value, DEEPEST):
        raise Problem(400, "json_too_deep")
    if _NUL.search(body):
        raise Problem(400, "json_holds_nul")
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(pairs) != len({name for name, _ in pairs}):
        raise Problem(400, "json_key_repeated")
    return dict(pairs)


def _integer(digits: str) -> int:
    number = int(digits)
    if abs(number) > LARGEST_INTEGER:
        raise Problem(400, "json_integer_too_large")
    return number


def _deeper(value: Any, levels: int) -> bool:
    """Are lists and objects nested deeper than this?"""
    if not isinstance(value, dict | list):
        return False
    below = value.values() if isinstance(value, dict) else value
    return levels == 0 or any(_deeper(one, levels - 1) for one in below)


class StrictParser(FlaskParser):
    """webargs with strict JSON; unknown fields are refused everywhere."""

    DEFAULT_UNKNOWN_BY_LOCATION = {"json": None, "query": None}  # noqa: RUF012 - webargs' own form

    def load_json(self, req: Request, schema: Any) -> Any:  # noqa: ARG002 - webargs' signature
        """The body as JSON; 415 where it does not say that it is."""
        if not req.is_json:
            raise Problem(415, "not_json", "Send Content-Type: application/json.")
        return parse_strictly(whole_body(req))

    def load_querystring(self, req: Request, schema: Any) -> Any:
        """The parameters; 400 where one holds NUL."""
        if any("\0" in text for pair in req.args.items(multi=True) for text in pair):
            raise Problem(400, "query_holds_nul")
        return super().load_querystring(req, schema)
