"""Who stands how to whom, as other services are told: what they need to decide who may see."""

from services.learners.domain.roll import learner_messages, school_class, staff_member
from services.learners.domain.roll.staff_member import Post, PostRole
from services.learners.domain.ties import emergency_access, professional_engagement, restriction
from services.learners.messaging.published_acting import publish_acting
from shared.contracts import learners as contracts
from shared.modelling.recorded import Recorded

# A post that is not here gives no access, so nobody needs to hear of it.
POSTS = {
    PostRole.CLASS_TEACHER: contracts.PostHeld.CLASS_TEACHER,
    PostRole.TEACHING_ASSISTANT: contracts.PostHeld.TEACHING_ASSISTANT,
    PostRole.ALNCO: contracts.PostHeld.ALNCO,
    PostRole.HEADTEACHER: contracts.PostHeld.HEADTEACHER,
    PostRole.LA_OFFICER: contracts.PostHeld.ALN_OFFICER,
    PostRole.PRIVACY_OFFICER: contracts.PostHeld.PRIVACY_OFFICER,
}
# A teacher whose roster names no school teaches nowhere, not everywhere.
OF_THE_AUTHORITY = (PostRole.LA_OFFICER, PostRole.PRIVACY_OFFICER)


def publish_tie(fact: Recorded) -> object | None:
    """The message about a relationship; None where the fact is not one, or gives no access."""
    match fact.event:
        case staff_member.PostTakenUp(post=post) | staff_member.PostGivenUp(post=post):
            return _post(fact, post)
        case school_class.ClassTeacherAssigned() | school_class.ClassTeacherReleased():
            return _class(fact)
        case learner_messages.LearnerPlacedInClass(place=place):
            joined = contracts.LearnerPlacedInClass
            return joined(learner_id=fact.stream_id, class_id=place.class_id)
        case learner_messages.LearnerRemovedFromClass(place=place):
            left = contracts.LearnerRemovedFromClass
            return left(learner_id=fact.stream_id, class_id=place.class_id)
        case _:
            return _professional(fact) or _exception(fact) or publish_acting(fact)


def _post(fact: Recorded, post: Post) -> object | None:
    held = POSTS.get(post.role)
    if held is None or (post.school_id is None and post.role not in OF_THE_AUTHORITY):
        return None
    taken_up = isinstance(fact.event, staff_member.PostTakenUp)
    told = contracts.PostTakenUp if taken_up else contracts.PostGivenUp
    return told(person_id=fact.stream_id, school_id=post.school_id, post=held)


def _class(fact: Recorded) -> object | None:
    assert fact.school is not None, "a class is a school's from its first event"
    match fact.event:
        case school_class.ClassTeacherAssigned(staff_member_id=person_id, role=role):
            return contracts.ClassTeacherAssigned(
                class_id=fact.stream_id,
                school_id=fact.school,
                person_id=person_id,
                post=contracts.PostHeld(role.value),
            )
        case _:
            return contracts.ClassTeacherReleased(
                class_id=fact.stream_id,
                school_id=fact.school,
                person_id=fact.event.staff_member_id,
            )


def _professional(fact: Recorded) -> object | None:
    match fact.event:
        case professional_engagement.ProfessionalEngaged() as engaged:
            return contracts.ProfessionalEngaged(
                engagement_id=engaged.engagement_id,
                learner_id=engaged.learner_id,
                person_id=engaged.person_id,
                profession=engaged.profession.value,
                until=engaged.until,
            )
        case professional_engagement.ProfessionalReleased() as released:
            return contracts.ProfessionalReleased(
                engagement_id=released.engagement_id,
                learner_id=released.learner_id,
                person_id=released.person_id,
            )
        case _:
            return None


def _exception(fact: Recorded) -> object | None:
    """What overrides who somebody is: kept out, or let in at once."""
    match fact.event:
        case restriction.RestrictionImposed() as imposed:
            return contracts.RestrictionImposed(
                restriction_id=imposed.restriction_id,
                learner_id=imposed.learner_id,
                person_id=imposed.person_id,
                scope=contracts.RestrictionScope(imposed.scope.value),
            )
        case restriction.RestrictionLifted() as lifted:
            return contracts.RestrictionLifted(
                restriction_id=lifted.restriction_id,
                learner_id=lifted.learner_id,
                person_id=lifted.person_id,
            )
        case emergency_access.EmergencyAccessOpened() as opened:
            return contracts.EmergencyAccessOpened(
                access_id=opened.access_id,
                learner_id=opened.learner_id,
                person_id=opened.person_id,
                expires_at=opened.expires_at,
            )
        case _:
            return None
