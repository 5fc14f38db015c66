"""Could two learners be one child? Told by a digest, so that nobody is named where it is compared.

A name is folded first: accents, case, spaces and hyphens differ from one system to the next.
"""

import hashlib
import unicodedata

from services.learners.domain.roll.learner_messages import Details


def likeness(details: Details) -> str:
    """Equal for learners born on one day whose names, folded, are equal; hexadecimal."""
    told = f"{folded(details.given_name)}/{folded(details.family_name)}/{details.born_on}"
    return hashlib.sha256(told.encode()).hexdigest()


def folded(name: str) -> str:
    """A name without accents, case, and whatever is no letter: `Siân Wyn-Jones` is `sianwynjones`.

    A name that has no letters at all is kept as it is.
    """
    apart = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in apart if letter.isalpha()) or apart
