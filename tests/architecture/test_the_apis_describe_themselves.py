"""Each service's OpenAPI document, as an MIS supplier would use it."""

import importlib
from typing import Any

import pytest
from openapi_spec_validator import validate

from deploy.provision import SERVICES
from shared.runtime.settings import Settings
from shared.runtime.web import create_app


def document(name: str) -> dict[str, Any]:
    module = importlib.import_module(f"services.{name}.wiring")
    settings = Settings(database="dbname=nowhere", issuer="https://issuer.test")
    app = create_app(module.SERVICE, module.blueprints, settings)
    described: dict[str, Any] = app.test_client().get("/openapi.json").get_json()
    return described


@pytest.mark.parametrize("name", SERVICES)
def test_the_document_is_valid_openapi_3_1(name: str) -> None:
    described = document(name)
    assert described["openapi"].startswith("3.1")
    validate(described)


@pytest.mark.parametrize("name", SERVICES)
def test_every_operation_says_how_it_refuses(name: str) -> None:
    for path, operations in document(name)["paths"].items():
        for method, operation in operations.items():
            if method != "parameters":
                answers = operation["responses"]
                assert {"401", "403", "404", "422"} <= set(answers), (method, path)
                assert "application/problem+json" in answers["401"]["content"]
