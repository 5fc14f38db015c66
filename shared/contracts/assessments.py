"""Published by `assessments`. Scores stay in the service: a subscriber reads them there."""

from datetime import date
from uuid import UUID

from shared.contracts.graduated_response import GRADUATED_RESPONSE
from shared.modelling.message import message


@message
class AssessmentResultRecorded:
    """A learner sat an instrument and the result is on record."""

    result_id: UUID
    learner_id: UUID
    instrument: str
    taken_on: date


@message
class AssessmentResultCorrected:
    """A result on record was wrong; the earlier value is still to be seen in the service."""

    result_id: UUID
    learner_id: UUID
    instrument: str


MESSAGES = (AssessmentResultRecorded, AssessmentResultCorrected, *GRADUATED_RESPONSE)
