"""What is wrong with an answer, in words; and with what was recorded of it."""

import json
from dataclasses import dataclass
from typing import Any

from tests.matrix import oracle
from tests.matrix.asking import Answer
from tests.matrix.cast import PUPILS, Cast
from tests.matrix.cells import Cell

_READ_BY_MANY = ("/chronology", "/record")
_ROLL = ("learners GET /learners", "learners GET /learners/{learner_id}")


@dataclass(frozen=True)
class Wrong:
    """A cell that came out otherwise than it must."""

    cell: Cell
    why: str

    def __str__(self) -> str:
        cell = self.cell
        about = cell.about or "all"
        return f"{cell.asker.name:28} {cell.operation:66} {about:24} {self.why}"


def judge(cell: Cell, answer: Answer, about_nobody: Answer | None, cast: Cast) -> str | None:
    """What is wrong with an answer; `about_nobody` is the one about who does not exist."""
    expected = cell.expected
    if expected.told is None:
        return _like_unknown(answer, about_nobody)
    status, code = expected.told
    if answer.status != status or (code is not None and answer.body["code"] != code):
        return f"must be {status} {code}, is {answer.status} {answer.body.get('code')}"
    if status != 200:
        return None
    return (
        _holds(cell, answer.body)
        or _lists(cell, answer.body)
        or _withholds(cell, answer.body, cast)
        or _keeps_back(cell, answer.body)
    )


def _like_unknown(answer: Answer, about_nobody: Answer | None) -> str | None:
    nobody = about_nobody or answer
    is_nothing = answer.status == 404 or answer.body.get("items") == []
    if not is_nothing:
        return f"LEAK: must look unknown, is {answer.status} {answer.body.get('code')}"
    if (answer.status, answer.said) != (nobody.status, nobody.said):
        return f"differs from unknown: {answer.said} and {nobody.said}"
    return None


def _items(body: dict[str, Any]) -> list[dict[str, Any]]:
    return list(body["items"]) if "items" in body else [body]


def _holds(cell: Cell, body: dict[str, Any]) -> str | None:
    if not _items(body) and cell.expected.lists is None:
        return "DENIED: nothing is shown"
    if cell.expected.holds is None:
        return None
    name, values = cell.expected.holds
    found, due = {item[name] for item in _items(body)}, {str(value) for value in values}
    return None if found == due else f"shows {name} {found}, not {due}"


def _lists(cell: Cell, body: dict[str, Any]) -> str | None:
    if cell.expected.lists is None:
        return None
    found = [item[cell.expected.lists] for item in _items(body)]
    due = {str(one) for one in cell.expected.ids}
    more, less = set(found) - due, due - set(found)
    if more or less or len(found) != len(due):
        return f"{'LEAK' if more else 'DENIED'}: lists {len(found)}, too many {more}, lacks {less}"
    return None if body["next"] is None else "does not end"


def _withholds(cell: Cell, body: dict[str, Any], cast: Cast) -> str | None:
    """The tier is shown to those who may see it, and to nobody else."""
    if cell.operation not in _ROLL:
        return None
    names = {str(cast.learner(pupil.name)): pupil.name for pupil in PUPILS}
    for item in _items(body):
        learner = names[item["learner_id"]]
        if (item["tier"] is not None) != oracle.sees_tier(cell.asker.name, learner):
            return f"{'LEAK' if item['tier'] else 'DENIED'}: the tier of {learner}"
    return None


def _keeps_back(cell: Cell, body: dict[str, Any]) -> str | None:
    """Who is kept away, and who came in at once, stands in no record that many read."""
    if not cell.operation.startswith("learners") or not cell.operation.endswith(_READ_BY_MANY):
        return None
    told = [word for word in ("restriction", "emergency") if word in json.dumps(body)]
    return f"LEAK: tells of {told}" if told else None
