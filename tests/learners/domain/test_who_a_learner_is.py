from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from services.learners.domain.roll.identity_messages import (
    ChooseLanguage,
    Command,
    EnrolmentStatus,
    Language,
    LanguageChosen,
    LearnerToldApart,
    LookedAfter,
    LookedAfterEnded,
    LookedAfterRecorded,
    RecordLookedAfter,
    RecordUln,
    RegisterAtSecondSchool,
    Registration,
    SecondRegistrationEnded,
    SecondRegistrationRecorded,
    TellApart,
    UlnRecorded,
)
from services.learners.domain.roll.learner_identity import learner_identity, roll_status, runs_on
from shared.testing.scenario import given
from tests.learners.learner_facts import OTHER_SCHOOL, SCHOOL, TODAY, TOMORROW, YESTERDAY

THIRD_SCHOOL = UUID(int=13)
PERIOD, OTHER_PERIOD = UUID(int=61), UUID(int=62)
CARE = LookedAfter(period_id=PERIOD, starts_on=YESTERDAY, ends_on=None, authority_code="665")
CARED = LookedAfterRecorded(period=CARE)
SECOND = Registration(
    registration_id=PERIOD,
    school_id=OTHER_SCHOOL,
    status=EnrolmentStatus.SUBSIDIARY,
    starts_on=YESTERDAY,
    ends_on=None,
)
REGISTERED = SecondRegistrationRecorded(registration=SECOND)


def register(registration: Registration) -> RegisterAtSecondSchool:
    return RegisterAtSecondSchool(registration=registration, roll_school_id=SCHOOL)


def test_a_uln_is_recorded_once_and_corrected() -> None:
    recorded = UlnRecorded(uln="1234567899")
    given(learner_identity).when(RecordUln(uln="1234567899")).then(recorded)
    given(learner_identity, recorded).when(RecordUln(uln="1234567899")).then_nothing()
    given(learner_identity, recorded).when(RecordUln(uln="1000000000")).then(
        UlnRecorded(uln="1000000000")
    )
    given(learner_identity).when(RecordUln(uln="1234567890")).then_refused("uln_check_digit", "uln")


def test_a_language_is_chosen_and_chosen_anew() -> None:
    chosen = LanguageChosen(language=Language.WELSH)
    given(learner_identity).when(ChooseLanguage(language=Language.WELSH)).then(chosen)
    given(learner_identity, chosen).when(ChooseLanguage(language=Language.WELSH)).then_nothing()
    given(learner_identity, chosen).when(ChooseLanguage(language=Language.BOTH)).then(
        LanguageChosen(language=Language.BOTH)
    )


def test_a_looked_after_period_is_recorded_and_ended_once() -> None:
    ended = replace(CARE, ends_on=TODAY)
    end = LookedAfterEnded(period_id=PERIOD, ends_on=TODAY)
    given(learner_identity).when(RecordLookedAfter(period=CARE)).then(CARED)
    given(learner_identity, CARED).when(RecordLookedAfter(period=CARE)).then_nothing()
    given(learner_identity, CARED).when(RecordLookedAfter(period=ended)).then(end)
    given(learner_identity, CARED, end).when(RecordLookedAfter(period=ended)).then_nothing()
    again = LookedAfterRecorded(
        period=replace(CARE, period_id=OTHER_PERIOD, starts_on=TOMORROW, authority_code="666")
    )
    given(learner_identity, CARED, end).when(RecordLookedAfter(period=again.period)).then(again)
    other_end = LookedAfterEnded(period_id=OTHER_PERIOD, ends_on=TOMORROW)
    given(learner_identity, CARED, end, again).when(
        RecordLookedAfter(period=replace(again.period, ends_on=TOMORROW))
    ).then(other_end)
    assert learner_identity.evolve(
        learner_identity.evolve(learner_identity.evolve(learner_identity.initial, CARED), again),
        end,
    ).looked_after == (ended, again.period)


@pytest.mark.parametrize(
    ("past", "said", "code", "field"),
    [
        ((), replace(CARE, ends_on=date(2020, 1, 1)), "ends_before_it_starts", "ends_on"),
        (
            (CARED,),
            replace(CARE, period_id=OTHER_PERIOD, starts_on=TOMORROW),
            "looked_after_periods_overlap",
            "starts_on",
        ),
        (
            (CARED,),
            replace(CARE, authority_code="660"),
            "looked_after_already_recorded",
            "ends_on",
        ),
        (
            (CARED,),
            replace(CARE, authority_code="660", ends_on=TODAY),
            "looked_after_already_recorded",
            "ends_on",
        ),
        (
            (CARED, LookedAfterEnded(period_id=PERIOD, ends_on=TODAY)),
            replace(CARE, ends_on=TOMORROW),
            "looked_after_already_recorded",
            "ends_on",
        ),
    ],
)
def test_a_looked_after_period_that_cannot_be_is_refused(
    past: tuple[LookedAfterRecorded | LookedAfterEnded, ...],
    said: LookedAfter,
    code: str,
    field: str,
) -> None:
    given(learner_identity, *past).when(RecordLookedAfter(period=said)).then_refused(code, field)


def test_a_second_registration_is_recorded_and_ended_once() -> None:
    ended = replace(SECOND, ends_on=TODAY)
    end = SecondRegistrationEnded(registration_id=PERIOD, ends_on=TODAY)
    given(learner_identity).when(register(SECOND)).then(REGISTERED)
    given(learner_identity, REGISTERED).when(register(SECOND)).then_nothing()
    given(learner_identity, REGISTERED).when(register(ended)).then(end)
    given(learner_identity, REGISTERED, end).when(register(ended)).then_nothing()
    elsewhere = replace(SECOND, registration_id=OTHER_PERIOD, school_id=THIRD_SCHOOL)
    guest = SecondRegistrationRecorded(
        registration=replace(elsewhere, status=EnrolmentStatus.GUEST)
    )
    given(learner_identity, REGISTERED).when(register(guest.registration)).then(guest)
    both = learner_identity.evolve(learner_identity.initial, REGISTERED)
    both = learner_identity.evolve(learner_identity.evolve(both, guest), end)
    assert both.registrations == (ended, guest.registration)


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        (replace(SECOND, school_id=SCHOOL), "registration_at_own_school", "school_id"),
        (replace(SECOND, status=EnrolmentStatus.MAIN), "registration_is_of_the_roll", "status"),
        (replace(SECOND, status=EnrolmentStatus.CURRENT), "registration_is_of_the_roll", "status"),
        (replace(SECOND, ends_on=date(2020, 1, 1)), "ends_before_it_starts", "ends_on"),
        (replace(SECOND, registration_id=OTHER_PERIOD), "registrations_overlap", "starts_on"),
        (
            replace(SECOND, status=EnrolmentStatus.GUEST),
            "registration_already_recorded",
            "ends_on",
        ),
    ],
)
def test_a_registration_that_cannot_be_is_refused(
    said: Registration, code: str, field: str
) -> None:
    given(learner_identity, REGISTERED).when(register(said)).then_refused(code, field)


def test_a_school_is_the_main_one_while_another_is_subsidiary() -> None:
    ended = replace(SECOND, ends_on=TODAY)
    assert roll_status([ended], TODAY) is EnrolmentStatus.MAIN
    assert roll_status([ended], TODAY + timedelta(days=1)) is EnrolmentStatus.CURRENT
    guest = replace(SECOND, status=EnrolmentStatus.GUEST)
    assert roll_status([guest], TODAY) is EnrolmentStatus.CURRENT


def test_a_period_runs_from_its_first_day_to_its_last() -> None:
    ended = replace(CARE, ends_on=TODAY)
    assert runs_on([ended], YESTERDAY)
    assert runs_on([ended], TODAY)
    assert not runs_on([ended], TOMORROW)
    assert not runs_on([CARE], YESTERDAY - timedelta(days=1))


def test_a_pair_is_told_apart_once_and_with_a_reason() -> None:
    apart = LearnerToldApart(pair_id=PERIOD, reason="Efeilliaid / twins")
    tell: Command = TellApart(pair_id=PERIOD, reason=apart.reason)
    given(learner_identity).when(tell).then(apart)
    given(learner_identity, apart).when(tell).then_nothing()
    given(learner_identity).when(TellApart(pair_id=PERIOD, reason=" ")).then_refused(
        "reason_missing", "reason"
    )
