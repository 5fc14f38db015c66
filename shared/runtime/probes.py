"""Is the process alive, may it be sent requests, how is it doing; and the assets of its docs."""

from pathlib import Path

import psycopg
import psycopg_pool
from flask import Blueprint, Response, send_from_directory
from prometheus_client import CollectorRegistry, generate_latest, multiprocess
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import REGISTRY

from shared.runtime.ledger import Ledger
from shared.runtime.migrations import pending
from shared.runtime.settings import multiprocess_metrics

ASSETS = Path(__file__).parent / "docs_assets"


def probes(ledger: Ledger) -> Blueprint:
    """Routes without a token: they tell nothing about anybody."""
    blueprint = Blueprint("probes", __name__)

    @blueprint.get("/livez")
    def livez() -> dict[str, str]:
        return {"status": "alive"}

    @blueprint.get("/readyz")
    def readyz() -> tuple[dict[str, str], int]:
        try:
            with ledger.database.transaction() as connection:
                missing = pending(connection, *ledger.service.migration_folders)
        except (psycopg.OperationalError, psycopg_pool.PoolTimeout):
            return {"status": "waiting", "for": "database"}, 503
        if missing:
            return {"status": "waiting", "for": f"migration {missing[0]}"}, 503
        return {"status": "ready"}, 200

    @blueprint.get("/metrics")
    def metrics() -> Response:
        registry = REGISTRY
        if multiprocess_metrics():
            registry = CollectorRegistry()
            multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)

    @blueprint.get("/docs/assets/<path:name>")
    def assets(name: str) -> Response:
        return send_from_directory(ASSETS, name)

    return blueprint
