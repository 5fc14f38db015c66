"""The demo fails in words that help, and never with a traceback."""

from pathlib import Path
from uuid import UUID

import pytest

from deploy.demo.__main__ import main
from deploy.demo.talking import Person, Refused, Services, Unanswered
from tests.issuing import Issuer

WHO = Person("alnco", UUID(int=1), "Siân Ŵyn")


def talking_to(url: str) -> Services:
    return Services({"learners": url}, lambda role, subject: f"{role} {subject}")


def test_a_refusal_names_the_request_and_who_asked(issuer: Issuer) -> None:
    with pytest.raises(Refused) as refused:
        talking_to(issuer.url).get(WHO, "learners", "/nowhere")
    assert refused.value.asked == f"GET {issuer.url}/nowhere"
    assert refused.value.who == "Siân Ŵyn (alnco)"
    assert refused.value.problem["status"] == 404


def test_a_service_that_is_away_is_named() -> None:
    with pytest.raises(Unanswered, match=r"learners does not answer at http://127\.0\.0\.1:1 "):
        talking_to("http://127.0.0.1:1").get(WHO, "learners", "/learners")


def test_without_a_running_system_it_says_how_to_get_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("LLWYBR_STATE", raising=False)
    assert main() == 1
    assert "make demo" in capsys.readouterr().out
    monkeypatch.setenv("LLWYBR_STATE", str(tmp_path / "nothing.json"))
    assert main() == 1
    assert "cannot be read" in capsys.readouterr().out
