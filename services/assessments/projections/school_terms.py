"""When are the terms of a school? A copy of the calendars that `learners` publishes."""

from dataclasses import dataclass
from uuid import UUID

from services.assessments.domain.longest_monitoring import Term
from shared.contracts.learners import SchoolCalendarSet
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class TermsOfSchool:
    school_id: UUID
    school_year: int
    terms: tuple[Term, ...]


def key_of(fact: Recorded) -> tuple[UUID, int] | None:
    match fact.event:
        case SchoolCalendarSet() as calendar:
            return (calendar.school_id, calendar.school_year)
        case _:
            return None


def project(row: TermsOfSchool | None, fact: Recorded) -> TermsOfSchool | None:
    match fact.event:
        case SchoolCalendarSet() as calendar:
            days = zip(calendar.terms_start_on, calendar.terms_end_on, strict=True)
            terms = tuple(Term(starts_on=first, ends_on=last) for first, last in days)
            return TermsOfSchool(calendar.school_id, calendar.school_year, terms)
        case _:
            return row


SCHOOL_TERMS = Projection(
    table="school_terms",
    row=TermsOfSchool,
    key=("school_id", "school_year"),
    key_of=key_of,
    project=project,
    school="school_id",
)
