"""The first wall: a question reaches only rows about those whom its asker may reach."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from psycopg import sql

from shared.access.policy import Reach
from shared.runtime.projection import Projection

ROW, PLACE = sql.Identifier("asked"), sql.Identifier("place")


@dataclass(frozen=True)
class Confinement:
    """A read model as far as it may be asked: what it is joined with, and what must hold.

    `place` gives the school where the subject of a row is now.
    """

    table: sql.Composable
    place: sql.Composable
    conditions: tuple[sql.Composable, ...]
    values: tuple[Any, ...]

    @property
    def source(self) -> sql.Composable:
        """From where, and under which conditions."""
        return sql.SQL("FROM {} WHERE {}").format(
            self.table, sql.SQL(" AND ").join(self.conditions)
        )

    def also(self, conditions: Sequence[sql.Composable], values: Sequence[Any]) -> "Confinement":
        """Further confined."""
        return replace(
            self, conditions=(*self.conditions, *conditions), values=(*self.values, *values)
        )


def confine(model: Projection, places: Projection, authority: str, reach: Reach) -> Confinement:
    """To whom `reach` reaches; rows about no one, to its schools, where they belong to one.

    Who has no known place is reached only by those who reach everyone.
    """
    table = sql.SQL("{} AS {}").format(sql.Identifier(model.table), ROW)
    ours = sql.SQL("{} = %s").format(column("authority"))
    asked = Confinement(table, sql.SQL("NULL::uuid"), (ours,), (authority,))
    if model.subject is not None:
        return _to_subjects(asked, column(model.subject), places, reach)
    if model.school is not None and not reach.everyone:
        of_school = sql.SQL("{} = ANY(%s)").format(column(model.school))
        return asked.also([of_school], [list(reach.touched_schools)])
    return asked


def _to_subjects(
    asked: Confinement, subject: sql.Composable, places: Projection, reach: Reach
) -> Confinement:
    join = sql.SQL("{} LEFT JOIN {} AS {place} ON {place}.authority = {row}.authority AND {} = {}")
    its_subject = sql.SQL("{}.{}").format(PLACE, sql.Identifier(*places.key))
    school = sql.SQL("{}.school_id").format(PLACE)
    joined = join.format(
        asked.table, sql.Identifier(places.table), its_subject, subject, place=PLACE, row=ROW
    )
    asked = replace(asked, table=joined, place=school).also(
        [sql.SQL("{} <> ALL(%s)").format(subject)], [list(reach.barred)]
    )
    if reach.everyone:
        return asked
    reached = sql.SQL("({} = ANY(%s) OR {} = ANY(%s))").format(school, its_subject)
    return asked.also([reached], [list(reach.schools), list(reach.individuals)])


def column(name: str) -> sql.Composable:
    """A column of the read model that is asked."""
    return sql.SQL("{}.{}").format(ROW, sql.Identifier(name))
