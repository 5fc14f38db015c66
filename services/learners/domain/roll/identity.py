"""Ids derived from an authority's own, so that a repeated import finds whom it found before."""

from enum import StrEnum
from uuid import UUID, uuid5

ROSTERS = UUID("5b0f2a53-6d0c-5b0e-9a55-2f1c0a7c4d11")


class Named(StrEnum):
    """The kinds of thing that have an id elsewhere; each kind has its own.

    A roster gives sourced ids to the first three; a transfer file names a pupil by UPN.
    """

    ORG = "org"
    CLASS = "class"
    USER = "user"
    PUPIL = "pupil"


def roster_id(authority: str, kind: Named, sourced_id: str) -> UUID:
    """The id of what an authority's roster calls `sourced_id`.

    A learner, a parent and a member of staff are all users: one person has one id in each part.
    """
    return uuid5(ROSTERS, f"{authority}/{kind}/{sourced_id}")


def census_stream_id(learner_id: UUID) -> UUID:
    """The stream of what the census is told of a learner.

    An id of its own, as the read model of the census has a row for each learner's own stream.
    """
    return uuid5(ROSTERS, f"census/{learner_id}")


def authority_id(authority: str) -> UUID:
    """The subject of facts that are about an authority, and about nobody in it."""
    return uuid5(ROSTERS, authority)
