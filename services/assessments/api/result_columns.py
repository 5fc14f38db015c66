"""The columns of a file of results, and a row of it as a request has it.

`learner_id`, `instrument`, `form`, `taken_on` (YYYY-MM-DD), `age_years`, `age_months` and `shape`
are in every file; which further ones a row fills in depends on its shape. Lists stand in one cell:
`skills_met` and `skills_not_met` as `Adio|Tynnu`, `profile` as `number_meaning=at_risk|…`.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

REQUIRED = (*("learner_id", "instrument", "form", "taken_on", "age_years", "age_months", "shape"),)
_OF_RESULT = (
    *("score", "lower", "upper", "percentile", "stanine", "years", "months", "number", "out_of"),
    *("stage", "percent", "band", "words"),
)
_LISTS = ("skills_met", "skills_not_met", "profile")
COLUMNS = (*REQUIRED, *_OF_RESULT, *_LISTS)
_TEXTS = ("stage", "band", "words")
_COLUMN_OF = {
    "age_at_test.years": "age_years",
    "age_at_test.months": "age_months",
    "age_at_test": "age_years",
    "result": "shape",
    "items": "skills_met",
}

Cells = Mapping[str, str]


def request_of(cells: Cells) -> dict[str, Any]:
    """The row as the body of a request; what is no number stays text, and is refused as such."""
    given = {name: unicodedata.normalize("NFC", cell.strip()) for name, cell in cells.items()}
    return {name: given[name] for name in ("learner_id", "instrument", "form", "taken_on")} | {
        "age_at_test": {
            "years": _number(given["age_years"]),
            "months": _number(given["age_months"]),
        },
        "result": {"shape": given["shape"], **_of_result(given), **_of_lists(given)},
    }


def column_of(field: str) -> str:
    """The column in which a part of the request stands: `result.score` in `score`."""
    if field in _COLUMN_OF:
        return _COLUMN_OF[field]
    below = field.removeprefix("result.").split(".")[0]
    return _COLUMN_OF.get(below, below)


def _of_result(given: Cells) -> dict[str, Any]:
    filled = {name: given[name] for name in _OF_RESULT if given.get(name)}
    return {name: cell if name in _TEXTS else _number(cell) for name, cell in filled.items()}


def _of_lists(given: Cells) -> dict[str, Any]:
    met, not_met = (_listed(given, name) for name in ("skills_met", "skills_not_met"))
    items = [
        {"skill": skill, "met": skills is met} for skills in (met, not_met) for skill in skills
    ]
    profile = [_part(part) for part in _listed(given, "profile")]
    return ({"items": items} if items else {}) | ({"profile": profile} if profile else {})


def _listed(given: Cells, name: str) -> list[str]:
    return [part.strip() for part in given.get(name, "").split("|") if part.strip()]


def _part(text: str) -> dict[str, str]:
    part, _, band = text.partition("=")
    return {"part": part.strip(), "band": band.strip()}


def _number(cell: str) -> int | str:
    return int(cell) if re.fullmatch(r"-?[0-9]{1,6}", cell, re.ASCII) else cell
