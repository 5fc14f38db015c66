"""People of all kinds, with any relationships to a few learners of two schools."""

from uuid import UUID

from hypothesis import strategies as st

from shared.access.actor import Actor, Held, Learner, Post
from shared.access.roles import Kind

SCHOOLS = [UUID(int=1), UUID(int=2)]
LEARNERS = [Learner(UUID(int=10 + number), SCHOOLS[number % 2]) for number in range(4)]

_places = {learner.id: learner.school for learner in LEARNERS}
_some = st.dictionaries(st.sampled_from(list(_places)), st.none(), max_size=2).map(
    lambda chosen: {one: _places[one] for one in chosen}
)
_ids = st.frozensets(st.sampled_from(list(_places)), max_size=1)
_held = st.builds(Held, st.sampled_from(list(Post)), st.sampled_from([*SCHOOLS, None]))

ACTORS = st.builds(
    Actor,
    kind=st.sampled_from(list(Kind)),
    scopes=st.frozensets(st.sampled_from(["roster", "recipients", "other"])),
    posts=st.frozensets(_held, max_size=2),
    teaches=_some,
    assists=_some,
    caseload=_some,
    engaged_for=_some,
    in_emergency=_some,
    children=_some,
    own_record=_some,
    represents=_some,
    barred=_ids,
    without_contact_details=_ids,
)
