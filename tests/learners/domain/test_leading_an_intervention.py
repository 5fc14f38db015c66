from dataclasses import replace
from uuid import UUID

from services.learners.domain.roll.intervention_lead import (
    EndInterventionLead,
    Intervention,
    InterventionLeadEnded,
    InterventionLeadNamed,
    NameInterventionLead,
    intervention_lead,
)
from shared.testing.scenario import given
from tests.learners.learner_facts import ALNCO, SCHOOL, TODAY, TOMORROW, YESTERDAY

LEAD = UUID(int=81)
NAME = NameInterventionLead(
    lead_id=LEAD,
    school_id=SCHOOL,
    staff_id=ALNCO,
    intervention=Intervention.SENSORY_CIRCUIT,
    title=None,
    since=TODAY,
    until=None,
)
NAMED = InterventionLeadNamed(
    lead_id=LEAD,
    school_id=SCHOOL,
    staff_id=ALNCO,
    intervention=Intervention.SENSORY_CIRCUIT,
    title=None,
    since=TODAY,
    until=None,
)
END, ENDED = EndInterventionLead(until=TOMORROW), InterventionLeadEnded(until=TOMORROW)


def test_somebody_can_lead_an_intervention_from_a_day_until_a_day() -> None:
    given(intervention_lead).when(NAME).then(NAMED)
    given(intervention_lead, NAMED).when(END).then(ENDED)


def test_an_end_that_was_foreseen_may_come_otherwise() -> None:
    foreseen = replace(NAMED, until=TOMORROW)
    given(intervention_lead, foreseen).when(EndInterventionLead(until=TODAY)).then(
        InterventionLeadEnded(until=TODAY)
    )
    given(intervention_lead, foreseen).when(END).then(ENDED)


def test_saying_it_again_changes_nothing() -> None:
    given(intervention_lead, NAMED).when(NAME).then_nothing()
    given(intervention_lead, NAMED, ENDED).when(NAME).then_nothing()
    given(intervention_lead, NAMED, ENDED).when(END).then_nothing()


def test_the_same_id_stands_for_one_lead_with_one_end() -> None:
    other = replace(NAME, intervention=Intervention.LEGO_THERAPY)
    given(intervention_lead, NAMED).when(other).then_refused("lead_already_named", "lead_id")
    given(intervention_lead, NAMED, ENDED).when(EndInterventionLead(until=TODAY)).then_refused(
        "lead_already_ended", "lead_id"
    )


def test_a_title_is_for_an_intervention_that_has_no_code() -> None:
    other = replace(NAME, intervention=Intervention.OTHER)
    given(intervention_lead).when(other).then_refused("title_does_not_fit", "title")
    given(intervention_lead).when(replace(other, title=" ")).then_refused(
        "title_does_not_fit", "title"
    )
    given(intervention_lead).when(replace(NAME, title="Clwb")).then_refused(
        "title_does_not_fit", "title"
    )
    assert given(intervention_lead).when(replace(other, title="Clwb")).events


def test_nothing_ends_before_it_began() -> None:
    given(intervention_lead).when(replace(NAME, until=YESTERDAY)).then_refused(
        "until_before_since", "until"
    )
    given(intervention_lead, NAMED).when(EndInterventionLead(until=YESTERDAY)).then_refused(
        "until_before_since", "until"
    )
    given(intervention_lead).when(END).then_refused("lead_not_named", "lead_id")
