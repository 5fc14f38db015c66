"""The planted bugs fit the code as it is; whether they are caught, `make mutants` tells."""

from collections import Counter
from pathlib import Path

import pytest

from tests.mutants.bug import Bug, Edit, OutOfDate, all_bugs
from tests.mutants.verdict import Fate, judged

ROOT = Path(__file__).parents[2]
BUGS = all_bugs()


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_a_bug_can_be_planted_in_the_code_as_it_is(bug: Bug) -> None:
    for path, text in bug.planted(ROOT).items():
        assert text != path.read_text(), path
        if path.suffix == ".py":
            compile(text, path, "exec")


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_the_tests_that_must_notice_it_exist(bug: Bug) -> None:
    for test in bug.tests:
        path, _, name = test.partition("::")
        assert (ROOT / path).is_file(), path
        assert not name or f"def {name}(" in (ROOT / path).read_text(), test
    assert bug.tests


def test_every_bug_has_a_name_of_its_own_and_says_why_it_matters() -> None:
    assert [name for name, count in Counter(bug.name for bug in BUGS).items() if count > 1] == []
    assert [bug.name for bug in BUGS if not bug.harm] == []


@pytest.mark.parametrize("text", ["a line", "old and old"])
def test_a_bug_written_for_other_code_is_out_of_date(text: str) -> None:
    with pytest.raises(OutOfDate):
        Edit("file", old="old", new="new").applied(text)


CASE = '<testsuites><testcase classname="a.b" name="c">{}</testcase></testsuites>'


@pytest.mark.parametrize(
    ("status", "case", "fate"),
    [
        (0, "", Fate.SURVIVED),
        (1, '<failure message="AssertionError: 1 != 2"/>', Fate.CAUGHT),
        (1, '<failure message="NameError: name x"/>', Fate.BROKEN),
        (1, '<failure message="psycopg.errors.UndefinedColumn: x"/>', Fate.BROKEN),
        (1, '<error message="failed on setup"/>', Fate.BROKEN),
        (2, '<error message="collection failure"/>', Fate.BROKEN),
        (1, "", Fate.BROKEN),
    ],
)
def test_only_a_test_that_ran_and_failed_has_caught_a_bug(
    tmp_path: Path, status: int, case: str, fate: Fate
) -> None:
    report = tmp_path / "report.xml"
    report.write_text(CASE.format(case))
    assert judged(status, report).fate is fate
