import re
from urllib.parse import urljoin, urlsplit

import pytest
from flask.testing import FlaskClient
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.web_client import WebClient

LINK = re.compile(r"""(?:src|href|url)\s*[=:]\s*["']([^"']+)["']""")


@pytest.fixture
def anybody(web: WebClient) -> FlaskClient:
    return web.app.test_client()


def test_the_description_is_valid_openapi(anybody: FlaskClient) -> None:
    spec = anybody.get("/openapi.json").get_json()
    assert spec["openapi"] == "3.1.0"
    OpenAPIV31SpecValidator(spec).validate()


def test_every_route_is_described_with_its_problems(anybody: FlaskClient) -> None:
    paths = anybody.get("/openapi.json").get_json()["paths"]
    assert paths.keys() >= {"/counters", "/counters/{counter_id}", "/subjects/{subject_id}/record"}
    for path, methods in paths.items():
        for method in methods.keys() & {"get", "put", "post"}:
            answers = methods[method]["responses"]
            for status in ("401", "403", "422", "503"):
                assert "application/problem+json" in answers[status]["content"], (path, method)


def test_the_description_says_that_a_token_is_needed(anybody: FlaskClient) -> None:
    spec = anybody.get("/openapi.json").get_json()
    assert spec["security"] == [{"bearer": []}]
    assert spec["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"


def test_the_docs_page_uses_nothing_from_elsewhere(anybody: FlaskClient) -> None:
    page = anybody.get("/docs").get_data(as_text=True)
    links = LINK.findall(page)
    assert len(links) >= 3
    for link in links:
        assert not urlsplit(link).netloc, link
        with anybody.get(urljoin("/docs", link)) as answer:
            assert answer.status_code == 200, link
