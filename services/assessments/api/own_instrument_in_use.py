"""Which instrument of its own does a school mean by a code?"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from services.assessments.domain.instrument_definition import OwnInstrument
from services.assessments.domain.instruments import CATALOGUES, CURRENT
from services.assessments.domain.own_instrument import instrument_id

Find = Callable[[UUID], Any | None]


def own_instrument_of(find: Find, school_id: UUID, code: str) -> OwnInstrument | None:
    """The school's own instrument as it is defined now; None where the code is the catalogue's."""
    if code in CATALOGUES[CURRENT]:
        return None
    found = find(instrument_id(school_id, code))
    if found is None:
        return None
    return OwnInstrument(
        school_id=school_id,
        version=found.version,
        definition=found.definition,
        retired_on=found.retired_on,
    )
