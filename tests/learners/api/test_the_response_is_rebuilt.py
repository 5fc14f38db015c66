"""Everything the graduated response shows is in the log, and comes out of it the same."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from services.learners.domain.roll.identity import Named, roster_id
from services.learners.wiring import SERVICE, response
from shared.runtime.rebuild import Rebuilder
from tests.learners.api import responding
from tests.learners.api.relationships import done
from tests.learners.api.responding import day
from tests.stores import Store


@pytest.mark.usefixtures("imported")
def test_the_response_rebuilt_from_the_log_is_what_was_there(
    alnco: FlaskClient, person: Callable[[str], UUID], authority: str, store: Callable[[str], Store]
) -> None:
    learner, staff = person("l1"), person("a1")
    for path, body in _everything(learner, staff, roster_id(authority, Named.ORG, "s1")):
        done(alnco.put(path, json=body))
    rebuilder = Rebuilder(SERVICE, store("learners").database("owner"), lambda *_: None)
    tables = [model.table for model in response.PROJECTIONS]
    found = rebuilder.rebuild(tables, swap=False)
    assert [table for table, comparison in found.items() if not comparison.equal] == []
    assert all(found[table].rows for table in tables)


def _everything(learner: UUID, staff: UUID, school: UUID) -> list[tuple[str, object]]:
    """A concern with what came of it, words and a profile corrected, a step moved and taken."""
    concern, meeting = f"/concerns/{uuid4()}", f"/triage-meetings/{uuid4()}"
    words = f"/learners/{learner}/parents-words/{uuid4()}"
    profile, discussed = f"/learners/{learner}/one-page-profile", f"{meeting}/discussions/{learner}"
    move = {"owner_id": str(staff), "due_on": day(9), "reason": "Salwch"}
    return [
        (concern, responding.concern(learner)),
        (f"{concern}/outcomes/{uuid4()}", responding.outcome(staff)),
        (
            f"{concern}/parent-informed/{uuid4()}",
            {"informed_on": day(0), "informed_by": "letter"},
        ),
        (words, responding.told()),
        (
            f"{words}/corrections/{uuid4()}",
            responding.told(needs="Mwy o amser", reason="Camglywed"),
        ),
        (f"{profile}/{uuid4()}", responding.profile()),
        (f"{profile}/{uuid4()}", responding.profile(helped_by=[])),
        (meeting, responding.meeting(school, staff)),
        (discussed, responding.discussion(staff)),
        (
            f"{discussed}/corrections/{uuid4()}",
            responding.discussion(staff, decision="monitor", next_step=None, because="Gwall"),
        ),
        (f"{discussed}/next-step-moves/{uuid4()}", move),
        (f"{discussed}/next-step-done", {"completed_on": day(0)}),
    ]
