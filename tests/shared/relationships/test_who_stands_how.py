"""From what `learners` tells to how somebody stands: on a real Postgres, as a service hears it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from shared.access.actor import Actor, Held, Identity, Post
from shared.access.roles import Kind
from shared.contracts import learners as told
from shared.relationships.standing import standing
from tests.hearing import Ear
from tests.stores import Store

ME, CHILD, CLASS, SCHOOL, OTHER = (UUID(int=number) for number in range(501, 506))
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
Heard = Callable[..., Actor]
IN_CLASS = (
    told.LearnerPlacedInClass(learner_id=CHILD, class_id=CLASS),
    told.PostTakenUp(person_id=ME, school_id=SCHOOL, post=told.PostHeld.CLASS_TEACHER),
    told.ClassTeacherAssigned(
        class_id=CLASS, school_id=SCHOOL, person_id=ME, post=told.PostHeld.CLASS_TEACHER
    ),
)
OFFICER = told.PostTakenUp(person_id=ME, school_id=None, post=told.PostHeld.ALN_OFFICER)
CASE = told.CaseloadGiven(learner_id=CHILD, person_id=ME)
PARENT = told.ParentLinked(learner_id=CHILD, parent_id=ME)
REPRESENTING = (
    told.RepresentativeNamed(learner_id=CHILD, person_id=ME),
    told.RightsPassed(learner_id=CHILD),
    told.CapacityRecorded(learner_id=CHILD, capacity=told.Capacity.LACKS_CAPACITY),
)


@pytest.fixture
def heard(hear: Callable[[str], Ear], store: Callable[[str], Store], authority: str) -> Heard:
    """`heard(message, …)`: how I stand after these; the child is at a school from the start."""
    ear = hear("targets")
    ear(told.LearnerEnrolled(learner_id=CHILD, school_id=SCHOOL))

    def after(*messages: Any, at: datetime = NOW) -> Actor:
        for message in messages:
            ear(message)
        with store("targets").connect() as connection:
            return standing(connection, Identity(authority, str(ME), Kind.STAFF), at)

    return after


def engaged(until: date) -> told.ProfessionalEngaged:
    return told.ProfessionalEngaged(
        engagement_id=UUID(int=601),
        learner_id=CHILD,
        person_id=ME,
        profession="educational_psychologist",
        until=until,
    )


def restricted(scope: told.RestrictionScope) -> told.RestrictionImposed:
    return told.RestrictionImposed(
        restriction_id=UUID(int=602), learner_id=CHILD, person_id=ME, scope=scope
    )


def emergency(until: datetime) -> told.EmergencyAccessOpened:
    return told.EmergencyAccessOpened(
        access_id=UUID(int=603), learner_id=CHILD, person_id=ME, expires_at=until
    )


def test_nobody_stands_to_anybody_at_first(heard: Heard) -> None:
    assert heard() == Actor(Kind.STAFF)


def test_a_post_is_held_until_it_is_given_up(heard: Heard) -> None:
    assert heard(OFFICER).posts == {Held(Post.ALN_OFFICER)}
    given_up = told.PostGivenUp(person_id=ME, school_id=None, post=told.PostHeld.ALN_OFFICER)
    assert heard(given_up).posts == frozenset()


@pytest.mark.parametrize(
    "ending",
    [
        told.LearnerRemovedFromClass(learner_id=CHILD, class_id=CLASS),
        told.ClassTeacherReleased(class_id=CLASS, school_id=SCHOOL, person_id=ME),
        told.PostGivenUp(person_id=ME, school_id=SCHOOL, post=told.PostHeld.CLASS_TEACHER),
        told.LearnerMovedSchool(learner_id=CHILD, school_id=OTHER),
    ],
    ids=lambda event: type(event).__name__,
)
def test_a_class_is_taught_until_any_part_of_that_ends(heard: Heard, ending: Any) -> None:
    assert heard(*IN_CLASS).teaches == {CHILD: SCHOOL}
    assert heard(ending).teaches == {}


def test_a_case_is_an_officers_until_it_or_the_post_ends(heard: Heard) -> None:
    assert heard(CASE).caseload == {}
    assert heard(OFFICER).caseload == {CHILD: SCHOOL}
    assert heard(told.CaseloadEnded(learner_id=CHILD, person_id=ME)).caseload == {}


def test_a_professional_stands_by_to_the_end_of_the_last_day_in_wales(heard: Heard) -> None:
    last_day = date(2026, 7, 31)  # an hour ahead of UTC
    midnight = datetime(2026, 7, 31, 23, tzinfo=UTC)
    assert heard(engaged(last_day), at=midnight - timedelta(seconds=1)).engaged_for
    assert not heard(at=midnight).engaged_for
    released = told.ProfessionalReleased(
        engagement_id=UUID(int=601), learner_id=CHILD, person_id=ME
    )
    assert not heard(released, at=midnight - timedelta(days=9)).engaged_for


def test_emergency_access_ends_with_its_time_or_the_last_post(heard: Heard) -> None:
    until = NOW + timedelta(hours=1)
    assert not heard(emergency(until)).in_emergency
    assert heard(OFFICER).in_emergency == {CHILD: SCHOOL}
    assert not heard(at=until).in_emergency


def test_a_parent_stands_back_when_the_rights_are_the_young_persons(heard: Heard) -> None:
    assert heard(PARENT).children == {CHILD: SCHOOL}
    assert heard(told.RightsPassed(learner_id=CHILD)).children == {}


def test_a_parent_no_longer_named_is_none(heard: Heard) -> None:
    assert heard(PARENT).children
    assert not heard(told.ParentUnlinked(learner_id=CHILD, parent_id=ME)).children


def test_a_representative_stands_only_for_one_who_lacks_capacity(heard: Heard) -> None:
    assert not heard(*REPRESENTING[:2]).represents
    assert heard(REPRESENTING[2]).represents == {CHILD: SCHOOL}
    regained = told.CapacityRecorded(learner_id=CHILD, capacity=told.Capacity.HAS_CAPACITY)
    assert not heard(regained).represents


def test_a_young_person_has_an_account_until_it_is_closed(heard: Heard) -> None:
    opened = told.YoungPersonAccountOpened(learner_id=CHILD, person_id=ME)
    assert heard(opened).own_record == {CHILD: SCHOOL}
    assert not heard(told.YoungPersonAccountClosed(learner_id=CHILD, person_id=ME)).own_record


def test_a_restriction_holds_until_it_is_lifted(heard: Heard) -> None:
    assert heard(restricted(told.RestrictionScope.RECORD)).barred == {CHILD}
    lifted = told.RestrictionLifted(restriction_id=UUID(int=602), learner_id=CHILD, person_id=ME)
    assert heard(lifted).barred == frozenset()
    partly = heard(restricted(told.RestrictionScope.CONTACT_DETAILS))
    assert partly.barred == frozenset()
    assert partly.without_contact_details == {CHILD}


def test_a_system_whose_id_is_of_another_form_stands_to_nobody(
    store: Callable[[str], Store], authority: str
) -> None:
    who = Identity(authority, "mis-supplier", Kind.INTEGRATION, frozenset({"roster"}))
    with store("targets").connect() as connection:
        assert standing(connection, who, NOW) == Actor(Kind.INTEGRATION, frozenset({"roster"}))
