"""Whatever was put by requests, a rebuild from the log makes the same rows of it."""

from collections.abc import Callable
from uuid import uuid4

from flask.testing import FlaskClient

from shared.runtime.rebuild import Rebuilder
from tests.assessments.api.conftest import Enrolled
from tests.assessments.api.test_instruments_over_http import BOOK_BANDS
from tests.assessments.api.test_results_over_http import result
from tests.assessments.api.test_the_timetable_over_http import TIMETABLE, sheet, took
from tests.relating import SCHOOL
from tests.stores import Store
from tests.wiring import wiring

TABLES = (
    *("assessment_results", "missed_assessments", "school_instruments"),
    *("assessment_timetables", "learner_years"),
)


def test_a_rebuild_makes_the_same_rows(
    alnco: FlaskClient, enrolled: Enrolled, store: Callable[[str], Store]
) -> None:
    school = f"/schools/{SCHOOL}"
    rows = (took(enrolled()), {"learner_id": enrolled(), "not_taken": "absent"})
    put = {
        f"{school}/instruments/book_bands": BOOK_BANDS,
        f"{school}/instruments/book_bands/retirement": {"reason": "Arall"},
        f"{school}/timetables/2025": TIMETABLE,
        f"/assessment-results/{uuid4()}": result(enrolled()),
        f"/result-sheets/{uuid4()}": sheet("2026-01-12", *rows),
    }
    for path, body in put.items():
        assert alnco.put(path, json=body).status_code == 201
    owner = store("assessments").database("owner", size=2)
    rebuilder = Rebuilder(wiring("assessments").SERVICE, owner, lambda _done, _total: None)
    compared = rebuilder.rebuild(TABLES, swap=False)
    assert set(compared) == set(TABLES)
    assert [table for table, comparison in compared.items() if not comparison.equal] == []
