"""Who somebody is to whom: all that a decision is made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from shared.access.roles import Kind


class Post(StrEnum):
    """A post that somebody holds at a school, or for the whole authority."""

    HEADTEACHER = "headteacher"
    ALNCO = "alnco"
    CLASS_TEACHER = "class_teacher"
    TEACHING_ASSISTANT = "teaching_assistant"
    ALN_OFFICER = "aln_officer"
    PRIVACY_OFFICER = "privacy_officer"


@dataclass(frozen=True)
class Held:
    """A post, and where; no school means the whole authority."""

    post: Post
    school: UUID | None = None


@dataclass(frozen=True)
class Learner:
    """A learner, and the school where they are now."""

    id: UUID
    school: UUID | None


Learners = Mapping[UUID, UUID]
"""Learners, each with the school where they are now."""

_NONE: Learners = {}


@dataclass(frozen=True)
class Identity:
    """Who somebody is, as their token says: a person or system, of one authority."""

    authority: str
    person: str
    kind: Kind
    scopes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Actor:
    """A person or system of one authority, with the relationships that hold at this moment.

    `barred` and `without_contact_details` are the learners whose record, or whose family's contact
    details, a court order or a safeguarding decision keeps from this person.
    """

    kind: Kind
    scopes: frozenset[str] = frozenset()
    posts: frozenset[Held] = frozenset()
    teaches: Learners = field(default_factory=lambda: _NONE)
    assists: Learners = field(default_factory=lambda: _NONE)
    caseload: Learners = field(default_factory=lambda: _NONE)
    engaged_for: Learners = field(default_factory=lambda: _NONE)
    in_emergency: Learners = field(default_factory=lambda: _NONE)
    children: Learners = field(default_factory=lambda: _NONE)
    own_record: Learners = field(default_factory=lambda: _NONE)
    represents: Learners = field(default_factory=lambda: _NONE)
    barred: frozenset[UUID] = frozenset()
    without_contact_details: frozenset[UUID] = frozenset()

    def schools_with(self, posts: frozenset[Post]) -> frozenset[UUID]:
        """The schools where one of these posts is held."""
        return frozenset(
            held.school for held in self.posts if held.post in posts and held.school is not None
        )

    def holds(self, post: Post) -> bool:
        """Is this post held for the whole authority?"""
        return Held(post) in self.posts
