"""A roster beside the roll: who is on it already, under which number, and who could be whom."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from uuid import UUID

from services.learners.api.roll.roster.fault import Fault, Faults
from services.learners.api.roll.roster.on_disk import OnDisk
from services.learners.api.roll.roster.reading import ENTRIES, LearnerEntry, Roster
from services.learners.domain.roll.identity import Named, roster_id
from services.learners.domain.roll.likeness import likeness
from services.learners.domain.roll.roster import RosterWarning

USERS = "users.csv"
_HELD = "A learner on the roll, whom this roster does not name, has this UPN."


@dataclass(frozen=True)
class OnRoll:
    """The UPN of everybody on the roll, and what they are like."""

    upns: Mapping[UUID, str]
    likenesses: AbstractSet[str]


def adopted(roster: Roster, roll: OnRoll, authority: str) -> Roster:
    """The same for learners whom a transfer file brought before any roster: found by their UPN."""
    moved = {}
    for learner_id, entry in roster.learners.each() if roll.upns else ():
        number = entry.enrol.upn
        pupil_id = roster_id(authority, Named.PUPIL, number)
        if learner_id not in roll.upns and roll.upns.get(pupil_id) == number:
            moved[learner_id] = pupil_id
    return replace(roster, learners=_moved(roster.learners, moved)) if moved else roster


def _moved(
    learners: OnDisk[UUID, LearnerEntry], to: Mapping[UUID, UUID]
) -> OnDisk[UUID, LearnerEntry]:
    found = OnDisk(UUID, ENTRIES)
    for learner_id, entry in learners.each():
        found[to.get(learner_id, learner_id)] = entry
    return found


def held_by_others(roster: Roster, roll: Mapping[UUID, str]) -> Faults:
    """Where the roster gives a UPN that a learner on the roll, whom it does not name, has."""
    faults = Faults()
    kept = {upn for learner_id, upn in roll.items() if learner_id not in roster.learners}
    for _, entry in roster.learners.each() if kept else ():
        if entry.enrol.upn in kept:
            faults.add(Fault(USERS, entry.line, "userIds", "upn_held", _HELD))
    return faults


def with_likenesses(roster: Roster, roll: OnRoll) -> Roster:
    """The same, with a warning at each new learner who could be a child that is known already."""
    return replace(roster, warnings=(*roster.warnings, *_alike(roster, roll)))


def _alike(roster: Roster, roll: OnRoll) -> Iterator[RosterWarning]:
    known = set(roll.likenesses)
    for learner_id, entry in roster.learners.each():
        if learner_id in roll.upns or entry.line is None:
            continue
        digest = likeness(entry.enrol.details)
        if digest in known:
            yield RosterWarning(
                file=USERS, line=entry.line, field="familyName", code="like_another"
            )
        known.add(digest)
