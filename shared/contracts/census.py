"""Published by `learners`: that something was recorded of a learner for the census."""

from datetime import date
from uuid import UUID

from shared.modelling.message import message


@message
class CensusNeedsRecorded:
    """Provision, needs and support of a learner were recorded, as they are from a day on.

    Which needs they are stays in the record: the day tells others that there is something to read.
    """

    learner_id: UUID
    record_id: UUID
    effective_on: date


CENSUS = (CensusNeedsRecorded,)
