"""How an actor stands to everyone at this moment, read anew for each request."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from shared.access.actor import Actor, Held, Identity, Post
from shared.relationships.ties import TieKind

# Each place is looked up by its key, so that this is quick even where Postgres has no statistics
# yet: in an authority's first minutes it would otherwise join with every learner there is.
_STANDING = """
WITH held AS (
    SELECT post, school_id FROM posts
    WHERE authority = %(authority)s AND person_id = %(person)s
), tied AS (
    SELECT kind, learner_id FROM ties
    WHERE authority = %(authority)s AND person_id = %(person)s
      AND (until IS NULL OR until > %(now)s)
), found AS (
    SELECT CASE s.post WHEN 'teaching_assistant' THEN s.post ELSE 'class_teacher' END AS as_what,
           c.learner_id, s.school_id AS only_at
    FROM class_staff s JOIN classmates c USING (authority, class_id)
    WHERE s.authority = %(authority)s AND s.person_id = %(person)s
      AND s.school_id IN (SELECT school_id FROM held)
  UNION ALL
    SELECT kind, learner_id, NULL FROM tied
    WHERE (kind <> 'caseload' OR EXISTS (SELECT FROM held WHERE post = 'aln_officer'))
      AND (kind <> 'emergency' OR EXISTS (SELECT FROM held))
      AND (kind <> 'parent' OR NOT EXISTS (
            SELECT FROM ties r WHERE r.authority = %(authority)s
            AND r.learner_id = tied.learner_id AND r.kind = 'rights_passed'))
      AND (kind <> 'representative' OR 2 = (
            SELECT count(*) FROM ties r WHERE r.authority = %(authority)s
            AND r.learner_id = tied.learner_id
            AND r.kind IN ('rights_passed', 'lacks_capacity')))
)
SELECT post, school_id, NULL::uuid FROM held
UNION ALL
SELECT f.as_what, p.school_id, f.learner_id FROM found f
CROSS JOIN LATERAL (
    SELECT school_id FROM places_at_school
    WHERE authority = %(authority)s AND learner_id = f.learner_id LIMIT 1
) p
WHERE f.only_at IS NULL OR f.only_at = p.school_id
"""


def standing(connection: Connection, who: Identity, now: datetime) -> Actor:
    """The actor with all relationships that hold `now`.

    A class counts only with a post at its school, a case only with the post of an ALN officer,
    emergency access only with any post: what has ended ends with it. Parents stand back once the
    rights are the young person's (ALN Act 2018 s.85); a representative stands for one who lacks
    capacity.
    """
    person_id = _id(who.person)
    if person_id is None:
        return Actor(who.kind, who.scopes)
    asked = {"authority": who.authority, "person": person_id, "now": now}
    posts: set[Held] = set()
    learners: dict[str, dict[UUID, UUID]] = defaultdict(dict)
    for as_what, school, learner in connection.execute(_STANDING, asked):
        if learner is None:
            posts.add(Held(Post(as_what), school))
        else:
            learners[as_what][learner] = school
    return Actor(
        kind=who.kind,
        scopes=who.scopes,
        posts=frozenset(posts),
        teaches=learners[Post.CLASS_TEACHER],
        assists=learners[Post.TEACHING_ASSISTANT],
        caseload=learners[TieKind.CASELOAD],
        engaged_for=learners[TieKind.PROFESSIONAL],
        in_emergency=learners[TieKind.EMERGENCY],
        children=learners[TieKind.PARENT],
        own_record=learners[TieKind.YOUNG_PERSON],
        represents=learners[TieKind.REPRESENTATIVE],
        barred=frozenset(learners[TieKind.BARRED]),
        without_contact_details=frozenset(learners[TieKind.WITHOUT_CONTACT_DETAILS]),
    )


def _id(person: str) -> UUID | None:
    try:
        return UUID(person)
    except ValueError:  # a system, whose id has another form
        return None
