"""Low attainment decides nothing: from a result or a prompt, only a person leads to a decision.

Whatever changes a learner's record is a command. Commands of the services that keep records are
built where somebody's request is read, and nowhere else; and what a service hears leads at most to
a notice.
"""

import ast
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args, get_type_hints
from uuid import UUID

import pytest
from psycopg import Connection

from deploy.provision import SERVICES
from shared.contracts.codec import decode
from shared.modelling.recorded import Recorded
from shared.runtime.service import Reaction, Service
from tests.contracts.examples import EXAMPLES, Example
from tests.stores import Store
from tests.wiring import wiring

ROOT = Path(__file__).parents[2]
KEEPS_RECORDS = [name for name in SERVICES if name != "notifications"]
PROMPTS = "services.assessments.domain.prompts"


def service(name: str) -> Service:
    found: Service = wiring(name).SERVICE
    return found


def commands(name: str) -> set[str]:
    """The names of all that can be asked of a service's aggregates."""
    found = set()
    for aggregate in service(name).aggregates:
        asked = get_type_hints(aggregate.decider.decide)["command"]
        found |= {command.__name__ for command in get_args(asked) or (asked,)}
    return found


OF_RECORDS = {command for name in KEEPS_RECORDS for command in commands(name)}


def modules(name: str) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((ROOT / "services" / name).rglob("*.py")):
        yield path.relative_to(ROOT), ast.parse(path.read_text())


def named(node: ast.expr) -> str:
    return getattr(node, "id", getattr(node, "attr", ""))


def built(module: ast.Module) -> set[str]:
    """What a module makes, or hands to `partial` to be made later."""
    calls = [node for node in ast.walk(module) if isinstance(node, ast.Call)]
    later = [call.args[0] for call in calls if named(call.func) == "partial" and call.args]
    return {named(made) for made in (*(call.func for call in calls), *later)}


def imported(module: ast.Module) -> set[str]:
    return {
        f"{node.module}.{name.name}" if node.module else name.name
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    } | {str(node.module) for node in ast.walk(module) if isinstance(node, ast.ImportFrom)}


@pytest.mark.parametrize("name", SERVICES)
def test_a_command_upon_a_record_is_built_only_where_a_persons_request_is_read(name: str) -> None:
    elsewhere = {
        (str(path), command)
        for path, module in modules(name)
        if path.parts[2] != "api"
        for command in built(module) & OF_RECORDS
    }
    assert elsewhere == set()


@pytest.mark.parametrize("name", KEEPS_RECORDS)
def test_who_acts_upon_a_record_is_always_who_sent_the_request(name: str) -> None:
    """A cause is the caller's; none is made up, and the door for what a service owes stays shut."""
    made_up = {
        (str(path), word)
        for path, module in modules(name)
        for node in ast.walk(module)
        if isinstance(node, ast.Call | ast.Attribute)
        for word in [_made_up(node)]
        if word
    }
    assert made_up == set()


def _made_up(node: ast.Call | ast.Attribute) -> str:
    if isinstance(node, ast.Call):
        return "Cause" if named(node.func) == "Cause" else ""
    of_ledger = node.attr == "carry_out" and named(node.value) == "ledger"
    return "ledger.carry_out" if of_ledger else ""


@pytest.mark.parametrize("name", SERVICES)
def test_nothing_a_service_hears_makes_it_act_upon_a_record(
    name: str, store: Callable[[str], Store]
) -> None:
    with store(name).connect() as connection:
        reactions = [one for each in EXAMPLES for one in _reactions(name, connection, each)]
    assert {type(one.command).__name__ for one in reactions} & OF_RECORDS == set()


@pytest.mark.parametrize("name", SERVICES)
def test_of_a_result_or_the_answer_to_a_prompt_nothing_follows_anywhere(
    name: str, store: Callable[[str], Store]
) -> None:
    told = [example for example in EXAMPLES if example.service == "assessments"]
    with store(name).connect() as connection:
        assert [one for each in told for one in _reactions(name, connection, each)] == []
    assert told


def _reactions(name: str, connection: Connection, example: Example) -> list[Reaction]:
    message: object = decode(example.message, example.path.read_bytes())
    return service(name).react(connection, _heard(example.service, message))


def _heard(source: str, message: object) -> Recorded:
    one = UUID(int=1)
    now = datetime(2026, 11, 24, tzinfo=UTC)
    return Recorded(
        authority="665",
        source=source,
        stream_kind="any",
        stream_id=one,
        version=1,
        event_id=one,
        subject=one,
        school=one,
        occurred_at=now,
        actor="a-person",
        event=message,
        position=1,
        recorded_at=now,
    )


def test_what_makes_prompts_is_used_to_show_them_and_to_answer_them_and_for_nothing_else() -> None:
    tree = {str(path)[:-3].replace("/", "."): module for path, module in modules("assessments")}
    reaches, grown = {PROMPTS}, True
    while grown:
        more = {name for name, module in tree.items() if imported(module) & reaches} - reaches
        grown, reaches = bool(more), reaches | more
    of_api = {name for name in reaches if ".api." in name}
    assert of_api == {
        "services.assessments.api.prompt_facts",
        "services.assessments.api.prompts",
    }
    asked = {command for name in of_api for command in built(tree[name]) & OF_RECORDS}
    assert asked == {"AnswerPrompt"}


def test_the_decisions_that_matter_most_are_among_those_that_are_held_back() -> None:
    assert {
        "ChangeProvisionTier",
        "StartMonitoring",
        "EndMonitoring",
        "ProposeReferral",
        "SetSmallStepTarget",
        "ReviewSmallStepTarget",
    } <= OF_RECORDS
