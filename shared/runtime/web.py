"""The web process of a service: its blueprints, behind authentication, with everything around."""

import re
import secrets
import time
from collections.abc import Callable
from typing import Any

import flask_smorest
import orjson
import structlog
from flask import Flask, Response, g, request
from flask.json.provider import JSONProvider
from prometheus_client import Counter, Histogram

from shared.runtime.authentication import Authentication
from shared.runtime.database import Database
from shared.runtime.http import Blueprint
from shared.runtime.ledger import Ledger
from shared.runtime.log import configure_logging
from shared.runtime.probes import probes
from shared.runtime.problems import register_problems
from shared.runtime.service import Service
from shared.runtime.settings import Settings, read_settings

MAX_BODY_BYTES = 1024 * 1024

_seconds = Histogram("llwybr_request_seconds", "Time to answer", ["route", "method"])
_answers = Counter("llwybr_requests", "Requests answered", ["route", "method", "status"])


class OrjsonProvider(JSONProvider):
    """JSON answers by orjson: UUIDs, dates and instants as text."""

    def dumps(self, obj: Any, **_: Any) -> str:
        """The value as JSON."""
        return orjson.dumps(obj, option=orjson.OPT_UTC_Z).decode()

    def loads(self, s: str | bytes, **_: Any) -> Any:
        """The JSON as a value."""
        return orjson.loads(s)


def create_app(
    service: Service,
    blueprints: Callable[[Ledger], list[Blueprint]],
    settings: Settings | None = None,
) -> Flask:
    """The application of a service: routes, tokens, problem details, probes, metrics and docs."""
    settings = settings or read_settings()
    configure_logging(service.name, "web")
    app = Flask(service.name, static_folder=None)
    app.url_map.merge_slashes = False  # or `//x` is redirected to whatever host its sender named
    app.json = OrjsonProvider(app)
    app.config.update(_configuration(service.name))
    database = Database(settings.database, settings.database_password_file, settings.database_pool)
    ledger = Ledger(service, database, settings.software_version)
    app.extensions["llwybr"] = ledger
    api = flask_smorest.Api(app)
    api.spec.components.security_scheme(
        "bearer", {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
    )
    register_problems(app)
    app.register_blueprint(probes(ledger))
    for blueprint in blueprints(ledger):
        api.register_blueprint(blueprint)
    _around(app, Authentication(settings, database))
    return app


def _configuration(name: str) -> dict[str, Any]:
    return {
        "API_TITLE": f"Llwybr {name}",
        "API_VERSION": "v1",
        "OPENAPI_VERSION": "3.1.0",
        "OPENAPI_URL_PREFIX": "/",
        "OPENAPI_JSON_PATH": "openapi.json",
        "OPENAPI_SWAGGER_UI_PATH": "/docs",
        "OPENAPI_SWAGGER_UI_URL": "/docs/assets/",
        "API_SPEC_OPTIONS": {"security": [{"bearer": []}]},
        "MAX_CONTENT_LENGTH": MAX_BODY_BYTES,
    }


def _around(app: Flask, authentication: Authentication) -> None:
    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()
        given = request.headers.get("X-Request-Id", "")
        g.request_id = (
            given if re.fullmatch(r"[\w-]{1,64}", given, re.ASCII) else secrets.token_hex(12)
        )
        if request.endpoint is not None and not _open(request.endpoint):
            g.caller = authentication.caller()

    @app.after_request
    def end(response: Response) -> Response:
        response.headers["X-Request-Id"] = g.request_id
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Content-Type-Options"] = "nosniff"
        _observe(response)
        return response


def _open(endpoint: str) -> bool:
    return endpoint.startswith(("probes.", "api-docs."))


def _observe(response: Response) -> None:
    route = request.url_rule.rule if request.url_rule is not None else "unknown"
    seconds = time.perf_counter() - g.began
    _seconds.labels(route, request.method).observe(seconds)
    _answers.labels(route, request.method, response.status_code).inc()
    who = g.get("caller")
    structlog.get_logger().info(
        "request",
        route=route,
        method=request.method,
        status=response.status_code,
        milliseconds=round(seconds * 1000, 1),
        request_id=g.request_id,
        actor=who.actor if who else None,
        authority=who.authority if who else None,
        action=g.get("action"),
        rules=g.get("rules"),
    )
