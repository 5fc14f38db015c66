"""What codes are called, in Welsh and in English."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from marshmallow import Schema, fields

from services.assessments.api.bilingual import NameSchema
from services.assessments.domain.assessment_timetable import WindowState
from services.assessments.domain.derived import Method
from services.assessments.domain.instrument_definition import Aspect, Named
from services.assessments.domain.missed_assessment import NotTaken
from services.assessments.domain.result import Shape


def _names(**names: tuple[str, str]) -> Mapping[str, Named]:
    return {code: Named(code=code, welsh=cy, english=en) for code, (cy, en) in names.items()}


SHAPES = _names(
    standardised_score=("Sgôr safonedig", "Standardised score"),
    age_equivalent=("Oedran cyfatebol", "Age equivalent"),
    count_of=("Nifer allan o gyfanswm", "Number out of a total"),
    checklist=("Rhestr wirio", "Checklist"),
    percentile=("Canradd", "Percentile"),
    stanine=("Stanin", "Stanine"),
    stage=("Cam neu liw", "Stage or colour"),
    banded_risk=("Band risg", "Band of risk"),
    narrative=("Adroddiad mewn geiriau", "Report in words"),
)
ASPECTS = _names(
    early_development=("Datblygiad cynnar", "Early development"),
    oracy=("Llafaredd", "Oracy"),
    phonics=("Ffoneg", "Phonics"),
    reading=("Darllen", "Reading"),
    spelling=("Sillafu", "Spelling"),
    writing=("Ysgrifennu", "Writing"),
    number=("Rhif", "Number"),
)
WINDOW_STATES = _names(
    upcoming=("I ddod", "Upcoming"),
    open=("Ar agor", "Open"),
    closing_soon=("Yn cau cyn hir", "Closing soon"),
    closed=("Wedi cau", "Closed"),
)
REASONS = _names(
    absent=("Absennol", "Absent"),
    unwell=("Yn sâl", "Unwell"),
    declined=("Dewisodd beidio", "Chose not to"),
    disapplied=("Wedi'i ddatgymhwyso", "Disapplied"),
)
METHODS = {
    Method.NORMAL_DISTRIBUTION.value: Named(
        code=Method.NORMAL_DISTRIBUTION.value,
        welsh="O'r sgôr, yn ôl y dosraniad normal (cymedr 100, gwyriad safonol 15)",
        english="From the score, by the normal distribution (mean 100, standard deviation 15)",
    ),
    Method.PERCENTILE_BANDS.value: Named(
        code=Method.PERCENTILE_BANDS.value,
        welsh="O'r canradd, yn ôl bandiau'r staninau",
        english="From the percentile, by the bands of the stanines",
    ),
}
NAMES: Mapping[type[StrEnum], Mapping[str, Named]] = {
    Shape: SHAPES,
    Aspect: ASPECTS,
    WindowState: WINDOW_STATES,
    NotTaken: REASONS,
    Method: METHODS,
}


class NamedCodeSchema(Schema):
    """A code, and what it is called."""

    code = fields.String(required=True)
    name = fields.Function(
        lambda named: NameSchema().dump(named), metadata={"type": "object"}, required=True
    )


def name_field(attribute: str, names: Mapping[str, Named]) -> fields.Function:
    """A field that shows what the code in another one is called."""

    def shown(row: Any) -> Any:
        code = row[attribute] if isinstance(row, dict) else getattr(row, attribute)
        return NameSchema().dump(names[code])

    described = {"type": "object", "description": "In Welsh (`cy`) and English (`en`)"}
    return fields.Function(shown, metadata=described)
