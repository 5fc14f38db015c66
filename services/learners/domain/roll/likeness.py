"""Might two learners be one child? The same day of birth, and the same name but for its spelling.

The accents that Welsh names bear are often left out by one of two systems, and case, spaces and
hyphens differ: Llŷr Wyn-Jones and LLYR WYN JONES are alike. A digest is compared, and names nobody.
"""

import hashlib
import unicodedata
from uuid import UUID, uuid5

from services.learners.domain.roll.learner_messages import Details


def likeness(details: Details) -> str:
    """What learners who may be one child have in common, in hexadecimal."""
    told = f"{folded(details.given_name)}/{folded(details.family_name)}/{details.born_on}"
    return hashlib.sha256(told.encode()).hexdigest()


def folded(name: str) -> str:
    """A name without accents, case, and whatever is no letter: `Siân Wyn-Jones` is `sianwynjones`.

    A name that has no letters at all is kept as it is.
    """
    apart = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in apart if letter.isalpha()) or apart


def pair_id(one: UUID, other: UUID) -> UUID:
    """The id that two learners share as a pair, whichever is named first."""
    first, second = sorted((one, other))
    return uuid5(first, str(second))
