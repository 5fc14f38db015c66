"""Acting, outside a request, as someone who reaches everyone of an authority."""

from shared.access.actor import Actor, Held, Post
from shared.access.policy import reach
from shared.access.roles import Kind
from shared.runtime.acting import Acting

EVERYONE = reach(Actor(Kind.STAFF, posts=frozenset({Held(Post.ALN_OFFICER)})), "read_learners")


def reaching_everyone(authority: str, actor: str = "a-person") -> Acting:
    """For `acting_as`."""
    return Acting(authority, actor, "read_learners", "request", EVERYONE)
