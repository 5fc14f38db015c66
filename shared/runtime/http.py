"""What routes are written with: who calls, how a command is caused, lists, and accepted answers."""

import hashlib
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from typing import Any, TypeVar
from uuid import NAMESPACE_URL, UUID, uuid5

import flask_smorest
import orjson
from flask import current_app, g, request
from marshmallow import Schema, fields, validate

from shared.access.actor import Identity
from shared.access.policy import reach
from shared.access.roles import Kind
from shared.runtime.acting import Acting, acting_as
from shared.runtime.execute import Outcome
from shared.runtime.ledger import Ledger
from shared.runtime.problems import MEDIA_TYPE, Problem, ProblemSchema
from shared.runtime.sealing import Cause
from shared.runtime.strict_json import StrictParser, parse_strictly, whole_body

View = TypeVar("View", bound=Callable[..., Any])

PROBLEM_STATUSES = (400, 401, 403, 404, 409, 412, 413, 415, 422, 428, 429, 500, 503)

IDEMPOTENCY_KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "description": "Names the command, so that a retry is known and not carried out again",
    "schema": {"type": "string", "pattern": r"^[!-~]{1,200}$"},
}
IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "description": "The ETag that was read: where it has changed since, nothing is done",
    "schema": {"type": "string", "pattern": r'^"[0-9]{1,9}"$'},
}


@dataclass(frozen=True)
class Caller:
    """Who sent the current request (an opaque id), from which authority, as what, and when.

    `scopes` are the actions that the token of an integration was given for.
    """

    actor: str
    authority: str
    kind: Kind
    now: datetime
    scopes: frozenset[str] = frozenset()

    @property
    def identity(self) -> Identity:
        """Who this is, to the policy."""
        return Identity(self.authority, self.actor, self.kind, self.scopes)

    def creating(self) -> Cause:
        """Of a PUT with an id the client chose: the path names the command, so a retry is known."""
        return self._cause(_key() or f"{request.method} {request.path}", None)

    def changing(self, *, must_match: bool = False) -> Cause:
        """Of any other command: `Idempotency-Key` makes a retry known, `If-Match` a lost update.

        Raises `Problem` 428 where `must_match` and no `If-Match` is given.
        """
        expected = _expected_version()
        if must_match and expected is None:
            raise Problem(428, "if_match_required", "Send If-Match with the ETag you have read.")
        return self._cause(_key() or secrets.token_hex(16), expected)

    def matching(self) -> Cause:
        """Of a PUT below something that exists: named by its path, and `If-Match` is heeded."""
        return self._cause(_key() or f"{request.method} {request.path}", _expected_version())

    def _cause(self, name: str, expected_version: int | None) -> Cause:
        return Cause(
            authority=self.authority,
            actor=self.actor,
            command_id=uuid5(NAMESPACE_URL, f"{self.authority}/{name}"),
            digest=_digest(),
            correlation=uuid5(NAMESPACE_URL, g.request_id),
            occurred_at=self.now,
            expected_version=expected_version,
        )


def caller() -> Caller:
    """The caller of the current request, authenticated."""
    found: Caller = g.caller
    return found


def clock() -> datetime:
    """The time, at the edge, where it may be read."""
    return datetime.now(UTC)  # noqa: TID251 - the one clock of the web processes


def _key() -> str | None:
    key = request.headers.get("Idempotency-Key")
    if key is not None and not re.fullmatch(r"[\x21-\x7e]{1,200}", key):
        raise Problem(400, "idempotency_key_invalid", field="Idempotency-Key")
    return None if key is None else f"key {g.caller.actor} {key}"


def _expected_version() -> int | None:
    given = request.headers.get("If-Match")
    if given is None:
        return None
    match = re.fullmatch(r'"([0-9]{1,9})"', given.strip())
    if match is None:
        raise Problem(400, "if_match_invalid", "It is one ETag, as read.", field="If-Match")
    return int(match[1])


def _digest() -> bytes:
    body = whole_body(request)
    if request.is_json and body:
        body = orjson.dumps(parse_strictly(body), option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(f"{request.method} {request.path}\n".encode() + body).digest()


class Blueprint(flask_smorest.Blueprint):  # type: ignore[misc]
    """A resource's routes; every one must say by `allows` what it is, so that it can be refused."""

    ARGUMENTS_PARSER = StrictParser()

    def heeds(self, *headers: Mapping[str, Any]) -> Callable[[View], View]:
        """Describe the headers that a command heeds."""
        described: Callable[[View], View] = self.doc(parameters=list(headers))
        return described

    def allows(self, action: str) -> Callable[[View], View]:
        """Admit those who may do `action` for anyone; act within that reach on their behalf.

        It is 403 where no relationship of the caller allows it at all. One record that is not to
        be reached looks like one that there is not.
        """

        def decorate(view: View) -> View:
            @wraps(view)
            def guarded(*args: Any, **kwargs: Any) -> Any:
                who = caller()
                ledger: Ledger = current_app.extensions["llwybr"]
                allowed = reach(ledger.standing(who.identity, who.now), action)
                g.action, g.rules = action, [part.rule.name for part in allowed.parts]
                if not allowed:
                    raise Problem(403, "not_allowed")
                with acting_as(Acting(who.authority, who.actor, action, g.request_id, allowed)):
                    return view(*args, **kwargs)

            guarded.action = action  # type: ignore[attr-defined]
            documented: Any = guarded
            for status in PROBLEM_STATUSES:
                documented = self.alt_response(
                    status, schema=ProblemSchema, content_type=MEDIA_TYPE
                )(documented)
            return documented  # type: ignore[no-any-return]

        return decorate


class Accepted(Schema):
    """A command was carried out; the position tells when another service has caught up with it."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True, metadata={"description": "As in the ETag"})
    position = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "In the authority's log; null where nothing changed"},
    )


def accepted(stream_id: UUID, outcome: Outcome) -> tuple[dict[str, Any], dict[str, str]]:
    """The answer to a command, with the ETag of what it made."""
    body = {"id": stream_id, "version": outcome.version, "position": outcome.position}
    return body, etag(outcome.version)


def etag(version: int) -> dict[str, str]:
    """The header that names a version of a stream."""
    return {"ETag": f'"{version}"'}


class PageRequest(Schema):
    """What every list takes; subclass it to add filters."""

    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))
    cursor = fields.String(
        load_default=None,
        validate=validate.Length(max=1_000),
        metadata={"description": "From `next` of the page before"},
    )


def page_schema(item: type[Schema]) -> type[Schema]:
    """The schema of a page of items."""
    return Schema.from_dict(
        {
            "items": fields.List(fields.Nested(item), required=True),
            "next": fields.String(
                required=True, allow_none=True, metadata={"description": "Cursor; null at the end"}
            ),
        },
        name=f"{item.__name__.removesuffix('Schema')}Page",
    )
