"""A learner as a transfer file, which our own import reads back without a change."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from unicodedata import normalize
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from services.learners.api.roll.ctf_exports import pupil_of
from services.learners.api.roll.transfer.commands import Asked, commands_of
from services.learners.api.roll.transfer.matching import Roll, matched
from services.learners.api.roll.transfer.reading import TransferFile, read_transfer_file
from services.learners.api.roll.transfer.writing import file_name, written
from services.learners.domain.response.census_codes import NEEDS, PROVISIONS
from services.learners.domain.response.census_needs import (
    CensusNeedsRecorded,
    SupportLevels,
    census_needs,
)
from services.learners.domain.roll.identity_messages import UlnRecorded
from services.learners.domain.roll.learner import learner
from services.learners.domain.roll.learner_identity import learner_identity
from services.learners.domain.roll.learner_messages import (
    Details,
    LearnerEnrolled,
    Sex,
    UpnReplaced,
)
from services.learners.domain.roll.likeness import likeness
from services.learners.domain.roll.roll_messages import LearnerMovedYearGroup
from services.learners.domain.roll.uln import check_digit
from services.learners.domain.roll.upn import check_letter
from services.learners.domain.roll.year_group import YearGroup
from services.learners.projections.response.census import CENSUS
from services.learners.projections.roll.identities import IDENTITIES
from services.learners.projections.roll.learners import LEARNERS
from shared.modelling.decider import replay
from tests.learners.facts import fact
from tests.learners.learner_facts import LEARNER, SCHOOL, TODAY

HERE, THERE = "6652981", "6653983"
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
LETTERS = st.characters(categories=["L", "M", "Nd", "P", "S"], exclude_characters="")
NAMES = st.text(LETTERS, min_size=1, max_size=40).map(
    lambda text: normalize("NFC", f"{text} <&>'\"")
)


@st.composite
def upns(draw: st.DrawFn) -> str:
    rest = f"{draw(st.integers(660, 681))}{draw(st.integers(0, 999999999)):09d}"
    return check_letter(rest) + rest


@st.composite
def ulns(draw: st.DrawFn) -> str:
    """A sound one."""
    nine = draw(st.from_regex(r"[1-9][0-9]{8}", fullmatch=True).filter(check_digit))
    return f"{nine}{check_digit(nine)}"


@st.composite
def records(draw: st.DrawFn) -> CensusNeedsRecorded:
    """One that a decider would have accepted."""
    day = TODAY - timedelta(days=draw(st.integers(0, 4_000)))
    in_use = [None, *(code.code for code in PROVISIONS if code.is_valid(day))]
    provision = draw(st.sampled_from(in_use))
    some = st.lists(st.sampled_from([code.code for code in NEEDS]), unique=True)
    return CensusNeedsRecorded(
        record_id=draw(st.uuids()),
        learner_id=LEARNER,
        provision=provision,
        needs=tuple(draw(some)) if provision else (),
        support=SupportLevels(ct=draw(st.integers(1, 4))),
        effective_on=day,
    )


@st.composite
def learners(draw: st.DrawFn) -> list[Any]:
    """What has happened to one learner until now."""
    about = Details(
        given_name=draw(NAMES),
        family_name=draw(NAMES),
        born_on=date(2010, 1, 1) + timedelta(days=draw(st.integers(0, 4_000))),
        sex=draw(st.sampled_from([None, *Sex])),
    )
    numbers = draw(st.lists(upns(), min_size=1, max_size=4, unique=True))
    enrolled = LearnerEnrolled(
        upn=numbers[0], details=about, year_group=YearGroup.YEAR_1, school_id=SCHOOL
    )
    replaced = [UpnReplaced(upn=new, former_upn=old) for old, new in pairwise(numbers)]
    moved = LearnerMovedYearGroup(year_group=draw(st.sampled_from(YearGroup)))
    return [enrolled, *replaced, moved]


@given(learners(), st.lists(records(), max_size=6), st.none() | ulns())
def test_what_is_written_is_read_back_and_changes_nothing(
    past: list[Any], said: list[CensusNeedsRecorded], number: str | None
) -> None:
    row: Any = None
    told: Any = None
    for event in past:
        row, told = LEARNERS.project(row, fact(event)), CENSUS.project(told, fact(event))
    for event in said:
        told = CENSUS.project(told, fact(event, "census_needs"))
    known = [UlnRecorded(uln=number)] if number else []
    identity: Any = None
    for learned in known:
        identity = IDENTITIES.project(identity, fact(learned, "learner_identity"))
    file = read_transfer_file(written(HERE, HERE, [pupil_of(row, told, identity)], NOW), TODAY)
    assert isinstance(file, TransferFile), file
    assert (file.source, file.destination) == (HERE, HERE)
    roll = Roll(
        authority="665",
        upns={told.upn: LEARNER},
        former_upns=dict.fromkeys(told.former_upns, LEARNER),
        likenesses={likeness(past[0].details): LEARNER},
        find=lambda _: row,
    )
    [match] = matched(file, roll, pytest.fail)  # type: ignore[arg-type]
    states = {
        "learner": replay(learner, past),
        "census_needs": replay(census_needs, said),
        "learner_identity": replay(learner_identity, known),
    }
    deciders: dict[str, Any] = {
        "learner": learner,
        "census_needs": census_needs,
        "learner_identity": learner_identity,
    }
    for stream, command in commands_of(match, Asked(UUID(int=5), SCHOOL, TODAY)):
        assert stream.subject == LEARNER
        assert deciders[stream.kind].decide(states[stream.kind], command) == []


def test_a_file_is_named_by_who_sends_it_who_receives_it_and_a_number() -> None:
    assert file_name("6652981", "664LLLL", 7) == "6652981_CTF_664LLLL_007.xml"


@pytest.mark.usefixtures("imported")
def test_who_leads_the_school_exports_a_leaver_and_the_look_is_recorded(
    alnco: FlaskClient, person: Callable[[str], UUID]
) -> None:
    answer = alnco.get(f"/learners/{person('l1')}/ctf", query_string={"to": "6642130"})
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "application/xml"
    name = "6652981_CTF_6642130_001.xml"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "<UPN>G681213425001</UPN>" in answer.text
    looks = alnco.get(f"/learners/{person('l1')}/looks").get_json()["items"]
    assert "export_ctf" in {one["action"] for one in looks}


@pytest.mark.usefixtures("imported")
def test_an_export_is_imported_at_the_school_it_was_for(
    officer: FlaskClient, alnco: FlaskClient, person: Callable[[str], UUID]
) -> None:
    said = {
        "provision": "la_maintained_idp",
        "needs": ["HI", "SLCD"],
        "effective_on": TODAY.isoformat(),
    }
    place = f"/learners/{person('l1')}/census-needs/{uuid4()}"
    assert alnco.put(place, json=said).status_code == 201
    file = alnco.get(f"/learners/{person('l1')}/ctf", query_string={"to": THERE}).data
    moved = officer.put(f"/ctf-imports/{uuid4()}", data=file, content_type="application/xml")
    assert moved.get_json()["counts"] | {"pupils": 1} == {
        "pupils": 1,
        "new": 0,
        "moved": 1,
        "changed": 0,
        "unchanged": 0,
        "warnings": 0,
    }
    listed = officer.get(f"/learners/{person('l1')}/census-needs").get_json()["items"]
    assert [one["needs"] for one in listed] == [["HI", "SLCD"]]


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize(
    "query", [{}, {"to": "665"}, {"to": f"{THERE}\n"}, {"to": THERE, "number": "1000"}]
)
def test_a_file_for_nowhere_is_not_written(
    alnco: FlaskClient, person: Callable[[str], UUID], query: dict[str, str]
) -> None:
    answer = alnco.get(f"/learners/{person('l1')}/ctf", query_string=query)
    assert (answer.status_code, answer.get_json()["code"]) == (422, "request_invalid")


@pytest.mark.usefixtures("imported")
def test_nobody_unknown_is_exported(officer: FlaskClient) -> None:
    answer = officer.get(f"/learners/{uuid4()}/ctf", query_string={"to": THERE})
    assert (answer.status_code, answer.get_json()["code"]) == (404, "learner_unknown")
