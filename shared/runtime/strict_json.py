"""JSON bodies, read strictly: what is ambiguous or cannot be stored is refused at the edge."""

import json
from typing import Any

import orjson
from flask import Request
from webargs.flaskparser import FlaskParser

from shared.runtime.problems import Problem


def parse_strictly(body: bytes) -> Any:
    """The JSON value in `body`.

    Raises `Problem` 400 for what is not JSON, NaN, lone surrogates, deep nesting, a key given
    twice (Python would keep the last, others the first), and NUL, which Postgres cannot store.
    """
    try:
        orjson.loads(body)
        value = json.loads(body, object_pairs_hook=_unique)
    except (orjson.JSONDecodeError, ValueError) as error:
        raise Problem(400, "json_invalid", str(error)) from error
    except RecursionError as error:
        raise Problem(400, "json_too_deep") from error
    if b"\0" in body or b"\\u0000" in body:
        raise Problem(400, "json_holds_nul")
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(pairs) != len({name for name, _ in pairs}):
        raise Problem(400, "json_key_repeated")
    return dict(pairs)


class StrictParser(FlaskParser):
    """webargs with strict JSON; unknown fields are refused everywhere."""

    DEFAULT_UNKNOWN_BY_LOCATION = {"json": None, "query": None}  # noqa: RUF012 - webargs' own form

    def load_json(self, req: Request, schema: Any) -> Any:  # noqa: ARG002 - webargs' signature
        """The body as JSON; 415 where it does not say that it is."""
        if not req.is_json:
            raise Problem(415, "not_json", "Send Content-Type: application/json.")
        return parse_strictly(req.get_data())
