from dataclasses import replace
from datetime import date

import pytest

from services.learners.domain.response.census_needs import NeedsHeld, SupportLevels
from services.learners.domain.response.census_return import Entry, Severity, findings
from tests.learners.learner_facts import LEARNER, OTHER_UPN, SCHOOL, TODAY, UPN, YESTERDAY

HELD = NeedsHeld("school_maintained_idp", ("ASD",), SupportLevels(ct=2), YESTERDAY)
SOUND = Entry(
    learner_id=LEARNER,
    school_id=SCHOOL,
    school_number="6652981",
    upn=UPN,
    year_group="2",
    held=HELD,
    has_plan=True,
    joined_later=False,
)
ERROR, WARNING = Severity.ERROR, Severity.WARNING


def told(entry: Entry, on: date = TODAY) -> list[tuple[Severity, str, str]]:
    return [(one.severity, one.code, one.field) for one in findings(entry, on)]


def test_a_sound_line_is_returned_and_has_nothing_to_mend() -> None:
    assert SOUND.is_returned
    assert told(SOUND) == []


@pytest.mark.parametrize(
    ("entry", "finding"),
    [
        (replace(SOUND, school_number=None), (ERROR, "school_number_missing", "school")),
        (replace(SOUND, upn=OTHER_UPN), (WARNING, "upn_temporary", "upn")),
        (replace(SOUND, held=replace(HELD, needs=())), (ERROR, "needs_missing", "needs")),
        (
            replace(SOUND, held=replace(HELD, support=SupportLevels())),
            (WARNING, "support_missing", "support"),
        ),
        (replace(SOUND, has_plan=False), (WARNING, "tier_differs", "provision")),
        (
            replace(SOUND, held=replace(HELD, provision="statemented")),
            (ERROR, "provision_code_not_in_use", "provision"),
        ),
        (
            replace(SOUND, held=replace(HELD, needs=("ASD", "SEMH"))),
            (ERROR, "needs_code_not_in_use", "needs"),
        ),
    ],
)
def test_what_is_wrong_with_a_line_is_told_with_its_column(
    entry: Entry, finding: tuple[Severity, str, str]
) -> None:
    assert told(entry) == [finding]
    assert entry.is_returned


@pytest.mark.parametrize("held", [None, replace(HELD, provision=None, needs=())])
def test_a_plan_of_which_no_provision_is_recorded_must_be_mended(held: NeedsHeld | None) -> None:
    entry = replace(SOUND, held=held)
    assert told(entry) == [(ERROR, "provision_missing", "provision")]
    assert not entry.is_returned
    assert told(replace(entry, has_plan=False)) == []


def test_who_joined_later_is_told_of_and_nothing_else_is_asked_of_them() -> None:
    later = replace(SOUND, joined_later=True, school_number=None)
    assert told(later) == [(WARNING, "joined_after_census_day", "school")]
    assert not later.is_returned
