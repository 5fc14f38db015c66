"""A roster beside the roll: who is on it already, under which number, and who could be whom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from services.learners.api.roll.roster.fault import Fault, Faults
from services.learners.api.roll.roster.reading import Roster
from services.learners.domain.roll.identity import Named, roster_id
from services.learners.domain.roll.likeness import likeness
from services.learners.domain.roll.roster import RosterWarning

USERS = "users.csv"
_HELD = "A learner on the roll, whom this roster does not name, has this UPN."


@dataclass(frozen=True)
class OnRoll:
    """The UPN of everybody on the roll, and the likeness of each."""

    upns: Mapping[UUID, str]
    likenesses: Mapping[UUID, str]


def adopted(roster: Roster, roll: OnRoll, authority: str) -> Roster:
    """The same for learners whom a transfer file brought before any roster: found by their UPN."""
    learners = {}
    for learner_id, entry in roster.learners.items():
        number = entry.enrol.upn
        pupil_id = roster_id(authority, Named.PUPIL, number)
        is_known_so = learner_id not in roll.upns and roll.upns.get(pupil_id) == number
        learners[pupil_id if is_known_so else learner_id] = entry
    return replace(roster, learners=learners)


def held_by_others(roster: Roster, roll: Mapping[UUID, str]) -> Faults:
    """Where the roster gives a UPN that a learner on the roll, whom it does not name, has."""
    faults = Faults()
    kept = {upn for learner_id, upn in roll.items() if learner_id not in roster.learners}
    for entry in roster.learners.values():
        if entry.enrol.upn in kept:
            faults.add(Fault(USERS, entry.line, "userIds", "upn_held", _HELD))
    return faults


def with_likenesses(roster: Roster, roll: OnRoll) -> Roster:
    """The same, with a warning at each new learner who could be a child that is known already."""
    return replace(roster, warnings=(*roster.warnings, *_alike(roster, roll)))


def _alike(roster: Roster, roll: OnRoll) -> Iterator[RosterWarning]:
    known = set(roll.likenesses.values())
    for learner_id, entry in roster.learners.items():
        if learner_id in roll.upns or entry.line is None:
            continue
        digest = likeness(entry.enrol.details)
        if digest in known:
            yield RosterWarning(
                file=USERS, line=entry.line, field="familyName", code="like_another"
            )
        known.add(digest)
