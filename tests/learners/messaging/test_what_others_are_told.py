from dataclasses import fields, replace
from typing import Any

import pytest

from services.learners.domain.response.concern import ConcernArea, ConcernRaised
from services.learners.domain.response.provision_tier import LegalMeaning, Tier
from services.learners.domain.roll.learner_messages import (
    LearnerDetailsCorrected,
    LearnerMovedSchool,
    ParentLinked,
    ParentUnlinked,
    Relationship,
)
from services.learners.messaging.published import publish
from shared.contracts import codec
from shared.contracts import learners as contracts
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
