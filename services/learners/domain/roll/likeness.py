"""Might two learners be one child? The same day of birth, and the same name but for its spelling.

The accents that Welsh names bear are often left out by one of two systems: Llŷr and Llyr are alike.
"""

import hashlib
import unicodedata
from datetime import date
from uuid import UUID, uuid5


def likeness(given_name: str, family_name: str, born_on: date) -> str:
    """What learners who may be one child have in common; it names nobody."""
    said = f"{born_on.isoformat()} {_folded(given_name)} {_folded(family_name)}"
    return hashlib.sha256(said.encode()).hexdigest()


def _folded(name: str) -> str:
    """Letters only, without accents, in one case: `O'Neill` and `ONEILL` are alike."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(character for character in apart if character.isalpha())


def pair_id(one: UUID, other: UUID) -> UUID:
    """The id that two learners share as a pair, whichever is named first."""
    first, second = sorted((one, other))
    return uuid5(first, str(second))
