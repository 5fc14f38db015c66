"""Published by `assessments`. Scores stay in the service: a subscriber reads them there."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.contracts.watching import WATCHING
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


class NotTaken(StrEnum):
    """Why a learner did not take what the class took."""

    ABSENT = "absent"
    UNWELL = "unwell"
    DECLINED = "declined"
    DISAPPLIED = "disapplied"


@message
class AssessmentMissed:
    """A learner's class took an instrument and the learner did not.

    It says nothing about what the learner can do. A result may still follow.
    """

    missed_id: UUID
    learner_id: UUID
    instrument: str
    due_on: date
    reason: NotTaken


MESSAGES = (AssessmentResultRecorded, AssessmentResultCorrected, AssessmentMissed, *WATCHING)
