"""Training, who leads what, and changes of tier, as they are read."""

from dataclasses import replace
from datetime import date
from typing import Any

from services.learners.domain.response.provision_tier import Tier
from services.learners.domain.roll.intervention_lead import Intervention
from services.learners.domain.roll.training import TrainingDetails, TrainingState
from services.learners.projections.response.tier_changes import TIER_CHANGES, MadeTierChange
from services.learners.projections.roll.intervention_leads import INTERVENTION_LEADS, KnownLead
from services.learners.projections.roll.trainings import TRAININGS, KnownTraining
from tests.learners.domain.test_leading_an_intervention import ENDED, LEAD, NAMED
from tests.learners.domain.test_training_a_schools_staff import (
    ATTENDED,
    CANCELLED,
    PLANNED,
    RECORDED,
    TRAINING,
)
from tests.learners.facts import NOW, fact
from tests.learners.learner_facts import (
    ALNCO,
    CHANGE,
    CORRECTION,
    ENROLLED,
    LEARNER,
    SCHOOL,
    TODAY,
    TOMORROW,
    YESTERDAY,
    on_tier,
    tier_changed,
    tier_corrected,
)


def trained(*events: Any) -> KnownTraining | None:
    row = None
    for event in events:
        row = TRAININGS.project(row, fact(event, "training", TRAINING))
    return row


def known(details: TrainingDetails, state: TrainingState) -> KnownTraining:
    return KnownTraining(
        training_id=TRAINING,
        school_id=SCHOOL,
        state=state,
        title=details.title,
        topics=details.topics,
        first_on=details.days[0],
        days=details.days,
        provider="GwE",
        staff_ids=(ALNCO,),
        cancelled_because=None,
    )


def test_training_is_shown_as_planned_attended_or_cancelled() -> None:
    planned = known(PLANNED.details, TrainingState.PLANNED)
    assert trained(PLANNED) == planned
    assert trained(RECORDED) == known(RECORDED.details, TrainingState.ATTENDED)
    assert trained(PLANNED, ATTENDED) == replace(
        planned, state=TrainingState.ATTENDED, first_on=TODAY, days=(TODAY,)
    )
    assert trained(PLANNED, CANCELLED) == replace(
        planned, state=TrainingState.CANCELLED, cancelled_because="Eira"
    )
    assert trained(PLANNED, ENROLLED) == planned
    assert TRAININGS.key_of(fact(PLANNED, "training", TRAINING)) == (TRAINING,)
    assert TRAININGS.key_of(fact(ENROLLED)) is None


def test_a_lead_without_an_end_is_there_on_every_day_to_come() -> None:
    row = INTERVENTION_LEADS.project(None, fact(NAMED, "intervention_lead", LEAD))
    assert row == KnownLead(
        lead_id=LEAD,
        school_id=SCHOOL,
        staff_id=ALNCO,
        intervention=Intervention.SENSORY_CIRCUIT,
        title=None,
        since=TODAY,
        until=date.max,
    )
    ended = INTERVENTION_LEADS.project(row, fact(ENDED, "intervention_lead", LEAD))
    assert ended == replace(row, until=TOMORROW)
    assert INTERVENTION_LEADS.project(row, fact(ENROLLED)) == row
    assert INTERVENTION_LEADS.key_of(fact(NAMED, "intervention_lead", LEAD)) == (LEAD,)
    assert INTERVENTION_LEADS.key_of(fact(ENROLLED)) is None


def changed(*events: Any) -> MadeTierChange | None:
    row = None
    for event in events:
        row = TIER_CHANGES.project(row, fact(event))
    return row


def test_a_corrected_change_reads_as_corrected_and_shows_how_it_was_made() -> None:
    corrected = tier_corrected(on_tier(Tier.TARGETED, YESTERDAY), effective_on=YESTERDAY)
    row = changed(tier_changed(), corrected)
    assert row is not None
    assert (row.effective_on, row.reading.effective_on) == (YESTERDAY, YESTERDAY)
    assert (row.as_made.effective_on, row.withdrawn) == (TODAY, False)
    [correction] = row.corrections
    assert (correction.correction_id, correction.recorded_at) == (CORRECTION, NOW)
    assert correction.corrected_by == ALNCO
    assert changed(tier_changed(), corrected, ENROLLED) == row
    assert changed(corrected) is None


def test_a_change_is_found_by_learner_and_change() -> None:
    assert TIER_CHANGES.key_of(fact(tier_changed())) == (LEARNER, CHANGE)
    assert TIER_CHANGES.key_of(fact(tier_corrected(on_tier(Tier.ALP)))) == (LEARNER, CHANGE)
    assert TIER_CHANGES.key_of(fact(ENROLLED)) is None
