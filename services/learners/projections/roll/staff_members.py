"""Who works here, under which name, in which posts?"""

from dataclasses import dataclass, replace
from uuid import UUID

from services.learners.domain.roll.staff_member import (
    Post,
    PostGivenUp,
    PostTakenUp,
    StaffMemberRegistered,
    StaffMemberRenamed,
)
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class KnownStaffMember:
    staff_member_id: UUID
    given_name: str
    family_name: str
    posts: tuple[Post, ...]


Row = KnownStaffMember | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.stream_id,) if fact.stream_kind == "staff_member" else None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case StaffMemberRegistered(given_name=given, family_name=family):
            return KnownStaffMember(fact.stream_id, given, family, ())
        case StaffMemberRenamed(given_name=given, family_name=family):
            return row and replace(row, given_name=given, family_name=family)
        case PostTakenUp(post=post):
            return row and replace(row, posts=(*row.posts, post))
        case PostGivenUp(post=post):
            remaining = (each for each in row.posts if each != post) if row else ()
            return row and replace(row, posts=tuple(remaining))
        case _:
            return row


STAFF_MEMBERS = Projection(
    table="staff_members",
    row=KnownStaffMember,
    key=("staff_member_id",),
    key_of=key_of,
    project=project,
)
