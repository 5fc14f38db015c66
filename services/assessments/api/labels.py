"""What codes are called, in Welsh and in English."""

from typing import Any

from marshmallow import fields

_TEXT = {"type": "string"}
_DOCUMENTED = {"type": ["object", "null"], "properties": {"cy": _TEXT, "en": _TEXT}}

# A code has one meaning wherever it stands, so one list serves them all.
LABELS: dict[str, tuple[str, str]] = {
    # Aspects and areas
    "phonics": ("ffoneg", "phonics"),
    "spelling": ("sillafu", "spelling"),
    "sight_words": ("geiriau golwg", "sight words"),
    "reading": ("darllen", "reading"),
    "writing": ("ysgrifennu", "writing"),
    "oracy": ("llafaredd", "oracy"),
    "communication": ("cyfathrebu", "communication"),
    "understanding_of_number": ("deall rhif", "understanding of number"),
    "mathematics": ("mathemateg", "mathematics"),
    "attention": ("canolbwyntio", "attention"),
    "organisation": ("trefnu", "organisation"),
    "personal_and_social": ("personol a chymdeithasol", "personal and social"),
    "behaviour": ("ymddygiad", "behaviour"),
    "sensory_or_physical": ("synhwyraidd neu gorfforol", "sensory or physical"),
    "change_of_circumstance": ("newid mewn amgylchiadau", "change of circumstance"),
    # Outcomes of a monitoring
    "settled": ("wedi setlo", "settled"),
    "continue": ("parhau i fonitro", "go on monitoring"),
    "targets": ("gosod targedau", "set targets"),
    "screening": ("sgrinio", "screening"),
    "aln_question": ("gofyn a oes gan y dysgwr ADY", "ask whether the learner has ALN"),
    # Terms
    "autumn": ("tymor yr hydref", "autumn term"),
    "spring": ("tymor y gwanwyn", "spring term"),
    "summer": ("tymor yr haf", "summer term"),
    # Referrals: kinds, services, states, and what is awaited
    "referral": ("atgyfeiriad", "referral"),
    "speech_and_language": ("therapi lleferydd ac iaith", "speech and language therapy"),
    "educational_psychology": ("seicoleg addysg", "educational psychology"),
    "occupational_therapy": ("therapi galwedigaethol", "occupational therapy"),
    "paediatrics": ("pediatreg", "paediatrics"),
    "specialist_teacher": ("athro neu athrawes arbenigol", "specialist teacher"),
    "dyslexia_screening": ("sgrinio dyslecsia", "dyslexia screening"),
    "dyscalculia_screening": ("sgrinio dyscalcwlia", "dyscalculia screening"),
    "other": ("arall", "other"),
    "proposed": ("wedi'i gynnig", "proposed"),
    "consented": ("cafwyd cydsyniad", "consent given"),
    "refused": ("gwrthodwyd cydsyniad", "consent refused"),
    "sent": ("wedi'i anfon", "sent"),
    "received": ("wedi dod i law'r gwasanaeth", "received by the service"),
    "reported": ("daeth yr adroddiad", "report received"),
    "declined": ("gwrthodwyd gan y gwasanaeth", "declined by the service"),
    "withdrawn": ("wedi'i dynnu'n ôl", "withdrawn"),
    "consent": ("aros am gydsyniad", "awaiting consent"),
    "sending": ("i'w anfon", "to be sent"),
    "receipt": ("aros am gydnabyddiaeth", "awaiting acknowledgement"),
    "report": ("aros am yr adroddiad", "awaiting the report"),
    # Progress
    "gaining": ("yn ennill tir", "gaining"),
    "kept_pace": ("wedi cadw'r un cyflymder", "kept pace"),
    "slower": ("cynnydd, ond yn arafach", "progress, more slowly"),
    "falling_behind": ("yn colli tir", "falling behind"),
    "uncertain": ("ni ellir dweud", "cannot be told"),
    "no_norm": ("dim norm i gymharu ag ef", "no norm to compare with"),
    "score": ("sgôr safonedig", "standardised score"),
    "months": ("misoedd", "months"),
    "percentile": ("canradd", "percentile"),
    "number": ("nifer", "number"),
    "stanine": ("stanin", "stanine"),
    # Prompts
    "instruments_below_threshold": (
        "Mae dau asesiad neu fwy o dan drothwy'r ysgol",
        "Two instruments or more are below the school's threshold",
    ),
    "no_progress_on_target": (
        "Dim cynnydd dros oes targed",
        "No progress across a target's life",
    ),
    "monitoring_ends": (
        "Mae cyfnod monitro yn dod i ben heb ganlyniad",
        "A monitoring ends without an outcome",
    ),
    "dismissed": ("dim angen gweithredu", "nothing need be done"),
    "acted_on": ("gweithredwyd", "acted on"),
}


def label_of(attribute: str) -> fields.Function:
    """A field that holds, in both languages, what the code in another field is called."""
    return fields.Function(lambda row: _label(getattr(row, attribute)), metadata=_DOCUMENTED)


def _label(code: Any) -> dict[str, str] | None:
    if code is None:
        return None
    welsh, english = LABELS[code]
    return {"cy": welsh, "en": english}
