"""The code tables of the January census (PLASC), each code with the days it is in use.

Data, not rules: a code that comes or goes is one line here, and what was recorded under an older
code stands. The need categories are those of the published tables, and are not England's
(domain.md §3.2). Welsh names are ours where the tables give English alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Confidence(StrEnum):
    """How sure we are that the census knows a code by this name."""

    PUBLISHED = "published"  # the name stands in published tables
    SHORT_CODE_LIKELY = "short_code_likely"  # so does the name; the letters are from schools' use
    INFERRED = "inferred"  # follows from other published facts
    OWN_CODE = "own_code"  # published name, and a code of ours: the official letters are not known


@dataclass(frozen=True)
class Code:
    """One code, what it means, and from which day to which (both included) it is in use.

    Where no day is given, it has been in use, or will be, as long as anyone knows.
    """

    code: str
    welsh: str
    english: str
    confidence: Confidence
    valid_from: date | None = None
    valid_until: date | None = None

    def is_valid(self, on: date) -> bool:
        """Was, or is, the code in use on this day?"""
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_until is None or on <= self.valid_until)


SEN_ENDED = date(2025, 8, 31)
"""SEN had become ALN everywhere by then; the older values are history (domain.md §1.1)."""
IDPS_BEGAN = date(2021, 9, 1)
"""Before the Act was in force for the first learners, nobody had an IDP under it."""

_PROVISION = Confidence.OWN_CODE
PROVISIONS = (
    Code(
        *("school_action", "Gweithredu gan yr Ysgol", "School Action", _PROVISION),
        valid_until=SEN_ENDED,
    ),
    Code(
        *("school_action_plus", "Gweithredu gan yr Ysgol a Mwy", "School Action Plus", _PROVISION),
        valid_until=SEN_ENDED,
    ),
    Code("statemented", "Datganiad", "Statemented", _PROVISION, valid_until=SEN_ENDED),
    Code(
        *("school_maintained_idp", "CDU a gynhelir gan yr ysgol", "School maintained IDP"),
        _PROVISION,
        valid_from=IDPS_BEGAN,
    ),
    Code(
        *("la_maintained_idp", "CDU a gynhelir gan yr awdurdod lleol", "LA maintained IDP"),
        _PROVISION,
        valid_from=IDPS_BEGAN,
    ),
)
"""What provision a learner has; a learner without any of it is not in this part of the census."""

_NEED = Confidence.SHORT_CODE_LIKELY
NEEDS = (
    Code("MLD", "Anawsterau dysgu cymedrol", "Moderate learning difficulties", _NEED),
    Code(
        "GLD", "Anawsterau dysgu cyffredinol", "General learning difficulties", Confidence.INFERRED
    ),
    Code("SLD", "Anawsterau dysgu difrifol", "Severe learning difficulties", _NEED),
    Code(
        *("PMLD", "Anawsterau dysgu dwys a lluosog"),
        "Profound and multiple learning difficulties",
        _NEED,
    ),
    Code("DYSL", "Dyslecsia", "Dyslexia", _NEED),
    Code("DYSC", "Dyscalcwlia", "Dyscalculia", _NEED),
    Code("DYSP", "Dyspracsia", "Dyspraxia", _NEED),
    Code(
        *("ADHD", "Anhwylder diffyg canolbwyntio a gorfywiogrwydd"),
        "Attention deficit hyperactivity disorder",
        _NEED,
    ),
    Code("ASD", "Anhwylderau ar y sbectrwm awtistig", "Autistic spectrum disorders", _NEED),
    Code("PMED", "Anawsterau corfforol a meddygol", "Physical and medical difficulties", _NEED),
    Code("HI", "Nam ar y clyw", "Hearing impairment", _NEED),
    Code("VI", "Nam ar y golwg", "Visual impairment", _NEED),
    Code("MSI", "Nam amlsynhwyraidd", "Multi-sensory impairment", _NEED),
    Code(
        *("SLCD", "Anawsterau lleferydd, iaith a chyfathrebu"),
        "Speech, language and communication difficulties",
        _NEED,
    ),
    Code(
        *("BESD", "Anawsterau ymddygiadol, emosiynol a chymdeithasol"),
        "Behavioural, emotional and social difficulties",
        _NEED,
    ),
)
"""Categories of need; a learner has one or several, ranked."""

SUPPORT = (
    Code(
        "CT", "Cwricwlwm a dulliau addysgu", "Curriculum and teaching methods", Confidence.PUBLISHED
    ),
    Code("GS", "Grwpio a chymorth", "Grouping and support", Confidence.PUBLISHED),
    Code("SR", "Adnoddau arbenigol", "Specialised resources", Confidence.PUBLISHED),
    Code("AA", "Cyngor ac asesu", "Advice and assessment", Confidence.PUBLISHED),
)
"""Kinds of support; each is given at a level."""

LOWEST_LEVEL, HIGHEST_LEVEL = 1, 4


def find(table: Iterable[Code], code: str) -> Code | None:
    """The entry of a code, in use or not; None: there has never been one."""
    return next((entry for entry in table if entry.code == code), None)
