"""The first catalogue of instruments; results recorded under it are corrected under it."""

from services.assessments.domain.instrument_definition import Instrument
from services.assessments.domain.result import Shape

VERSION_1 = (
    Instrument(
        "personalised_reading_english",
        "Asesiad personol: Darllen (Saesneg)",
        "Personalised assessment: Reading (English)",
        (Shape.STANDARDISED_SCORE,),
        "domain.md §3.5 [S31], high",
    ),
    Instrument(
        "personalised_reading_welsh",
        "Asesiad personol: Darllen (Cymraeg)",
        "Personalised assessment: Reading (Welsh)",
        (Shape.STANDARDISED_SCORE,),
        "domain.md §3.5 [S31], high",
    ),
    Instrument(
        "personalised_numeracy_procedural",
        "Asesiad personol: Rhifedd (Gweithdrefnol)",
        "Personalised assessment: Numeracy (Procedural)",
        (Shape.STANDARDISED_SCORE,),
        "domain.md §3.5 [S31], high",
    ),
    Instrument(
        "personalised_numeracy_reasoning",
        "Asesiad personol: Rhifedd (Rhesymu)",
        "Personalised assessment: Numeracy (Reasoning)",
        (Shape.STANDARDISED_SCORE,),
        "domain.md §3.5 [S31], high",
    ),
    Instrument(
        "number_stacks",
        "Number Stacks: asesiad cychwynnol",
        "Number Stacks: initial assessment",
        (Shape.CHECKLIST,),
        "domain.md §3.5 [P], medium",
    ),
    Instrument(
        "hertfordshire_reading",
        "Prawf darllen Swydd Hertford",
        "Hertfordshire reading test",
        (Shape.AGE_EQUIVALENT, Shape.COUNT_OF),
        "domain.md §3.5 [P], low",
    ),
    Instrument(
        "phonics",
        "Ffoneg: seiniau a geiriau",
        "Phonics: sounds and words",
        (Shape.COUNT_OF, Shape.CHECKLIST),
        "domain.md §3.5 [P], medium",
    ),
    Instrument(
        "sight_words",
        "Geiriau golwg",
        "Sight words",
        (Shape.COUNT_OF, Shape.CHECKLIST),
        "domain.md §3.5 [P], medium",
    ),
    Instrument(
        "dyslexia_screener",
        "Sgrinio dyslecsia",
        "Dyslexia screener",
        (Shape.STANDARDISED_SCORE,),
        "domain.md §3.5 [S32, P], medium",
    ),
    Instrument(
        "dynamo_maths",
        "Dynamo Maths: sgrinio dyscalcwlia",
        "Dynamo Maths: dyscalculia screening",
        (Shape.CHECKLIST,),
        "domain.md §3.5 [S33], medium",
    ),
    Instrument(
        "routes_for_learning",
        "Llwybrau Dysgu",
        "Routes for Learning",
        (Shape.CHECKLIST,),
        "domain.md §3.5 [S34], high",
    ),
)
