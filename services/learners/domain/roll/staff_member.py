"""A member of staff, and the posts held at schools or with the authority."""

from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from shared.modelling.decider import Decider
from shared.modelling.message import message


class PostRole(StrEnum):
    """What a post is for, as far as it matters to a learner's record."""

    CLASS_TEACHER = "class_teacher"
    TEACHING_ASSISTANT = "teaching_assistant"
    ALNCO = "alnco"
    HEADTEACHER = "headteacher"
    LA_OFFICER = "la_officer"
    PRIVACY_OFFICER = "privacy_officer"
    OTHER = "other"


@message
class Post:
    """A role at a school; with the authority where there is no school."""

    role: PostRole
    school_id: UUID | None


@message
class RegisterStaffMember:
    """A roster names this person, and all the posts they hold where it is `whole`.

    `whole` are the schools it is whole for; None is the authority. Posts elsewhere stand.
    """

    given_name: str
    family_name: str
    posts: tuple[Post, ...]
    whole: tuple[UUID | None, ...] = ()


@message
class LeavePosts:
    """A roster that is `whole` for these places does not name this person any more."""

    whole: tuple[UUID | None, ...]


# Stored for good under these names: add fields with defaults, rename nothing.
@message
class StaffMemberRegistered:
    given_name: str
    family_name: str


@message
class StaffMemberRenamed:
    given_name: str
    family_name: str


@message
class PostTakenUp:
    post: Post


@message
class PostGivenUp:
    post: Post


Command = RegisterStaffMember | LeavePosts
Event = StaffMemberRegistered | StaffMemberRenamed | PostTakenUp | PostGivenUp


@dataclass(frozen=True)
class StaffMember:
    given_name: str
    family_name: str
    posts: tuple[Post, ...] = ()


State = StaffMember | None  # None until a roster names the person


def decide(known: State, command: Command) -> list[Event]:
    match command:
        case RegisterStaffMember():
            return _register(known, command)
        case LeavePosts():
            return _posts(known.posts if known else (), (), command.whole)


def _register(known: State, command: RegisterStaffMember) -> list[Event]:
    given, family = command.given_name, command.family_name
    if known is None:
        events: list[Event] = [StaffMemberRegistered(given_name=given, family_name=family)]
        return events + _posts((), command.posts, command.whole)
    if (known.given_name, known.family_name) == (given, family):
        return _posts(known.posts, command.posts, command.whole)
    renamed = StaffMemberRenamed(given_name=given, family_name=family)
    return [renamed, *_posts(known.posts, command.posts, command.whole)]


def _posts(
    held: tuple[Post, ...], posts: tuple[Post, ...], whole: tuple[UUID | None, ...]
) -> list[Event]:
    named = dict.fromkeys(posts)  # in the order given, each once
    over = [post for post in held if post not in named and post.school_id in whole]
    given_up = [PostGivenUp(post=post) for post in over]
    taken_up = [PostTakenUp(post=post) for post in named if post not in held]
    return [*given_up, *taken_up]


def evolve(known: State, event: Event) -> State:
    match event:
        case StaffMemberRegistered():
            return StaffMember(event.given_name, event.family_name)
        case StaffMemberRenamed():
            assert known is not None
            return replace(known, given_name=event.given_name, family_name=event.family_name)
        case PostTakenUp():
            assert known is not None
            return replace(known, posts=(*known.posts, event.post))
        case PostGivenUp():
            assert known is not None
            return replace(known, posts=tuple(post for post in known.posts if post != event.post))


staff_member: Decider[State, Command, Event] = Decider(None, decide, evolve)
