"""Each service's OpenAPI document against its real application, by requests made up from it.

What is made up is the same each time; `LLWYBR_SEED=7 pytest tests/hostile/…` makes up others, and
a failure prints the request as a command to repeat it.
"""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from schemathesis.config import SchemathesisConfig
from schemathesis.generation import GenerationMode

from shared.access.rules import RULES
from shared.runtime.problems import ProblemSchema
from shared.runtime.settings import Settings
from shared.runtime.web import create_app
from tests.hostile import known
from tests.learners.ctf_files import SOUND as CTF
from tests.learners.roster_zips import SOUND, packed
from tests.notifications.builders import MOTHER
from tests.relating import person
from tests.web_client import WebClient
from tests.wiring import wiring

ROLE_OF = {
    "leads_school": "alnco",
    "serves_authority": "la_officer",
    "keeps_addresses": "la_officer",
    "guards_privacy": "privacy_officer",
    "holds_post": "alnco",
    "parent": "parent",
}
SEED = int(os.environ.get("LLWYBR_SEED", "665"))
EXAMPLES = int(os.environ.get("LLWYBR_EXAMPLES", "15"))  # made up at random, beside the systematic

CONFIGURATION = {
    "seed": SEED,
    "checks": {
        # A well-formed If-Match may be stale; where there must be one, there is a status for that.
        "positive_data_acceptance": {
            "expected-statuses": ["2xx", "401", "403", "404", "409", "412"]
        },
        "missing_required_header": {"expected-statuses": ["400", "401", "403", "422", "428"]},
    },
    # No description can tell a roster from another zip, a file of results from another text, or a
    # transfer file from other XML.
    "operations": [
        {"include-path": path, "checks": {"positive_data_acceptance": {"enabled": False}}}
        for path in (
            *("/roster-imports/{import_id}", "/result-imports/{import_id}"),
            "/ctf-imports/{import_id}",
        )
    ],
    # JSON Schema cannot say that no text holds NUL; tests of bodies and of queries do.
    "generation": {"allow-x00": False},
}
ZIPS = st.sampled_from([SOUND, SOUND[:-30], packed({}), b""]) | st.binary(max_size=200)
schemathesis.openapi.media_type("application/zip", ZIPS)
FILES = st.sampled_from([CTF, CTF[:-30], "<CTfile/>", ""]).map(str.encode) | st.binary(max_size=200)
schemathesis.openapi.media_type("application/xml", FILES)
_COLUMNS = "learner_id;instrument;form;taken_on;age_years;age_months;shape;number;out_of"
_ROW = f"{uuid4()};sight_words;2026;2026-01-12;7;4;count_of;31;45"
CSVS = st.sampled_from([_COLUMNS, f"{_COLUMNS}\n{_ROW}", f"{_COLUMNS}\n;\n{_ROW}"]) | st.text()
schemathesis.openapi.media_type("text/csv", CSVS.map(str.encode))


def description(name: str) -> Any:
    """What a service says of itself; its application here has no database."""
    its = wiring(name)
    app = create_app(
        its.SERVICE, its.blueprints, Settings("dbname=nowhere", issuer="https://i.test")
    )
    return schemathesis.openapi.from_wsgi(
        "/openapi.json", app, config=SchemathesisConfig.from_dict(CONFIGURATION)
    )


made_up = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None
)


@dataclass(frozen=True)
class Asking:
    """A service that holds something, asked what was made up."""

    web: WebClient
    ids: known.Ids

    def __call__(self, case: Any) -> None:
        """Ask as whoever may, and check the answer against the description."""
        self._name_what_exists(case)
        role = self._role_for(case)
        who = MOTHER if role == "parent" else person(f"a-{role}")
        self.web.relations.post_of(who, role)
        token = self.web.issuer.token(role, str(who), self.web.authority)
        answer = case.call_and_validate(
            headers={"Authorization": f"Bearer {token}"}, app=self.web.app
        )
        if answer.status_code >= 400:
            told = ProblemSchema().load(answer.json())
            assert told["type"] == f"urn:llwybr:problem:{told['code']}"
            assert told["status"] == answer.status_code

    def _name_what_exists(self, case: Any) -> None:
        """In half of the well-formed requests: or all would end in 404."""
        if case.meta.generation.mode is GenerationMode.POSITIVE:
            if "If-Match" in case.headers:
                case.headers["If-Match"] = '"1"'  # schemathesis takes its quotes for JSON's
            for part in (case.path_parameters, case.query, case.body):
                if isinstance(part, dict):
                    part.pop("cursor", None)  # no description tells which were given out
                    part.update({name: known.swapped(self.ids, name, part[name]) for name in part})

    def _role_for(self, case: Any) -> str:
        for rule in self.web.app.url_map.iter_rules():
            if re.sub(r"<\w+:(\w+)>", r"{\1}", rule.rule) == case.operation.path:
                action = getattr(self.web.app.view_functions[rule.endpoint], "action", None)
                if action and case.operation.method.upper() in (rule.methods or ()):
                    return next(ROLE_OF[one.name] for one in RULES if action in one.actions)
        raise AssertionError(case.operation.path)


@pytest.fixture
def asking(client: Callable[[str], WebClient], hear: known.Hear) -> Callable[[str], Asking]:
    """`asking("targets")(case)`."""
    return lambda name: Asking(client(name), known.OF[name](client(name), hear))


@pytest.fixture
def ask(request: pytest.FixtureRequest, asking: Callable[[str], Asking]) -> Asking:
    """The service that a test is named for."""
    return asking(next(name for name in known.OF if name in request.function.__name__))


@description("learners").parametrize()
@made_up
def test_learners_answers_as_it_says(case: Any, ask: Asking) -> None:
    ask(case)


@description("assessments").parametrize()
@made_up
def test_assessments_answers_as_it_says(case: Any, ask: Asking) -> None:
    ask(case)


@description("targets").parametrize()
@made_up
def test_targets_answers_as_it_says(case: Any, ask: Asking) -> None:
    ask(case)


@description("notifications").parametrize()
@made_up
def test_notifications_answers_as_it_says(case: Any, ask: Asking) -> None:
    ask(case)
