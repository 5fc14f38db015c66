from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from services.learners.domain.response.census_needs import CensusNeedsRecorded, SupportLevels
from services.learners.domain.response.concern_messages import ConcernArea, ConcernRaised
from services.learners.domain.response.provision_tier import LegalMeaning, Tier
from services.learners.domain.roll.learner_messages import (
    LearnerDetailsCorrected,
    ParentLinked,
    ParentUnlinked,
    Relationship,
)
from services.learners.domain.roll.roll_messages import (
    Destination,
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
from services.learners.messaging.published import publish
from shared.contracts import codec
from shared.contracts import learners as contracts
from tests.learners.calendar_facts import AUTUMN, MAY_DAY, SNOW, SUMMER, calendar_set, days
from tests.learners.facts import fact
from tests.learners.learner_facts import (
    CHANGE,
    ENROLLED,
    LEARNER,
    MAM,
    NAIN,
    OTHER_SCHOOL,
    SCHOOL,
    TODAY,
    UNIVERSAL_PLUS,
    YESTERDAY,
    details,
    on_tier,
    parent,
    tier_changed,
    tier_corrected,
)

QUESTION_OPEN = replace(UNIVERSAL_PLUS, legal_meaning=LegalMeaning.ALN_QUESTION_OPEN)

RAISED = ConcernRaised(
    concern_id=LEARNER,
    learner_id=LEARNER,
    area=ConcernArea.ORACY,
    observation="Nid yw'n siarad yn y dosbarth.",
    noticed_on=YESTERDAY,
    parent_informed=None,
)


@pytest.mark.parametrize(
    ("event", "message"),
    [
        (
            ENROLLED,
            contracts.LearnerEnrolled(
                learner_id=LEARNER, school_id=SCHOOL, year_group=ENROLLED.year_group.value
            ),
        ),
        (
            LearnerLeft(left_on=TODAY, destination=Destination.ABROAD, destination_name="Trelew"),
            contracts.LearnerLeft(learner_id=LEARNER, left_on=TODAY),
        ),
        (
            LearnerReturned(school_id=OTHER_SCHOOL, year_group=YearGroup.YEAR_4),
            contracts.LearnerEnrolled(learner_id=LEARNER, school_id=OTHER_SCHOOL, year_group="4"),
        ),
        (
            LearnerMovedYearGroup(year_group=YearGroup.YEAR_3, school_year=2027),
            contracts.LearnerMovedYearGroup(learner_id=LEARNER, year_group="3"),
        ),
        (
            calendar_set(days(AUTUMN, SUMMER)),
            contracts.SchoolCalendarSet(
                school_id=SCHOOL,
                school_year=2026,
                terms_start_on=(AUTUMN.days.first, SUMMER.days.first),
                terms_end_on=(AUTUMN.days.last, SUMMER.days.last),
                closed_on=(*(date(2026, 10, day) for day in range(26, 31)), MAY_DAY),
            ),
        ),
        (
            SchoolClosed(school_id=SCHOOL, closed_on=SNOW, reason=ClosureReason.WEATHER),
            contracts.SchoolClosed(school_id=SCHOOL, closed_on=SNOW),
        ),
        (
            SchoolReopened(school_id=SCHOOL, closed_on=SNOW),
            contracts.SchoolReopened(school_id=SCHOOL, closed_on=SNOW),
        ),
        (
            LearnerMovedSchool(school_id=OTHER_SCHOOL),
            contracts.LearnerMovedSchool(learner_id=LEARNER, school_id=OTHER_SCHOOL),
        ),
        (
            ParentLinked(parent=parent()),
            contracts.ParentLinked(learner_id=LEARNER, parent_id=MAM),
        ),
        (
            ParentUnlinked(parent=parent()),
            contracts.ParentUnlinked(learner_id=LEARNER, parent_id=MAM),
        ),
        (
            RAISED,
            contracts.ConcernRaised(
                concern_id=LEARNER, learner_id=LEARNER, area="oracy", noticed_on=YESTERDAY
            ),
        ),
        (
            tier_changed(Tier.ALP, Tier.TARGETED),
            contracts.ProvisionTierChanged(
                learner_id=LEARNER,
                tier="alp",
                previous_tier="targeted",
                legal_meaning=contracts.LegalMeaning.ALN_WITH_IDP,
                effective_on=TODAY,
            ),
        ),
        (
            tier_changed(Tier.UNIVERSAL, own_tier=QUESTION_OPEN),
            contracts.ProvisionTierChanged(
                learner_id=LEARNER,
                tier="universal",
                previous_tier="universal",
                legal_meaning=contracts.LegalMeaning.ALN_QUESTION_OPEN,
                effective_on=TODAY,
            ),
        ),
        (
            replace(tier_changed(Tier.ALP), legal_meaning=None),
            contracts.ProvisionTierChanged(
                learner_id=LEARNER,
                tier="alp",
                previous_tier="universal",
                legal_meaning=contracts.LegalMeaning.ALN_WITH_IDP,
                effective_on=TODAY,
            ),
        ),
        (
            tier_corrected(on_tier(Tier.UNIVERSAL, None), withdrawn=True),
            contracts.ProvisionTierChangeCorrected(
                learner_id=LEARNER,
                change_id=CHANGE,
                tier="universal",
                legal_meaning=contracts.LegalMeaning.NO_ALN,
                effective_on=None,
            ),
        ),
        (
            tier_corrected(on_tier(Tier.ALP, YESTERDAY)),
            contracts.ProvisionTierChangeCorrected(
                learner_id=LEARNER,
                change_id=CHANGE,
                tier="alp",
                legal_meaning=contracts.LegalMeaning.ALN_WITH_IDP,
                effective_on=YESTERDAY,
            ),
        ),
        (
            CensusNeedsRecorded(
                record_id=SCHOOL,
                learner_id=LEARNER,
                provision="school_maintained_idp",
                needs=("ASD",),
                support=SupportLevels(ct=2),
                effective_on=TODAY,
            ),
            contracts.CensusNeedsRecorded(learner_id=LEARNER, record_id=SCHOOL, effective_on=TODAY),
        ),
    ],
)
def test_others_are_told_ids_codes_and_dates(event: Any, message: Any) -> None:
    told = publish(fact(event))
    assert told == message
    assert codec.decode(type(message), codec.encode(told)) == message


def test_names_stay_here() -> None:
    assert publish(fact(LearnerDetailsCorrected(details=details()))) is None


def test_a_relative_is_nobody_elses_business() -> None:
    relative = parent(NAIN, Relationship.RELATIVE)
    assert publish(fact(ParentLinked(parent=relative))) is None
    assert publish(fact(ParentUnlinked(parent=relative))) is None


def test_no_message_has_a_field_for_names_or_wording() -> None:
    private = {"given_name", "family_name", "observation", "reason", "upn", "born_on"}
    for message in contracts.MESSAGES:
        assert not private & {field.name for field in fields(message)}
