"""Every service's wiring, held against the contracts and the policy."""

import importlib
from pathlib import Path

import pytest

from deploy.provision import SERVICES
from shared.access.actions import PURPOSE_OF
from shared.contracts.topics import PUBLISHERS
from shared.runtime.service import Service
from shared.runtime.settings import Settings
from shared.runtime.web import create_app

ROOT = Path(__file__).parents[2]
OPEN = ("probes.", "api-docs.")


def wiring(name: str) -> Service:
    service: Service = importlib.import_module(f"services.{name}.wiring").SERVICE
    return service


def actions(name: str) -> dict[str, str | None]:
    module = importlib.import_module(f"services.{name}.wiring")
    settings = Settings(database="dbname=nowhere", issuer="https://issuer.test")
    app = create_app(module.SERVICE, module.blueprints, settings)
    return {
        endpoint: getattr(view, "action", None)
        for endpoint, view in app.view_functions.items()
        if not endpoint.startswith(OPEN)
    }


@pytest.mark.parametrize("name", SERVICES)
def test_every_route_says_who_may_use_it(name: str) -> None:
    unlisted = {
        endpoint: action for endpoint, action in actions(name).items() if action not in PURPOSE_OF
    }
    assert not unlisted


def test_the_policy_lists_no_action_that_no_route_has() -> None:
    used = {action for name in SERVICES for action in actions(name).values()}
    assert set(PURPOSE_OF) == used


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_listens_only_to_publishers_that_exist(name: str) -> None:
    assert set(wiring(name).listens_to) <= set(PUBLISHERS)


@pytest.mark.parametrize("name", SERVICES)
def test_event_classes_of_a_service_have_names_of_their_own(name: str) -> None:
    events = [event for aggregate in wiring(name).aggregates for event in aggregate.events]
    assert len({event.__name__ for event in events}) == len(events)


@pytest.mark.parametrize("name", SERVICES)
def test_a_read_model_is_keyed_by_columns_of_its_row(name: str) -> None:
    for model in (*wiring(name).projections, *wiring(name).copies):
        assert set(model.key) <= set(model.columns)
        assert model.subject is None or model.subject in model.columns
        assert model.school is None or model.school in model.columns
        assert {name for part in model.withheld.values() for name in part} <= set(model.columns)


@pytest.mark.parametrize("name", SERVICES)
@pytest.mark.parametrize("process", ["web", "relay", "consumer", "operate"])
def test_every_service_has_the_same_processes(name: str, process: str) -> None:
    assert (ROOT / "services" / name / f"{process}.py").exists()
