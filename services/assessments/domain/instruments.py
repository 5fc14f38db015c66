"""The instruments a result may come from, as versioned data.

A version that a result was ever recorded under stays, for the result names it. Whatever changes
(a name, a shape, an instrument more or less) is a new version, used for results from then on.
"""

from collections.abc import Mapping

from services.assessments.domain.catalogue_version_1 import VERSION_1
from services.assessments.domain.catalogue_version_2 import VERSION_2
from services.assessments.domain.instrument_definition import Instrument
from shared.modelling.decider import CommandRefused

Catalogue = Mapping[str, Instrument]
CATALOGUES: Mapping[int, Catalogue] = {
    number: {instrument.code: instrument for instrument in version}
    for number, version in enumerate((VERSION_1, VERSION_2), 1)
}
CURRENT = max(CATALOGUES)


def instrument_of(catalogue: int, code: str) -> Instrument:
    """The instrument of this code in a version of the catalogue; refused where there is none."""
    instrument = CATALOGUES[catalogue].get(code)
    if instrument is None:
        raise CommandRefused("instrument_unknown", "instrument")
    return instrument
