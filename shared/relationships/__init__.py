"""Who stands how to whom, as `learners` tells it: every service decides from a copy of its own."""

from pathlib import Path

from shared.relationships.class_staff import CLASS_STAFF
from shared.relationships.classmates import CLASSMATES
from shared.relationships.places import PLACES
from shared.relationships.posts import POSTS
from shared.relationships.standing import standing
from shared.relationships.ties import TIES
from shared.runtime.admission import Relationships

RELATIONSHIPS = Relationships(
    models=(PLACES, POSTS, CLASS_STAFF, CLASSMATES, TIES),
    migrations=Path(__file__).parent / "migrations",
    standing=standing,
    places=PLACES,
)
