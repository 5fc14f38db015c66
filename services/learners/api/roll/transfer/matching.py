"""Whom a transfer file is about: by the UPN, else by a former one, else a learner new to us."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.learners.api.roll.roster.fault import Fault, Faults
from services.learners.api.roll.transfer.pupils import Pupil
from services.learners.api.roll.transfer.reading import TransferFile
from services.learners.domain.roll.identity import Named, roster_id
from services.learners.domain.roll.learner_messages import Details
from services.learners.domain.roll.likeness import likeness
from services.learners.domain.roll.transfer_file import TransferWarning


@dataclass(frozen=True)
class Roll:
    """Who has which UPN now, who had which before, and who could be whom.

    `find` gives the row of a learner, None of one whom the asker may not reach.
    """

    authority: str
    upns: Mapping[str, UUID]
    former_upns: Mapping[str, UUID]
    likenesses: Mapping[str, UUID]
    find: Callable[[UUID], Any | None]


@dataclass(frozen=True)
class Match:
    """A pupil of a file and the learner it is; `known` is None of one who is new to us.

    `upn` is the number that is right: a file may still have the one before.
    """

    pupil: Pupil
    learner_id: UUID
    upn: str
    matched_by: str | None
    known: Any | None

    @property
    def details(self) -> Details:
        """Who the learner is, by the file; what it does not tell, as it is known."""
        known_sex = self.known.sex if self.known else None
        return Details(
            given_name=self.pupil.given_name,
            family_name=self.pupil.family_name,
            born_on=self.pupil.born_on,
            sex=self.pupil.sex or known_sex,
        )


def matched(file: TransferFile, roll: Roll, faults: Faults) -> list[Match]:
    """Each pupil's match; faults where there is none that is sure, and warnings in the file."""
    found: list[Match] = []
    lines: dict[UUID, int] = {}
    for pupil in file.pupils:
        match = _match(pupil, roll, faults)
        if match is None:
            continue
        first = lines.setdefault(match.learner_id, pupil.line)
        if first != pupil.line:
            reason = f"The pupil on line {first} is the same learner."
            _report(faults, pupil, "UPN", "pupil_repeated", reason)
        found.append(match)
    _warn_of_likenesses(file, found, roll)
    return found


def _match(pupil: Pupil, roll: Roll, faults: Faults) -> Match | None:
    numbers = (pupil.upn, *pupil.former_upns)
    ids = {found for one in numbers if (found := _holder(one, roll)) is not None}
    if len(ids) > 1:
        reason = "Its UPN and its former UPNs are of several learners on the roll."
        _report(faults, pupil, "UPN", "upn_ambiguous", reason)
        return None
    if not ids:
        return _new(pupil, roll, faults)
    return _on_the_roll(pupil, ids.pop(), roll, faults)


def _holder(number: str, roll: Roll) -> UUID | None:
    return roll.upns.get(number) or roll.former_upns.get(number)


def _new(pupil: Pupil, roll: Roll, faults: Faults) -> Match | None:
    if pupil.year_group is None:
        reason = "A learner who is new to us comes with a year group."
        _report(faults, pupil, "NCyearActual", "value_missing", reason)
        return None
    learner_id = roster_id(roll.authority, Named.PUPIL, pupil.upn)
    return Match(pupil, learner_id, pupil.upn, None, None)


def _on_the_roll(pupil: Pupil, learner_id: UUID, roll: Roll, faults: Faults) -> Match | None:
    known = roll.find(learner_id)
    if known is None:
        reason = "A learner on the roll, whom you may not change, has this UPN."
        _report(faults, pupil, "UPN", "upn_held", reason)
        return None
    if known.born_on != pupil.born_on and known.family_name != pupil.family_name:
        reason = "The learner with this UPN has another family name and another birthday."
        _report(faults, pupil, "UPN", "upn_of_another", reason)
        return None
    by_former = roll.upns.get(pupil.upn) != learner_id
    is_outdated = pupil.upn in roll.former_upns and by_former
    number = _number_now(learner_id, roll) if is_outdated else pupil.upn
    return Match(pupil, learner_id, number, "former_upn" if by_former else "upn", known)


def _number_now(learner_id: UUID, roll: Roll) -> str:
    return next(number for number, holder in roll.upns.items() if holder == learner_id)


def _warn_of_likenesses(file: TransferFile, matches: list[Match], roll: Roll) -> None:
    """A child who is new under a number nobody has had may be one we know under another."""
    here: dict[str, UUID] = {}
    for match in matches:
        digest = likeness(match.details)
        other = roll.likenesses.get(digest) or here.get(digest)
        if match.known is None and other is not None:
            warning = TransferWarning(line=match.pupil.line, field="UPN", code="like_another")
            file.warnings.append(warning)
        here.setdefault(digest, match.learner_id)


def _report(faults: Faults, pupil: Pupil, field: str, code: str, reason: str) -> None:
    faults.add(Fault("", pupil.line, field, code, reason))
