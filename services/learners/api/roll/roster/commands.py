"""A sound roster as the steps of long work, and as what puts the import on record."""

import hashlib
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from services.learners.api.roll.roster.reading import Roster
from services.learners.domain.roll.identity import authority_id
from services.learners.domain.roll.learner_messages import EnrolLearner, LinkParents, PlaceInClasses
from services.learners.domain.roll.roster import ImportRoster, RosterCounts, kind_counts
from services.learners.domain.roll.school import RegisterSchool
from services.learners.domain.roll.school_class import LeaveClass, OpenClass
from services.learners.domain.roll.staff_member import LeavePosts, RegisterStaffMember
from services.learners.domain.ties.young_person_messages import PassRights
from shared.contracts import codec
from shared.runtime.service import Effect, LongWork, Stream

WARNINGS_KEPT = 200
KIND = "roster_import"
COMMANDS = (
    *(RegisterSchool, RegisterStaffMember, OpenClass, EnrolLearner, PlaceInClasses, LinkParents),
    *(LeavePosts, LeaveClass, PassRights),
)


def steps_of(roster: Roster, authority: str) -> Iterator[tuple[Stream, object]]:
    """What is done about all that the roster names, what is done to one in a row."""
    subject = authority_id(authority)
    for school_id, school in roster.schools.items():
        yield Stream("school", school_id, subject=school_id, school=school_id), school
    for staff_member_id, member in roster.staff_members.items():
        told = replace(member, whole=roster.whole)
        yield Stream("staff_member", staff_member_id, subject=subject), told
    for class_id, opened in roster.classes.items():
        school_id = opened.school_id
        yield Stream("school_class", class_id, subject=school_id, school=school_id), opened
    for learner_id, entry in roster.learners.each():
        stream = Stream("learner", learner_id, subject=learner_id, school=entry.enrol.school_id)
        yield stream, entry.enrol
        yield stream, entry.places
        yield stream, entry.parents


@dataclass(frozen=True)
class About:
    """All that is known of an import before it is carried out.

    `put` is the command that will put it on record, but for what becomes of each kind: `named` are
    how many of each, `ended` how many others have ended.
    """

    authority: str
    put: ImportRoster
    named: Mapping[str, int]
    ended: Mapping[str, int]

    def as_json(self) -> dict[str, Any]:
        """As it is put down with the steps."""
        plain = {"authority": self.authority, "put": codec.to_plain(self.put)}
        return plain | {"named": dict(self.named), "ended": dict(self.ended)}

    def having(self, effect: Effect) -> ImportRoster:
        """The command, now that it is known what it led to."""
        kinds = kind_counts(self.named, effect.kinds, self.ended)
        return replace(self.put, counts=replace(self.put.counts, kinds=kinds))


def about(
    import_id: UUID, body: bytes, roster: Roster, known: Container[UUID], authority: str
) -> About:
    """What is known of an import; `known` are the learners on the roll already."""
    named = {
        "school": len(roster.schools),
        "staff_member": len(roster.staff_members),
        "school_class": len(roster.classes),
        "learner": len(roster.learners),
    }
    counts = RosterCounts(
        schools=named["school"],
        staff_members=named["staff_member"],
        classes=named["school_class"],
        learners=named["learner"],
        new_learners=sum(learner_id not in known for learner_id in roster.learners),
        warnings=len(roster.warnings),
    )
    put = ImportRoster(
        import_id=import_id,
        digest=hashlib.sha256(body).hexdigest(),
        counts=counts,
        warnings=roster.warnings[:WARNINGS_KEPT],
        is_delta=roster.is_delta,
    )
    return About(authority, put, named, {})


def with_ended(told: About, endings: Iterable[tuple[Stream, object]]) -> About:
    """The same, counting what ends by its kind."""
    return replace(told, ended=Counter(stream.kind for stream, _ in endings))


def _closing(_: UUID, plain: Mapping[str, Any], effect: Effect) -> tuple[Stream, object]:
    put = codec.from_plain(ImportRoster, plain["put"])
    told = About(plain["authority"], put, plain["named"], plain["ended"])
    subject = authority_id(told.authority)
    return Stream("roster", subject, subject=subject), told.having(effect)


ROSTER_IMPORT = LongWork(KIND, COMMANDS, _closing)
