"""RFC 9457 problem details: one table from what went wrong to what the caller is told."""

import dataclasses
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import orjson
import psycopg
import psycopg_pool
import structlog
from flask import Flask, Response, g
from marshmallow import Schema, fields
from werkzeug.exceptions import HTTPException

from shared.modelling.decider import CommandRefused
from shared.runtime.conflicts import VersionConflict
from shared.runtime.execute import CommandIdReused, VersionStale
from shared.runtime.key_set import IssuerUnreachable
from shared.runtime.loading import StreamNotFound
from shared.runtime.long_work import WorkUnderWay
from shared.runtime.query import CursorInvalid
from shared.runtime.tokens import TokenRefused

MEDIA_TYPE = "application/problem+json"


@dataclasses.dataclass
class Problem(Exception):
    """What the caller is told: `code` is stable; `field` names the part of the request at fault."""

    status: int
    code: str
    detail: str = ""
    field: str | None = None
    errors: Sequence[Mapping[str, Any]] = ()
    headers: Mapping[str, str] = dataclasses.field(default_factory=dict)
    more: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    def response(self) -> Response:
        """The problem as an HTTP answer."""
        body = {
            "type": f"urn:llwybr:problem:{self.code}",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "code": self.code,
            **({"detail": self.detail} if self.detail else {}),
            **({"field": self.field} if self.field else {}),
            **({"errors": list(self.errors)} if self.errors else {}),
            **self.more,
            "request_id": g.get("request_id", ""),
        }
        answer = Response(orjson.dumps(body), self.status, mimetype=MEDIA_TYPE)
        answer.headers.extend(dict(self.headers))
        return answer


class Fault(Schema):
    """One part of a request that is at fault."""

    field = fields.String(metadata={"description": "The part of the request, as a path"})
    code = fields.String()
    detail = fields.String()
    file = fields.String(metadata={"description": "In an import, the file"})
    line = fields.Integer(metadata={"description": "In an import, the line, from 1"})


class ProblemSchema(Schema):
    """RFC 9457 problem details."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    code = fields.String(required=True, metadata={"description": "Stable; branch on this"})
    detail = fields.String()
    field = fields.String(metadata={"description": "The part of the request at fault"})
    errors = fields.List(fields.Nested(Fault))
    total = fields.Integer(metadata={"description": "Of faults, where more than are listed"})
    request_id = fields.String(required=True)


_TEMPORARY = {"Retry-After": "2"}
_SAID: dict[type[Exception], Problem] = {
    StreamNotFound: Problem(404, "not_found"),
    VersionStale: Problem(412, "version_stale", "Read it again: it has changed since."),
    VersionConflict: Problem(409, "version_conflict", "Others were faster; try again."),
    CommandIdReused: Problem(409, "command_id_reused", "This id stands for another request."),
    WorkUnderWay: Problem(409, "work_under_way", "Other work of this kind is not finished yet."),
    CursorInvalid: Problem(422, "cursor_invalid", field="cursor"),
    TokenRefused: Problem(
        401, "token_refused", "Send a valid token.", headers={"WWW-Authenticate": "Bearer"}
    ),
    IssuerUnreachable: Problem(503, "issuer_unreachable", headers=_TEMPORARY),
    psycopg.OperationalError: Problem(503, "store_unavailable", headers=_TEMPORARY),
    psycopg.errors.IdleInTransactionSessionTimeout: Problem(
        503, "store_unavailable", headers=_TEMPORARY
    ),
    psycopg_pool.PoolTimeout: Problem(503, "store_busy", headers=_TEMPORARY),
}


def register_problems(app: Flask) -> None:
    """Answer everything that goes wrong in this application with problem details."""
    app.register_error_handler(Problem, Problem.response)
    app.register_error_handler(CommandRefused, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)
    for kind, problem in _SAID.items():
        app.register_error_handler(kind, _said(problem))


def _said(problem: Problem) -> Any:
    return lambda _error: problem.response()


def _refused(refusal: CommandRefused) -> Response:
    return Problem(409, refusal.code, field=refusal.field).response()


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    code = HTTPStatus(status).name.lower()
    headers = {
        name: value
        for name, value in error.get_headers()
        if name.lower() not in ("content-type", "content-length")
    }
    messages = getattr(error, "data", {}).get("messages")
    if status == HTTPStatus.UNPROCESSABLE_ENTITY and messages:
        faults = list(_faults(messages))
        return Problem(
            422, "request_invalid", field=faults[0]["field"], errors=faults, headers=headers
        ).response()
    return Problem(status, code, error.description or "", headers=headers).response()


def _faults(messages: Mapping[str, Any]) -> Sequence[Mapping[str, str]]:
    return [
        {"field": path, "code": "invalid", "detail": detail}
        for part in messages.values()
        for path, detail in _walk(part, "")
    ]


def _walk(node: Any, path: str) -> list[tuple[str, str]]:
    if isinstance(node, Mapping):
        return [
            found
            for name, below in node.items()
            for found in _walk(below, f"{path}.{name}" if path else str(name))
        ]
    if isinstance(node, list):
        return [found for below in node for found in _walk(below, path)]
    return [(path, str(node))]


def _unexpected(error: Exception) -> Response:
    structlog.get_logger().exception("request_failed", error=type(error).__name__)
    return Problem(500, "unexpected", "It is logged; nothing was changed.").response()
