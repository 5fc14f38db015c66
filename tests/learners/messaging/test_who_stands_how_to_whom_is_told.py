from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from services.learners.domain.roll import learner_messages, school_class, staff_member
from services.learners.domain.roll.staff_member import Post, PostRole
from services.learners.domain.ties import (
    caseload,
    emergency_access,
    professional_engagement,
    restriction,
    young_person_messages,
)
from services.learners.messaging.published import publish
from shared.contracts import codec, relationships
from shared.contracts import learners as contracts
from tests.learners.facts import fact
from tests.learners.learner_facts import LEARNER, SCHOOL, place

THING, PERSON = UUID(int=151), UUID(int=152)
JULY, AT_ONE = date(2027, 7, 20), datetime(2026, 11, 26, 13, tzinfo=UTC)


def post(role: PostRole = PostRole.ALNCO, school_id: UUID | None = SCHOOL) -> Post:
    return Post(role=role, school_id=school_id)


OF_THE_SCHOOL = [
    (
        staff_member.PostTakenUp(post=post()),
        contracts.PostTakenUp(person_id=THING, school_id=SCHOOL, post=contracts.PostHeld.ALNCO),
    ),
    (
        staff_member.PostGivenUp(post=post(PostRole.PRIVACY_OFFICER, None)),
        contracts.PostGivenUp(
            person_id=THING, school_id=None, post=contracts.PostHeld.PRIVACY_OFFICER
        ),
    ),
    (
        school_class.ClassTeacherAssigned(
            staff_member_id=PERSON, role=school_class.ClassRole.ASSISTANT
        ),
        contracts.ClassTeacherAssigned(
            class_id=THING,
            school_id=SCHOOL,
            person_id=PERSON,
            post=contracts.PostHeld.TEACHING_ASSISTANT,
        ),
    ),
    (
        school_class.ClassTeacherReleased(staff_member_id=PERSON),
        contracts.ClassTeacherReleased(class_id=THING, school_id=SCHOOL, person_id=PERSON),
    ),
    (
        learner_messages.LearnerPlacedInClass(place=place(PERSON)),
        contracts.LearnerPlacedInClass(learner_id=THING, class_id=PERSON),
    ),
    (
        learner_messages.LearnerRemovedFromClass(place=place(PERSON)),
        contracts.LearnerRemovedFromClass(learner_id=THING, class_id=PERSON),
    ),
]
OF_A_STREAM_OF_THEIR_OWN = [
    (
        professional_engagement.ProfessionalEngaged(
            engagement_id=THING,
            learner_id=LEARNER,
            person_id=PERSON,
            profession=professional_engagement.Profession.SOCIAL_WORKER,
            basis=professional_engagement.Basis.SAFEGUARDING,
            until=JULY,
        ),
        contracts.ProfessionalEngaged(
            engagement_id=THING,
            learner_id=LEARNER,
            person_id=PERSON,
            profession="social_worker",
            until=JULY,
        ),
    ),
    (
        professional_engagement.ProfessionalReleased(
            engagement_id=THING, learner_id=LEARNER, person_id=PERSON
        ),
        contracts.ProfessionalReleased(engagement_id=THING, learner_id=LEARNER, person_id=PERSON),
    ),
    (
        restriction.RestrictionImposed(
            restriction_id=THING,
            learner_id=LEARNER,
            person_id=PERSON,
            kind=restriction.RestrictionKind.SAFEGUARDING,
            scope=restriction.Scope.CONTACT_DETAILS,
            reference="DG-7",
            reason="Wedi symud tŷ",
            review_on=JULY,
        ),
        contracts.RestrictionImposed(
            restriction_id=THING,
            learner_id=LEARNER,
            person_id=PERSON,
            scope=contracts.RestrictionScope.CONTACT_DETAILS,
        ),
    ),
    (
        restriction.RestrictionLifted(
            restriction_id=THING, learner_id=LEARNER, person_id=PERSON, reason="Yn ddiogel"
        ),
        contracts.RestrictionLifted(restriction_id=THING, learner_id=LEARNER, person_id=PERSON),
    ),
    (
        emergency_access.EmergencyAccessOpened(
            access_id=THING,
            learner_id=LEARNER,
            person_id=PERSON,
            reason=emergency_access.EmergencyReason.RISK_OF_HARM,
            words="Datgeliad",
            expires_at=AT_ONE,
        ),
        contracts.EmergencyAccessOpened(
            access_id=THING, learner_id=LEARNER, person_id=PERSON, expires_at=AT_ONE
        ),
    ),
]
OF_THE_LEARNER = [
    (
        caseload.CaseloadGiven(person_id=PERSON),
        contracts.CaseloadGiven(learner_id=THING, person_id=PERSON),
    ),
    (
        caseload.CaseloadEnded(person_id=PERSON),
        contracts.CaseloadEnded(learner_id=THING, person_id=PERSON),
    ),
    (
        young_person_messages.YoungPersonAccountOpened(person_id=PERSON),
        contracts.YoungPersonAccountOpened(learner_id=THING, person_id=PERSON),
    ),
    (
        young_person_messages.YoungPersonAccountClosed(person_id=PERSON),
        contracts.YoungPersonAccountClosed(learner_id=THING, person_id=PERSON),
    ),
    (
        young_person_messages.RightsPassed(passed_on=JULY),
        contracts.RightsPassed(learner_id=THING),
    ),
    (
        young_person_messages.CapacityRecorded(
            finding_id=PERSON,
            capacity=young_person_messages.Capacity.LACKS_CAPACITY,
            found_on=JULY,
            reason="Aseswyd",
        ),
        contracts.CapacityRecorded(learner_id=THING, capacity=contracts.Capacity.LACKS_CAPACITY),
    ),
    (
        young_person_messages.RepresentativeNamed(
            person_id=PERSON, standing=young_person_messages.Standing.DEPUTY
        ),
        contracts.RepresentativeNamed(learner_id=THING, person_id=PERSON),
    ),
    (
        young_person_messages.RepresentativeReleased(person_id=PERSON),
        contracts.RepresentativeReleased(learner_id=THING, person_id=PERSON),
    ),
]
TOLD = [*OF_THE_SCHOOL, *OF_A_STREAM_OF_THEIR_OWN, *OF_THE_LEARNER]


@pytest.mark.parametrize(("event", "message"), TOLD)
def test_a_relationship_is_told_by_ids_codes_and_dates(event: Any, message: Any) -> None:
    told = publish(fact(event, stream_id=THING))
    assert told == message
    assert codec.decode(type(message), codec.encode(told)) == message


def test_every_message_about_a_relationship_is_told_by_an_event() -> None:
    told = {type(message) for _, message in TOLD}
    assert told == set(relationships.RELATIONSHIPS)


@pytest.mark.parametrize("role", PostRole)
def test_a_post_gives_access_to_a_school_or_is_an_authority_wide_one(role: PostRole) -> None:
    at_a_school = publish(fact(staff_member.PostTakenUp(post=post(role)), stream_id=THING))
    nowhere = publish(fact(staff_member.PostTakenUp(post=post(role, None)), stream_id=THING))
    assert (at_a_school is None) is (role is PostRole.OTHER)
    is_authority_wide = role in (PostRole.LA_OFFICER, PostRole.PRIVACY_OFFICER)
    assert (nowhere is not None) is is_authority_wide


def test_reasons_and_references_stay_here() -> None:
    private = {"reason", "reference", "words", "basis", "kind", "found_on", "review_on"}
    for message in relationships.RELATIONSHIPS:
        assert not private & {field.name for field in fields(message)}
