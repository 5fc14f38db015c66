"""The overview as of any day equals what one finds by going through the plain events oneself."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from services.learners.domain.response.concern_messages import ConcernArea, ConcernOutcome
from services.learners.domain.response.provision_tier import NAMES, SchoolTier, Tier
from services.learners.domain.roll.learner import learner
from services.learners.domain.roll.learner_messages import (
    LearnerEnrolled,
    ParentLinked,
    ProvisionTierChangeCorrected,
    ProvisionTierChanged,
)
from services.learners.domain.roll.roll_messages import LearnerMovedSchool, LearnerMovedYearGroup
from services.learners.domain.roll.school import SchoolRegistered, SchoolTiersNamed
from services.learners.domain.roll.year_group import YearGroup
from services.learners.projections.response.courses import Course
from services.learners.projections.response.overview import (
    AgreedStep,
    LearnerOnDay,
    NotedConcern,
    SchoolFacts,
    learners_on,
    overview,
)
from services.learners.projections.response.tier_changes import TIER_CHANGES
from services.learners.projections.roll.roll_histories import ROLL_HISTORIES
from services.learners.projections.roll.school_tiers import SCHOOL_TIERS
from shared.modelling.decider import CommandRefused, replay
from shared.modelling.recorded import Recorded
from shared.runtime.projection import fold, touched
from tests.learners.facts import fact
from tests.learners.learner_facts import (
    ENROLLED,
    OTHER_SCHOOL,
    SCHOOL,
    change_tier,
    correct_tier,
    parent,
)

START = date(2026, 9, 1)
DAYS = st.integers(0, 30).map(lambda after: START + timedelta(days=after))
SCHOOLS = st.sampled_from([SCHOOL, OTHER_SCHOOL])
PUPILS = [UUID(int=100 + number) for number in range(4)]
OWN = tuple(
    SchoolTier(
        code=code,
        welsh=code,
        english=code,
        stands_for=tier,
        legal_meaning=NAMES[tier].legal_meaning,
    )
    for code, tier in (
        ("first", Tier.UNIVERSAL),
        ("second", Tier.UNIVERSAL),
        ("third", Tier.TARGETED),
        ("fourth", Tier.ALP),
    )
)


@dataclass(frozen=True)
class Happened:
    """A plain event of one learner, or of the school, on a day."""

    on: date
    whom: UUID
    event: Any

    def recorded(self, kind: str) -> Recorded:
        """As in the log."""
        at = datetime.combine(self.on, time(9), UTC)
        return replace(fact(self.event, kind, self.whom), occurred_at=at)


def _decided(events: list[Any], command: Any) -> list[Any]:
    try:
        return learner.decide(replay(learner, events), command)
    except CommandRefused:
        return []


@st.composite
def histories(draw: st.DrawFn) -> list[Happened]:
    """What happened to some pupils, each in the order of its days."""
    found: list[Happened] = []
    for whom in PUPILS:
        days = sorted(draw(st.lists(DAYS, min_size=1, max_size=8)))
        enrolled = replace(
            ENROLLED, school_id=draw(SCHOOLS), year_group=draw(st.sampled_from(YearGroup))
        )
        events: list[Any] = [enrolled]
        found.append(Happened(days[0], whom, enrolled))
        for number, day in enumerate(days[1:]):
            for event in draw(_next(events, day, number)):
                events.append(event)
                found.append(Happened(day, whom, event))
    return found


@st.composite
def _next(draw: st.DrawFn, events: list[Any], day: date, number: int) -> list[Any]:
    effective = draw(st.none() | DAYS.filter(lambda one: one <= day))
    tier = draw(st.sampled_from(OWN))
    own = draw(st.sampled_from([None, tier]))
    changed = [one.change_id for one in events if isinstance(one, ProvisionTierChanged)]
    match draw(st.sampled_from(["school", "year", "tier", "correction", "nothing"])):
        case "school":
            return [LearnerMovedSchool(school_id=draw(SCHOOLS))]
        case "year":
            return [LearnerMovedYearGroup(year_group=draw(st.sampled_from(YearGroup)))]
        case "tier":
            command = change_tier(
                tier.stands_for, UUID(int=number), effective_on=effective or day, own_tier=own
            )
            return _decided(events, replace(command, today=day))
        case "correction" if changed:
            of, correction_id = draw(st.sampled_from(changed)), UUID(int=number)
            said: dict[str, Any] = {"tier": tier.stands_for, "own_tier": own, "today": day}
            if draw(st.booleans()):
                said = {"withdrawn": True, "today": day}
            return _decided(events, correct_tier(correction_id, of, **said))
        case _:
            return [ParentLinked(parent=parent())]


CONCERNS = st.lists(
    st.builds(
        NotedConcern,
        st.uuids(),
        st.sampled_from(PUPILS),
        st.sampled_from(ConcernArea),
        DAYS,
        st.lists(st.tuples(DAYS, st.sampled_from(ConcernOutcome)), max_size=2).map(tuple),
    ),
    max_size=8,
)
STEPS = st.lists(
    st.builds(
        AgreedStep,
        st.uuids(),
        st.sampled_from(PUPILS),
        st.just("Ffonio'r teulu"),
        st.uuids(),
        DAYS,
        DAYS,
        st.none() | DAYS,
    ),
    max_size=6,
)
RECORDS = st.tuples(CONCERNS, STEPS)
LOOKS = st.dictionaries(st.sampled_from(PUPILS), st.lists(DAYS, max_size=4).map(sorted))
NAMED = st.none() | DAYS


def _facts(
    happened: Sequence[Happened],
    records: tuple[Sequence[NotedConcern], Sequence[AgreedStep]],
    looks: dict[UUID, list[date]],
    named: date | None,
) -> SchoolFacts:
    recorded = [one.recorded("learner") for one in happened]
    histories: dict[Any, Any] = {}
    changes: dict[Any, Any] = {}
    fold(ROLL_HISTORIES, histories, touched(ROLL_HISTORIES, recorded))
    fold(TIER_CHANGES, changes, touched(TIER_CHANGES, recorded))
    courses = [
        Course(row, [one for one in changes.values() if one.learner_id == row.learner_id])
        for row in histories.values()
    ]
    names = None
    if named:
        event = Happened(named, SCHOOL, SchoolTiersNamed(tiers=OWN))
        names = SCHOOL_TIERS.project(None, event.recorded("school"))
    concerns, steps = records
    noted = {whom: [one for one in concerns if one.learner_id == whom] for whom in PUPILS}
    agreed = {whom: [one for one in steps if one.learner_id == whom] for whom in PUPILS}
    return SchoolFacts(SCHOOL, names, courses, noted, agreed, looks)


def _outcome_apart(concern: NotedConcern, day: date) -> ConcernOutcome | None:
    found, since = None, date.min
    for on, outcome in concern.outcomes:
        if since <= on <= day:
            found, since = outcome, on
    return found


def _school_apart(events: Sequence[Happened], day: date) -> UUID | None:
    at = None
    for one in events:
        if one.on <= day and isinstance(one.event, LearnerEnrolled | LearnerMovedSchool):
            at = one.event.school_id
    return at


def _year_apart(events: Sequence[Happened], day: date) -> YearGroup:
    year: YearGroup = events[0].event.year_group
    for one in events:
        if one.on <= day and isinstance(one.event, LearnerMovedYearGroup):
            year = one.event.year_group
    return year


def _tier_apart(events: Sequence[Happened], day: date) -> tuple[Tier, str | None]:
    """By the last event about each change, whenever it was recorded: as is known now."""
    said: dict[UUID, Any] = {}
    for one in events:
        if isinstance(one.event, ProvisionTierChanged | ProvisionTierChangeCorrected):
            said[one.event.change_id] = one.event
    found, since = (Tier.UNIVERSAL, None), date.min
    for event in said.values():
        if not getattr(event, "withdrawn", False) and since <= event.effective_on <= day:
            found, since = (event.tier, event.own_tier), event.effective_on
    return found


def _code_apart(tier: Tier, own: str | None, named: date | None, day: date) -> str:
    if named is None or named > day:
        return tier.value
    fitting = [one.code for one in OWN if one.stands_for is tier]
    return own if own in fitting and own is not None else fitting[0]


@settings(max_examples=300)
@given(histories(), RECORDS, LOOKS, NAMED, DAYS, DAYS)
def test_the_overview_of_any_day_equals_a_count_of_the_plain_events(  # noqa: PLR0913, PLR0917
    happened: list[Happened],
    records: tuple[list[NotedConcern], list[AgreedStep]],
    looks: dict[UUID, list[date]],
    named: date | None,
    day: date,
    since: date,
) -> None:
    shown = overview(_facts(happened, records, looks, named), day, since)
    of = {whom: [one for one in happened if one.whom == whom] for whom in PUPILS}
    there = [whom for whom in PUPILS if _school_apart(of[whom], day) == SCHOOL]
    tiers = Counter(_code_apart(*_tier_apart(of[whom], day), named, day) for whom in there)
    years = Counter(_year_apart(of[whom], day) for whom in there)
    noted = [one for one in records[0] if one.learner_id in there and one.noticed_on <= day]
    still = [one for one in noted if _outcome_apart(one, day) is None]
    late = [
        one
        for one in records[1]
        if one.learner_id in there
        and one.agreed_on <= day
        and one.due_on < day
        and not (one.completed_on and one.completed_on <= day)
    ]
    seen = {whom for whom in there if any(since <= on <= day for on in looks.get(whom, []))}
    assert shown.learners == len(there)
    assert {tier.code: number for tier, number in shown.tiers if number} == dict(tiers)
    assert {one.year_group: one.learners for one in shown.year_groups} == dict(years)
    assert sum(number for one in shown.year_groups for _, number in one.tiers) == len(there)
    assert {one.area: one.concerns for one in shown.areas} == Counter(one.area for one in noted)
    assert {one.area: one.learners for one in shown.areas} == Counter(
        area for area, _ in {(one.area, one.learner_id) for one in noted}
    )
    assert shown.concerns_without_outcome == len(still)
    assert sum(one.without_outcome for one in shown.areas) == len(still)
    assert {(one.area, what): n for one in shown.areas for what, n in one.outcomes} == Counter(
        (one.area, what) for one in noted if (what := _outcome_apart(one, day)) is not None
    )
    assert shown.next_steps_overdue == len(late)
    assert shown.unseen == len(there) - len(seen)


def test_tiers_stand_in_the_schools_order_and_years_in_that_of_schooling() -> None:
    happened = [
        Happened(START, PUPILS[0], replace(ENROLLED, year_group=YearGroup.YEAR_1)),
        Happened(START, PUPILS[1], replace(ENROLLED, year_group=YearGroup.RECEPTION)),
    ]
    shown = overview(_facts(happened, ([], []), {}, START), START, START)
    assert [tier.code for tier, _ in shown.tiers] == ["first", "second", "third", "fourth"]
    assert [one.year_group for one in shown.year_groups] == [
        YearGroup.RECEPTION,
        YearGroup.YEAR_1,
    ]


def test_who_was_looked_at_on_the_day_itself_is_not_unseen() -> None:
    happened = [Happened(START, PUPILS[0], ENROLLED)]
    [one] = learners_on(_facts(happened, ([], []), {PUPILS[0]: [START]}, None), START)
    assert not one.is_unseen_since(START)
    assert one.is_unseen_since(START + timedelta(days=1))
    assert one == LearnerOnDay(
        learner_id=PUPILS[0],
        year_group=ENROLLED.year_group,
        tier=one.tier,
        concerns=(),
        without_outcome=(),
        overdue=(),
        recorded_on=START,
    )


def test_only_a_schools_naming_of_its_tiers_is_followed() -> None:
    assert SCHOOL_TIERS.key_of(fact(SchoolTiersNamed(tiers=OWN), "school", SCHOOL)) == (SCHOOL,)
    registered = SchoolRegistered(name="Ysgol", number=None)
    assert SCHOOL_TIERS.key_of(fact(registered, "school", SCHOOL)) is None


def test_names_given_later_leave_those_of_a_day_before() -> None:
    row = None
    for on, tiers in ((START, OWN), (START + timedelta(days=9), OWN[::-1])):
        row = SCHOOL_TIERS.project(
            row, Happened(on, SCHOOL, SchoolTiersNamed(tiers=tiers)).recorded("school")
        )
    facts = SchoolFacts(SCHOOL, row, [], {}, {}, {})
    assert next(tier.code for tier, _ in overview(facts, START, START).tiers) == "first"
    later = START + timedelta(days=9)
    assert next(tier.code for tier, _ in overview(facts, later, START).tiers) == "fourth"
