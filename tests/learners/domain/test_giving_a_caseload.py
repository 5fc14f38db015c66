from uuid import UUID

from services.learners.domain.ties.caseload import (
    CaseloadEnded,
    CaseloadGiven,
    EndCaseload,
    GiveCaseload,
    caseload,
)
from shared.testing.scenario import given

ELIN, HUW = UUID(int=111), UUID(int=112)
GIVEN = CaseloadGiven(person_id=ELIN)
ENDED = CaseloadEnded(person_id=ELIN)


def test_a_case_is_given_to_an_officer_once() -> None:
    given(caseload).when(GiveCaseload(person_id=ELIN)).then(GIVEN)
    given(caseload, GIVEN).when(GiveCaseload(person_id=ELIN)).then_nothing()


def test_two_officers_may_share_a_case() -> None:
    given(caseload, GIVEN).when(GiveCaseload(person_id=HUW)).then(CaseloadGiven(person_id=HUW))


def test_a_case_ends_for_one_officer_and_may_be_given_back() -> None:
    given(caseload, GIVEN).when(EndCaseload(person_id=ELIN)).then(ENDED)
    given(caseload, GIVEN).when(EndCaseload(person_id=HUW)).then_nothing()
    given(caseload, GIVEN, ENDED).when(EndCaseload(person_id=ELIN)).then_nothing()
    given(caseload, GIVEN, ENDED).when(GiveCaseload(person_id=ELIN)).then(GIVEN)
