"""A sound roster as commands: all of them in one transaction, or none."""

import hashlib
from collections.abc import Container, Iterator
from dataclasses import replace
from uuid import UUID

from services.learners.api.roll.roster.reading import Roster
from services.learners.domain.roll.identity import authority_id
from services.learners.domain.roll.roster import ImportRoster, RosterCounts
from shared.runtime.service import Stream

WARNINGS_KEPT = 200


def commands_of(
    roster: Roster, put: ImportRoster, authority: str
) -> Iterator[tuple[Stream, object]]:
    """The import itself first: its version tells whether another came between."""
    subject = authority_id(authority)
    yield Stream("roster", subject, subject=subject), put
    for school_id, school in roster.schools.items():
        yield Stream("school", school_id, subject=school_id, school=school_id), school
    for staff_member_id, member in roster.staff_members.items():
        told = replace(member, whole=roster.whole)
        yield Stream("staff_member", staff_member_id, subject=subject), told
    for class_id, opened in roster.classes.items():
        school_id = opened.school_id
        yield Stream("school_class", class_id, subject=school_id, school=school_id), opened
    for learner_id, entry in roster.learners.items():
        stream = Stream("learner", learner_id, subject=learner_id, school=entry.enrol.school_id)
        yield stream, entry.enrol
        yield stream, entry.places
        yield stream, entry.parents


def import_of(import_id: UUID, body: bytes, roster: Roster, known: Container[UUID]) -> ImportRoster:
    """The command that puts the import on record; `known` are the learners on the roll already."""
    return ImportRoster(
        import_id=import_id,
        digest=hashlib.sha256(body).hexdigest(),
        counts=RosterCounts(
            schools=len(roster.schools),
            staff_members=len(roster.staff_members),
            classes=len(roster.classes),
            learners=len(roster.learners),
            new_learners=sum(learner_id not in known for learner_id in roster.learners),
            warnings=len(roster.warnings),
        ),
        warnings=roster.warnings[:WARNINGS_KEPT],
    )
