"""Where learners are in their schooling and the days of each school, as other services are told."""

from services.learners.domain.roll import roll_messages, school_calendar
from services.learners.domain.roll.calendar_days import without_session
from shared.contracts import learners as contracts
from shared.modelling.recorded import Recorded


def publish_schooling(fact: Recorded) -> object | None:
    """The message; None where the fact is about something else, or stays here."""
    match fact.event:
        case school_calendar.SchoolCalendarSet() as chosen:
            return _calendar(chosen)
        case school_calendar.SchoolClosed(school_id=school_id, closed_on=day):
            return contracts.SchoolClosed(school_id=school_id, closed_on=day)
        case school_calendar.SchoolReopened(school_id=school_id, closed_on=day):
            return contracts.SchoolReopened(school_id=school_id, closed_on=day)
        case _:
            return _on_roll(fact)


def _calendar(chosen: school_calendar.SchoolCalendarSet) -> contracts.SchoolCalendarSet:
    days = chosen.days
    return contracts.SchoolCalendarSet(
        school_id=chosen.school_id,
        school_year=days.school_year,
        terms_start_on=tuple(term.days.first for term in days.terms),
        terms_end_on=tuple(term.days.last for term in days.terms),
        closed_on=without_session(days),
    )


def _on_roll(fact: Recorded) -> object | None:
    """Who comes back is told of as enrolled: for others it is the same."""
    learner_id = fact.stream_id
    match fact.event:
        case roll_messages.LearnerMovedYearGroup(year_group=group):
            return contracts.LearnerMovedYearGroup(learner_id=learner_id, year_group=group.value)
        case roll_messages.LearnerMovedSchool(school_id=school_id):
            return contracts.LearnerMovedSchool(learner_id=learner_id, school_id=school_id)
        case roll_messages.LearnerLeft(left_on=left_on):
            return contracts.LearnerLeft(learner_id=learner_id, left_on=left_on)
        case roll_messages.LearnerReturned(school_id=school_id, year_group=group):
            return contracts.LearnerEnrolled(
                learner_id=learner_id, school_id=school_id, year_group=group.value
            )
        case _:
            return None
