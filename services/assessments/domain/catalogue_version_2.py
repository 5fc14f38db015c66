"""The second catalogue: every shape, the aspects measured, and the order of stages and bands.

The order of stages and bands is what staff and publishers commonly use; where `confidence` is not
high, a school that works by another order adds an instrument of its own.
"""

from services.assessments.domain.instrument_definition import (
    Aspect,
    Confidence,
    Instrument,
    Named,
)
from services.assessments.domain.result import Shape

_HIGH, _MEDIUM, _LOW = Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW


def _named(code: str, welsh: str, english: str) -> Named:
    return Named(code=code, welsh=welsh, english=english)


def _personalised(code: str, welsh: str, english: str, aspect: Aspect) -> Instrument:
    """National personalised assessments give a standard score and feedback, no raw score."""
    return Instrument(
        code=f"personalised_{code}",
        welsh=f"Asesiad personol: {welsh}",
        english=f"Personalised assessment: {english}",
        shapes=(Shape.STANDARDISED_SCORE, Shape.NARRATIVE),
        source="domain.md §3.5 [S31]",
        aspects=(aspect,),
        confidence=_HIGH,
    )


_READ_WRITE_INC = (
    _named("set_1", "Set 1: seiniau", "Set 1 sounds"),
    _named("ditty", "Ditty", "Ditty"),
    _named("red", "Coch", "Red"),
    _named("green", "Gwyrdd", "Green"),
    _named("purple", "Porffor", "Purple"),
    _named("pink", "Pinc", "Pink"),
    _named("orange", "Oren", "Orange"),
    _named("yellow", "Melyn", "Yellow"),
    _named("blue", "Glas", "Blue"),
    _named("grey", "Llwyd", "Grey"),
)
_DYSLEXIA_INDEX = tuple(
    _named(letter.lower(), f"Mynegai {letter}", f"Index {letter}") for letter in "ABCDE"
)
_DYSLEXIA_PARTS = (
    _named("ability", "Gallu", "Ability"),
    _named("attainment", "Cyrhaeddiad", "Attainment"),
    _named("diagnostic", "Diagnostig", "Diagnostic"),
)
_DYNAMO_BANDS = (
    _named("no_concern", "Dim arwydd o risg", "No sign of risk"),
    _named("developmental_delay", "Oedi datblygiadol", "Developmental delay"),
    _named("at_risk", "Mewn perygl o ddyscalcwlia", "At risk of dyscalculia"),
)
_DYNAMO_PARTS = (
    _named("number_meaning", "Ystyr rhif", "Number meaning"),
    _named("number_magnitude", "Maint rhif", "Number magnitude"),
    _named("number_relationship", "Perthynas rhifau", "Number relationship"),
)
_ROUTES = (
    _named("notices_stimuli", "Sylwi ar ysgogiadau", "Notices stimuli"),
    _named(
        "responds_consistently",
        "Ymateb yn gyson i un ysgogiad",
        "Responds consistently to one stimulus",
    ),
    _named("contingency_responding", "Ymateb i ganlyniad gweithred", "Contingency responding"),
    _named("contingency_awareness", "Deall canlyniad gweithred", "Contingency awareness"),
    _named("object_permanence", "Parhad gwrthrychau", "Object permanence"),
    _named("selects_from_two", "Dewis o ddau neu fwy o bethau", "Selects from two or more items"),
    _named(
        "initiates_actions",
        "Cychwyn gweithredoedd i gael canlyniad dymunol",
        "Initiates actions to achieve a desired result",
    ),
)

VERSION_2 = (
    _personalised("reading_english", "Darllen (Saesneg)", "Reading (English)", Aspect.READING),
    _personalised("reading_welsh", "Darllen (Cymraeg)", "Reading (Welsh)", Aspect.READING),
    _personalised(
        "numeracy_procedural",
        "Rhifedd (Gweithdrefnol)",
        "Numeracy (Procedural)",
        Aspect.NUMBER,
    ),
    _personalised("numeracy_reasoning", "Rhifedd (Rhesymu)", "Numeracy (Reasoning)", Aspect.NUMBER),
    Instrument(
        code="read_write_inc_phonics",
        welsh="Read Write Inc: ffoneg",
        english="Read Write Inc: phonics",
        shapes=(Shape.STAGE, Shape.COUNT_OF, Shape.CHECKLIST),
        source="domain.md §3.5 [P]",
        aspects=(Aspect.PHONICS,),
        stages=_READ_WRITE_INC,
        confidence=_MEDIUM,
    ),
    Instrument(
        code="phonics",
        welsh="Ffoneg: seiniau a geiriau",
        english="Phonics: sounds and words",
        shapes=(Shape.COUNT_OF, Shape.CHECKLIST),
        source="domain.md §3.5 [P]",
        aspects=(Aspect.PHONICS,),
        confidence=_MEDIUM,
    ),
    Instrument(
        code="sight_words",
        welsh="Geiriau golwg",
        english="Sight words",
        shapes=(Shape.COUNT_OF, Shape.CHECKLIST),
        source="domain.md §3.5 [P]",
        aspects=(Aspect.READING,),
        confidence=_MEDIUM,
    ),
    Instrument(
        code="number_stacks",
        welsh="Number Stacks: asesiad cychwynnol",
        english="Number Stacks: initial assessment",
        shapes=(Shape.CHECKLIST, Shape.COUNT_OF),
        source="domain.md §3.5 [P]",
        aspects=(Aspect.NUMBER,),
        confidence=_MEDIUM,
    ),
    Instrument(
        code="hertfordshire_reading",
        welsh="Prawf darllen Swydd Hertford",
        english="Hertfordshire reading test",
        shapes=(Shape.AGE_EQUIVALENT, Shape.COUNT_OF),
        source="domain.md §3.5 [P]",
        aspects=(Aspect.READING,),
        confidence=_LOW,
    ),
    Instrument(
        code="dyslexia_screener",
        welsh="Sgrinio dyslecsia",
        english="Dyslexia screener",
        shapes=(Shape.STANDARDISED_SCORE, Shape.STANINE, Shape.BANDED_RISK),
        source="domain.md §3.5 [S32, P]",
        aspects=(Aspect.READING, Aspect.SPELLING, Aspect.PHONICS),
        bands=_DYSLEXIA_INDEX,
        parts=_DYSLEXIA_PARTS,
        confidence=_MEDIUM,
    ),
    Instrument(
        code="dyslexia_portfolio",
        welsh="Portffolio dyslecsia",
        english="Dyslexia portfolio",
        shapes=(
            *(Shape.STANDARDISED_SCORE, Shape.PERCENTILE, Shape.STANINE),
            *(Shape.BANDED_RISK, Shape.NARRATIVE),
        ),
        source="domain.md §3.5 [S32, P]",
        aspects=(Aspect.READING, Aspect.SPELLING, Aspect.PHONICS),
        bands=_DYSLEXIA_INDEX,
        confidence=_MEDIUM,
    ),
    Instrument(
        code="dynamo_maths",
        welsh="Dynamo Maths: sgrinio dyscalcwlia",
        english="Dynamo Maths: dyscalculia screening",
        shapes=(Shape.BANDED_RISK, Shape.CHECKLIST, Shape.NARRATIVE),
        source="domain.md §3.5 [S33]",
        aspects=(Aspect.NUMBER,),
        bands=_DYNAMO_BANDS,
        parts=_DYNAMO_PARTS,
        confidence=_MEDIUM,
    ),
    Instrument(
        code="routes_for_learning",
        welsh="Llwybrau Dysgu",
        english="Routes for Learning",
        shapes=(Shape.STAGE, Shape.CHECKLIST, Shape.NARRATIVE),
        source="domain.md §3.5 [S34]; order of the milestones [P]",
        aspects=(Aspect.EARLY_DEVELOPMENT,),
        stages=_ROUTES,
        confidence=_MEDIUM,
    ),
)
