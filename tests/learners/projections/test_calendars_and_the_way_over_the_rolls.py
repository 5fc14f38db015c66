from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from services.learners.api.roll.known_calendar import Calendars
from services.learners.domain.roll.identity_messages import Language, LanguageChosen, UlnRecorded
from services.learners.domain.roll.learner_messages import (
    LearnerDetailsCorrected,
    ParentLinked,
    UpnReplaced,
)
from services.learners.domain.roll.likeness import likeness
from services.learners.domain.roll.roll_messages import (
    Destination,
    LearnerKeptInYearGroup,
    LearnerLeft,
    LearnerMovedSchool,
    LearnerMovedYearGroup,
    LearnerReturned,
)
from services.learners.domain.roll.school_calendar import (
    ClosureReason,
    SchoolClosed,
    SchoolReopened,
)
from services.learners.domain.roll.year_group import YearGroup
from services.learners.projections.roll.identities import IDENTITIES, LearnerIdentity
from services.learners.projections.roll.learners import LEARNERS
from services.learners.projections.roll.likenesses import LIKENESSES
from services.learners.projections.roll.roll_histories import (
    ROLL_HISTORIES,
    FormerUpn,
    RollHistory,
    Stay,
    YearGroupHeld,
)
from services.learners.projections.roll.school_calendars import SCHOOL_CALENDARS
from services.learners.projections.roll.school_closures import SCHOOL_CLOSURES
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection
from tests.learners.calendar_facts import AUTUMN, DAYS, SNOW, SPRING, calendar_set, days
from tests.learners.facts import NOW, fact
from tests.learners.learner_facts import (
    CHANGE,
    ENROLLED,
    LEARNER,
    OTHER_SCHOOL,
    OTHER_UPN,
    SCHOOL,
    TODAY,
    UPN,
    YESTERDAY,
    details,
    parent,
)

LEFT = LearnerLeft(left_on=YESTERDAY, destination=Destination.ABROAD, destination_name="Patagonia")
RETURNED = LearnerReturned(school_id=OTHER_SCHOOL, year_group=YearGroup.YEAR_4)
CLOSED = SchoolClosed(school_id=SCHOOL, closed_on=SNOW, reason=ClosureReason.WEATHER)
REOPENED = SchoolReopened(school_id=SCHOOL, closed_on=SNOW)


def after(model: Projection, *events: Any, kind: str = "learner") -> Any:
    row = None
    for version, event in enumerate(events, 1):
        told = replace(fact(event, kind), version=version)
        if model.key_of(told) is not None:
            row = model.project(row, told)
    return row


def history(*events: Any) -> RollHistory:
    found: RollHistory = after(ROLL_HISTORIES, ENROLLED, *events)
    return found


def test_who_left_is_on_no_roll_until_a_school_takes_them_again() -> None:
    gone = after(LEARNERS, ENROLLED, LEFT)
    assert (gone.on_roll, gone.left_on, gone.school_id) == (False, YESTERDAY, SCHOOL)
    back = after(LEARNERS, ENROLLED, LEFT, RETURNED)
    assert (back.on_roll, back.left_on, back.school_id) == (True, None, OTHER_SCHOOL)
    assert (back.year_group, back.placed_on) == (YearGroup.YEAR_4, TODAY)


def test_a_stay_ends_the_day_before_the_next_begins_and_has_one_day_at_least() -> None:
    moved = LearnerMovedSchool(
        school_id=OTHER_SCHOOL, transfer_id=CHANGE, moved_on=TODAY, reason="Symud"
    )
    a_year_ago = replace(fact(ENROLLED), occurred_at=NOW.replace(year=2025))
    before = ROLL_HISTORIES.project(None, a_year_ago)
    stays = ROLL_HISTORIES.project(before, fact(moved)).stays
    assert [(stay.since, stay.until) for stay in stays] == [
        (date(2025, 11, 24), YESTERDAY),
        (TODAY, None),
    ]
    assert history(moved).stays == (
        Stay(school_id=SCHOOL, since=TODAY, until=TODAY, reason="Symud"),
        Stay(school_id=OTHER_SCHOOL, since=TODAY),
    )
    assert history(LearnerMovedSchool(school_id=OTHER_SCHOOL)).stays[1].since == TODAY


def test_leaving_and_coming_back_are_two_stays() -> None:
    gone, back = history(LEFT, RETURNED).stays
    assert (gone.until, gone.destination, gone.destination_name) == (
        YESTERDAY,
        Destination.ABROAD,
        "Patagonia",
    )
    assert back == Stay(school_id=OTHER_SCHOOL, since=TODAY)


def test_each_year_group_is_known_with_the_rollover_that_gave_it_or_kept_it() -> None:
    up = LearnerMovedYearGroup(year_group=YearGroup.YEAR_3, school_year=2027)
    kept = LearnerKeptInYearGroup(school_year=2028, reason="Cytunwyd")
    second, third = YearGroup.YEAR_2, YearGroup.YEAR_3
    assert history(up, kept).year_groups == (
        YearGroupHeld(year_group=second, since=TODAY),
        YearGroupHeld(year_group=third, since=date(2027, 9, 1), school_year=2027),
        YearGroupHeld(
            year_group=third,
            since=date(2028, 9, 1),
            school_year=2028,
            kept_because="Cytunwyd",
        ),
    )


def test_a_first_day_that_was_told_begins_the_stay_and_not_the_year_group_of_now() -> None:
    came = date(2024, 9, 1)
    found = after(ROLL_HISTORIES, replace(ENROLLED, enrolled_on=came))
    assert found.stays == (Stay(school_id=SCHOOL, since=came),)
    assert found.year_groups == (YearGroupHeld(year_group=YearGroup.YEAR_2, since=TODAY),)


def test_a_year_group_begins_with_the_school_year_of_the_roster_where_that_is_told() -> None:
    began = date(2025, 9, 1)
    found = after(ROLL_HISTORIES, replace(ENROLLED, year_group_since=began))
    assert found.year_groups == (YearGroupHeld(year_group=YearGroup.YEAR_2, since=began),)
    assert found.stays == (Stay(school_id=SCHOOL, since=TODAY),)


def test_former_upns_stay_in_the_history() -> None:
    found = history(UpnReplaced(upn=OTHER_UPN, former_upn=UPN))
    assert found.upn == OTHER_UPN
    assert found.former_upns == (FormerUpn(upn=UPN, replaced_on=TODAY),)


def test_what_is_no_matter_of_the_roll_is_in_no_history() -> None:
    assert ROLL_HISTORIES.key_of(fact(ParentLinked(parent=parent()))) is None
    assert after(ROLL_HISTORIES, LEFT) is None


def test_an_identity_is_what_its_own_stream_says() -> None:
    said = (UlnRecorded(uln="1234567899"), LanguageChosen(language=Language.WELSH))
    expected = LearnerIdentity(LEARNER, uln="1234567899", language=Language.WELSH)
    assert after(IDENTITIES, *said, kind="learner_identity") == expected
    assert IDENTITIES.key_of(fact(ENROLLED)) is None


def test_a_likeness_follows_the_name() -> None:
    renamed = after(LIKENESSES, ENROLLED, LearnerDetailsCorrected(details=details("Llew")))
    assert renamed.likeness == likeness(details("Llew"))
    assert LIKENESSES.key_of(fact(LEFT)) is None


def read_models(*events: Any) -> Calendars:
    """The rows of a school's calendar after these events, as if they were in the database."""
    facts = [
        replace(
            fact(event, "school_calendar"), version=version, occurred_at=NOW.replace(hour=version)
        )
        for version, event in enumerate(events, 1)
    ]
    return Calendars(_rows(SCHOOL_CALENDARS, facts), _rows(SCHOOL_CLOSURES, facts))


def _rows(model: Projection, facts: Sequence[Recorded]) -> Any:
    rows: dict[Any, Any] = {}
    for told in facts:
        if (key := model.key_of(told)) is not None:
            rows[key] = model.project(rows.get(key), told)

    def select(filters: Any) -> list[Any]:
        until = filters.get("set_at <=")
        return [row for row in rows.values() if until is None or row.set_at <= until]

    return select


def test_a_calendar_is_known_as_it_stood_at_each_hour() -> None:
    shorter = days(AUTUMN, SPRING)
    known = read_models(calendar_set(), CLOSED, calendar_set(shorter), REOPENED, CLOSED)

    def at(hour: int) -> tuple[bool, bool, int]:
        [one] = known.known(SCHOOL, NOW.replace(hour=hour))
        return (one.chosen.days == DAYS, SNOW in one.closures, one.version)

    assert [at(hour) for hour in (1, 2, 3, 4, 5)] == [
        (True, False, 1),
        (True, True, 2),
        (False, True, 3),
        (False, False, 4),
        (False, True, 5),
    ]
    assert known.known(SCHOOL, NOW.replace(hour=0)) == []


def test_a_closure_of_another_year_is_none_of_this_ones() -> None:
    later = replace(DAYS, school_year=2025)
    known = read_models(calendar_set(later), CLOSED)
    [one] = known.known(UUID(int=1), NOW)
    assert not one.closures
