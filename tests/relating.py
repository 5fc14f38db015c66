"""Relationships as a service would have heard of them, put straight into its database."""

from dataclasses import dataclass
from uuid import NAMESPACE_OID, UUID, uuid4, uuid5

from tests.stores import Store

SCHOOL, CLASS = UUID(int=8), UUID(int=88)
"""Where those who act hold their post, and the class they teach, unless a test says otherwise."""

_AUTHORITY_WIDE = {"la_officer": "aln_officer", "privacy_officer": "privacy_officer"}
_AT_SCHOOL = ("headteacher", "alnco", "class_teacher", "teaching_assistant")
_OF_CLASS = ("class_teacher", "teaching_assistant")


def person(name: str) -> UUID:
    """The id of a person that a test calls by a name."""
    try:
        return UUID(name)
    except ValueError:
        return uuid5(NAMESPACE_OID, name)


@dataclass(frozen=True)
class Relations:
    """Who stands how to whom in one authority, as one service knows it."""

    store: Store
    authority: str

    def post_of(self, who: UUID, role: str, at: UUID = SCHOOL) -> None:
        """The post that goes with a role; who teaches, teaches `CLASS`. A parent has none."""
        if role in _AUTHORITY_WIDE:
            self._holds(who, _AUTHORITY_WIDE[role], None)
        if role in _AT_SCHOOL:
            self._holds(who, role, at)
        if role in _OF_CLASS:
            self._write("class_staff", class_id=CLASS, person_id=who, school_id=at, post=role)

    def place(self, learner: UUID, at: UUID = SCHOOL, in_class: UUID | None = CLASS) -> None:
        """A learner is at a school, and in a class of it."""
        self._write("places_at_school", learner_id=learner, school_id=at)
        if in_class is not None:
            self._write("classmates", class_id=in_class, learner_id=learner)

    def tie(self, kind: str, who: UUID, learner: UUID) -> None:
        """Somebody stands to a learner as this, from now on."""
        self._write("ties", tie_id=uuid4(), kind=kind, learner_id=learner, person_id=who)

    def _holds(self, who: UUID, post: str, school: UUID | None) -> None:
        post_id = uuid5(who, f"{post} {school}")
        self._write("posts", post_id=post_id, person_id=who, post=post, school_id=school)

    def _write(self, table: str, **row: object) -> None:
        columns, holes = ", ".join(row), ", ".join(["%s"] * len(row))
        with self.store.connect() as connection:
            connection.execute(
                f"INSERT INTO {table} (authority, {columns}) VALUES (%s, {holes})"  # noqa: S608
                " ON CONFLICT DO NOTHING",
                [self.authority, *row.values()],
            )
