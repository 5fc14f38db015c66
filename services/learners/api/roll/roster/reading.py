"""What the readers of a roster's parts have in common, and what they put together."""

import marshal
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from uuid import UUID

from services.learners.api.roll.roster.fault import Faults
from services.learners.api.roll.roster.on_disk import OnDisk, Packing
from services.learners.api.roll.roster.sheet import Sheet
from services.learners.api.roll.roster.table import Row
from services.learners.domain.roll.identity import Named, roster_id
from services.learners.domain.roll.learner_messages import EnrolLearner, LinkParents, PlaceInClasses
from services.learners.domain.roll.roster import RosterWarning
from services.learners.domain.roll.school import RegisterSchool
from services.learners.domain.roll.school_class import OpenClass
from services.learners.domain.roll.staff_member import RegisterStaffMember
from shared.contracts import codec

SCHOOL = "school"


@dataclass(frozen=True, slots=True)
class LearnerEntry:
    """All that a roster says of one learner, and the line of users.csv that says it.

    There is no line where an earlier import said it.
    """

    line: int | None
    enrol: EnrolLearner
    places: PlaceInClasses
    parents: LinkParents


def _packed(entry: LearnerEntry) -> bytes:
    messages = (entry.enrol, entry.places, entry.parents)
    return marshal.dumps((entry.line, *map(codec.encode, messages)))


def _unpacked(body: bytes) -> LearnerEntry:
    line, enrol, places, parents = marshal.loads(body)  # noqa: S302 - packed above
    return LearnerEntry(
        line=line,
        enrol=codec.decode(EnrolLearner, enrol),
        places=codec.decode(PlaceInClasses, places),
        parents=codec.decode(LinkParents, parents),
    )


ENTRIES = Packing(_packed, _unpacked)


@dataclass(frozen=True)
class Roster:
    """A sound roster: what is to be done, by the id of whom or what it concerns.

    `files` is a zip of the rows that the next delta may change.
    """

    schools: Mapping[UUID, RegisterSchool]
    staff_members: Mapping[UUID, RegisterStaffMember]
    classes: Mapping[UUID, OpenClass]
    learners: OnDisk[UUID, LearnerEntry]
    warnings: tuple[RosterWarning, ...]
    files: bytes = b""
    is_delta: bool = False

    @cached_property
    def whole(self) -> tuple[UUID | None, ...]:
        """The places it is whole for: whoever is not named there has gone.

        A school is one if a learner on its roll is named: a member of staff shared with another
        school, or a guest, does not make the file whole for that school. The authority (None) is
        one if a post with it is named.
        """
        schools = dict.fromkeys(entry.enrol.school_id for _, entry in self.learners.each())
        posts = (post for member in self.staff_members.values() for post in member.posts)
        return (*schools, None) if any(post.school_id is None for post in posts) else (*schools,)


@dataclass(frozen=True)
class Reading:
    """The files being read for an authority, on a day, and what was found odd about them."""

    authority: str
    today: date
    sheets: Mapping[str, Sheet]
    faults: Faults
    warnings: list[RosterWarning] = field(default_factory=list)
    _ids: dict[tuple[Named, str], UUID] = field(default_factory=dict)

    @cached_property
    def schools(self) -> Sheet:
        """The rows of orgs.csv that name a school."""
        orgs = self.sheets["orgs.csv"]
        rows = {sourced_id: row for sourced_id, row in orgs if row["type"] == SCHOOL}
        return Sheet(rows, is_whole=orgs.is_whole)

    def org_id(self, sourced_id: str) -> UUID:
        """The id of a school."""
        return self._shared(Named.ORG, sourced_id)

    def class_id(self, sourced_id: str) -> UUID:
        """The id of a class."""
        return self._shared(Named.CLASS, sourced_id)

    def user_id(self, sourced_id: str) -> UUID:
        """The id of a person."""
        return roster_id(self.authority, Named.USER, sourced_id)

    def _shared(self, kind: Named, sourced_id: str) -> UUID:
        """One that many refer to is made once."""
        known = self._ids.get((kind, sourced_id))
        if known is None:
            known = self._ids[kind, sourced_id] = roster_id(self.authority, kind, sourced_id)
        return known

    def warn(self, row: Row, field: str, code: str) -> None:
        """Note something that does not stop the import; of a known row it has been noted."""
        if row.source.is_known:
            return
        warning = RosterWarning(file=row.file, line=row.line, field=field, code=code)
        self.warnings.append(warning)
