"""What other services are told of ours: that it happened, to whom, and under which code."""

from services.learners.domain.response import census_needs
from services.learners.domain.response.provision_tier import NAMES, LegalMeaning
from services.learners.domain.roll import learner_messages
from services.learners.domain.roll.learner_messages import Relationship
from services.learners.messaging.published_response import publish_response
from services.learners.messaging.published_schooling import publish_schooling
from services.learners.messaging.published_ties import publish_tie
from shared.contracts import learners as contracts
from shared.modelling.recorded import Recorded

TOLD = (Relationship.PARENT, Relationship.GUARDIAN)  # a relative has no say, and gets no notice


def publish(fact: Recorded) -> object | None:
    """The message for others; None where the fact stays here, as all names and wording do."""
    match fact.event:
        case learner_messages.ProvisionTierChanged() as changed:
            return contracts.ProvisionTierChanged(
                learner_id=fact.stream_id,
                tier=changed.tier.value,
                previous_tier=changed.previous_tier.value,
                legal_meaning=_meaning(changed.legal_meaning or NAMES[changed.tier].legal_meaning),
                effective_on=changed.effective_on,
            )
        case learner_messages.ProvisionTierChangeCorrected(standing=now) as corrected:
            return contracts.ProvisionTierChangeCorrected(
                learner_id=fact.stream_id,
                change_id=corrected.change_id,
                tier=now.tier.value,
                legal_meaning=_meaning(now.legal_meaning),
                effective_on=now.since,
            )
        case census_needs.CensusNeedsRecorded() as recorded:
            return contracts.CensusNeedsRecorded(
                learner_id=recorded.learner_id,
                record_id=recorded.record_id,
                effective_on=recorded.effective_on,
            )
        case _:
            return (
                _of_the_roster(fact)
                or publish_schooling(fact)
                or publish_response(fact)
                or publish_tie(fact)
            )


def _meaning(meaning: LegalMeaning) -> contracts.LegalMeaning:
    return contracts.LegalMeaning(meaning.value)


def _of_the_roster(fact: Recorded) -> object | None:
    learner_id = fact.stream_id
    match fact.event:
        case learner_messages.LearnerEnrolled(school_id=school_id, year_group=year_group):
            return contracts.LearnerEnrolled(
                learner_id=learner_id, school_id=school_id, year_group=year_group.value
            )
        case learner_messages.ParentLinked(parent=parent) if parent.relationship in TOLD:
            return contracts.ParentLinked(learner_id=learner_id, parent_id=parent.parent_id)
        case learner_messages.ParentUnlinked(parent=parent) if parent.relationship in TOLD:
            return contracts.ParentUnlinked(learner_id=learner_id, parent_id=parent.parent_id)
        case _:
            return None
