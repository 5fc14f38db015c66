"""Who holds which post, and where?"""

from dataclasses import dataclass
from uuid import UUID, uuid5

from shared.contracts.learners import PostGivenUp, PostHeld, PostTakenUp
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class PostOfPerson:
    """No school means the whole authority."""

    post_id: UUID
    person_id: UUID
    post: PostHeld
    school_id: UUID | None


Row = PostOfPerson | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    match fact.event:
        case PostTakenUp() | PostGivenUp():
            return (_post_id(fact.event),)
        case _:
            return None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case PostTakenUp(person_id=person_id, post=post, school_id=school_id):
            return PostOfPerson(_post_id(fact.event), person_id, post, school_id)
        case PostGivenUp():
            return None
        case _:
            return row


def _post_id(event: PostTakenUp | PostGivenUp) -> UUID:
    return uuid5(event.person_id, f"{event.post} {event.school_id}")


POSTS = Projection(
    table="posts", row=PostOfPerson, key=("post_id",), key_of=key_of, project=project
)
