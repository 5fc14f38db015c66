"""Learners who may be one child: the pairs that look alike, and those a person told apart."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from services.learners.domain.roll.identity_messages import TellApart
from services.learners.domain.roll.likeness import pair_id
from shared.runtime.execute import Outcome
from shared.runtime.http import (
    IDEMPOTENCY_KEY,
    Accepted,
    Blueprint,
    PageRequest,
    accepted,
    caller,
    page_schema,
)
from shared.runtime.problems import Problem
from shared.runtime.query import CursorInvalid, Page
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream

Pair = tuple[UUID, UUID, UUID]
"""Its id, and the two."""


class TwinSchema(Schema):
    """One of a pair."""

    learner_id = fields.UUID(required=True)
    given_name = fields.String(required=True)
    family_name = fields.String(required=True)
    born_on = fields.Date(required=True)
    school_id = fields.UUID(required=True)
    year_group = fields.String(required=True)


class DuplicateSchema(Schema):
    """Two on the roll with the same day of birth, and the same name but for its spelling."""

    pair_id = fields.UUID(required=True)
    learners = fields.List(fields.Nested(TwinSchema), required=True)


class DuplicatesRequest(PageRequest):
    """At which school at least one of the two is."""

    school_id = fields.UUID(load_default=None)


class TellApartRequest(Schema):
    """How it is known that they are two children."""

    reason = fields.String(required=True, validate=validate.Length(1, 4_000))


@dataclass(frozen=True)
class DuplicateLedger:
    """What finding pairs and telling them apart needs of the log and the read models."""

    execute_all: Callable[[Cause, Sequence[tuple[Stream, object]]], Outcome]
    likenesses: Callable[[Mapping[str, Any]], list[Any]]
    find_learner: Callable[[UUID], Any | None]
    find_identity: Callable[[UUID], Any | None]

    def learner(self, learner_id: UUID, field: str) -> Any:
        """A learner that the caller reaches; raises `Problem` 404 `learner_unknown`."""
        found = self.find_learner(learner_id)
        if found is None:
            raise Problem(404, "learner_unknown", field=field)
        return found

    def is_told_apart(self, pair: Pair) -> bool:
        """Did a person say that these are two children?"""
        identity = self.find_identity(pair[1])
        return identity is not None and pair[0] in identity.told_apart


def duplicates(ledger: DuplicateLedger) -> Blueprint:
    blueprint = Blueprint("duplicates", __name__)

    @blueprint.get("/duplicate-learners")
    @blueprint.allows("settle_duplicates")
    @blueprint.arguments(DuplicatesRequest, location="query")
    @blueprint.response(200, page_schema(DuplicateSchema))
    def list_duplicates(query: dict[str, Any]) -> Page:
        """The pairs on the roll that may be one child, as far as both may be seen."""
        found: list[dict[str, Any]] = []
        for pair in _beyond(_pairs(ledger.likenesses({})), query["cursor"]):
            if (shown := _shown(ledger, pair, query["school_id"])) is not None:
                found.append(shown)
            if len(found) > query["limit"]:
                return Page(found[:-1], str(found[-2]["pair_id"]))
        return Page(found, None)

    @blueprint.put("/learners/<uuid:learner_id>/told-apart/<uuid:other_id>")
    @blueprint.allows("settle_duplicates")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.arguments(TellApartRequest)
    @blueprint.response(201, Accepted)
    def put_told_apart(body: dict[str, Any], learner_id: UUID, other_id: UUID) -> Any:
        """Say that two learners who look alike are two children; both records keep it."""
        one = ledger.learner(learner_id, "learner_id")
        if other_id == learner_id:
            raise Problem(409, "learner_is_the_same", field="other_id")
        other = ledger.learner(other_id, "other_id")
        command = TellApart(pair_id=pair_id(learner_id, other_id), reason=body["reason"])
        commands = [(_stream(each), command) for each in (one, other)]
        return accepted(learner_id, ledger.execute_all(caller().changing(), commands))

    return blueprint


def _stream(learner: Any) -> Stream:
    learner_id = learner.learner_id
    return Stream("learner_identity", learner_id, learner_id, learner.school_id)


def _pairs(likenesses: Sequence[Any]) -> Iterator[Pair]:
    alike = groupby(likenesses, key=lambda row: row.likeness)
    for _, rows in alike:
        for one, other in combinations([row.learner_id for row in rows], 2):
            yield (pair_id(one, other), one, other)


def _beyond(pairs: Iterator[Pair], cursor: str | None) -> list[Pair]:
    try:
        after = UUID(cursor) if cursor is not None else None
    except ValueError as error:
        raise CursorInvalid(cursor) from error
    return sorted(pair for pair in pairs if after is None or pair[0] > after)


def _shown(ledger: DuplicateLedger, pair: Pair, school_id: UUID | None) -> dict[str, Any] | None:
    """The pair; None unless both are seen, on the roll, and nobody told them apart."""
    learners = [ledger.find_learner(each) for each in pair[1:]]
    on_roll = [one for one in learners if one is not None and one.on_roll]
    is_here = school_id is None or school_id in (one.school_id for one in on_roll)
    if len(on_roll) < len(learners) or not is_here or ledger.is_told_apart(pair):
        return None
    return {"pair_id": pair[0], "learners": on_roll}
