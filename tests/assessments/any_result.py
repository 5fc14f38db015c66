"""Any result that a publisher could print, and any history of one on record."""

from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from services.assessments.domain.assessment_result import (
    Command,
    CorrectAssessmentResult,
    Event,
    assessment_result,
)
from services.assessments.domain.instruments import CATALOGUES, CURRENT
from services.assessments.domain.result import (
    AgeEquivalent,
    BandedRisk,
    Checklist,
    ChecklistItem,
    CountOf,
    Narrative,
    Percentile,
    ProfilePart,
    Result,
    Shape,
    Stage,
    StandardisedScore,
    Stanine,
)
from shared.modelling.decider import CommandRefused, replay
from tests.assessments.result_facts import TODAY, own, record

_words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12)
_numbers = st.integers(-2, 165)
_maybe = st.none() | _numbers
_bands = st.sampled_from(["at_risk", "no_concern", "c"])
_RESULTS: dict[Shape, st.SearchStrategy[Any]] = {
    Shape.STANDARDISED_SCORE: st.builds(
        StandardisedScore,
        score=_numbers,
        lower=_maybe,
        upper=_maybe,
        percentile=_maybe,
        stanine=_maybe,
    ),
    Shape.AGE_EQUIVALENT: st.builds(
        AgeEquivalent, years=st.integers(-1, 26), months=st.integers(-1, 12)
    ),
    Shape.COUNT_OF: st.builds(CountOf, number=_numbers, out_of=_numbers),
    Shape.CHECKLIST: st.builds(
        Checklist,
        items=st.lists(st.builds(ChecklistItem, skill=_words, met=st.booleans()), max_size=3).map(
            tuple
        ),
    ),
    Shape.PERCENTILE: st.builds(Percentile, percentile=_numbers),
    Shape.STANINE: st.builds(Stanine, stanine=_numbers),
    Shape.STAGE: st.builds(
        Stage, stage=st.sampled_from(["purple", "melyn", "object_permanence"]), percent=_maybe
    ),
    Shape.BANDED_RISK: st.builds(
        BandedRisk,
        band=_bands,
        profile=st.lists(
            st.builds(ProfilePart, part=st.sampled_from(["number_meaning", "x"]), band=_bands),
            max_size=2,
        ).map(tuple),
    ),
    Shape.NARRATIVE: st.builds(Narrative, words=_words),
}
results: st.SearchStrategy[Result] = st.one_of(*_RESULTS.values())
_ages = st.integers(0, 320)
_records = st.builds(
    record,
    st.sampled_from([*CATALOGUES[CURRENT], "tea_leaves"]),
    form=_words,
    age_at_test_months=_ages,
    result=results,
    own=st.none() | st.just(own()),
)
_corrections = st.builds(
    CorrectAssessmentResult,
    correction_id=st.integers(1, 4).map(lambda number: UUID(int=number)),
    form=st.none() | _words,
    age_at_test_months=st.none() | _ages,
    result=st.none() | results,
    reason=_words,
    today=st.just(TODAY),
)


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Event], list[Command]]:
    """The events that a run of commands led to, and those of the commands that were accepted."""
    events: list[Event] = []
    accepted: list[Command] = []
    commands: list[Command] = draw(
        st.lists(_records | _corrections, max_size=8).map(lambda more: [record(), *more])
    )
    for command in commands:
        state = replay(assessment_result, events)
        try:
            events += assessment_result.decide(state, command)
        except CommandRefused:
            continue
        accepted.append(command)
    return events, accepted
