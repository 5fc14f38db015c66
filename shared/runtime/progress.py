"""How far long work has got, as it is shown."""

from typing import Any

from marshmallow import Schema, fields

from shared.runtime.long_work import Work


class RefusedStepSchema(Schema):
    """A step that a rule refused, while others went on."""

    id = fields.UUID(required=True, metadata={"description": "Of what it was to be done to"})
    code = fields.String(required=True)
    field = fields.String(required=True, allow_none=True)


class ProgressSchema(Schema):
    """Long work as far as it has got."""

    id = fields.UUID(required=True, attribute="work_id")
    begun_at = fields.AwareDateTime(required=True)
    finished_at = fields.AwareDateTime(
        required=True, allow_none=True, metadata={"description": "Null: it goes on"}
    )
    halted_because = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "A fault of ours; it goes on where it stopped, once mended"},
    )
    steps = fields.Integer(required=True)
    done = fields.Integer(required=True)
    changed = fields.Integer(required=True, metadata={"description": "Of what it was done to"})
    effect = fields.Dict(
        keys=fields.String(),
        values=fields.Integer(),
        required=True,
        metadata={"description": "How many events of each type it has led to"},
    )
    refused = fields.List(fields.Nested(RefusedStepSchema), required=True)


def progress(work: Work, path: str) -> tuple[Any, int, dict[str, str]]:
    """The answer to what began it: 201 where it is finished, else 202; `path` shows its progress.

    `path` names the collection, such as `/imports`.
    """
    where = {"Location": f"{path}/{work.work_id}"}
    return work, 201 if work.finished_at else 202, where
