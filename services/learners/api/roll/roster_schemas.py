"""The shape of what is told of roster imports."""

from marshmallow import Schema, fields, validate

from shared.runtime.progress import RefusedStepSchema

KINDS = ("school", "staff_member", "school_class", "learner")


class KindCountsSchema(Schema):
    """Of one kind: how many are named, and what became of them; `ended` are not named any more."""

    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    named = fields.Integer(required=True)
    new = fields.Integer(required=True)
    changed = fields.Integer(required=True)
    unchanged = fields.Integer(required=True)
    ended = fields.Integer(required=True)


class CountsSchema(Schema):
    """How many of each; by kind, what became of them."""

    schools = fields.Integer(required=True)
    staff_members = fields.Integer(required=True)
    classes = fields.Integer(required=True)
    learners = fields.Integer(required=True)
    new_learners = fields.Integer(required=True)
    warnings = fields.Integer(required=True)
    kinds = fields.List(fields.Nested(KindCountsSchema), required=True)


class WarningSchema(Schema):
    """A row that was taken in, and should be looked at."""

    file = fields.String(required=True)
    line = fields.Integer(required=True)
    field = fields.String(required=True)
    code = fields.String(required=True)


class RosterImportSummarySchema(Schema):
    """An import that was carried out."""

    import_id = fields.UUID(required=True)
    imported_at = fields.AwareDateTime(required=True)
    imported_by = fields.String(required=True)
    digest = fields.String(required=True, metadata={"description": "SHA-256 of the zip"})
    is_delta = fields.Boolean(required=True)
    counts = fields.Nested(CountsSchema, required=True)


class RosterImportSchema(RosterImportSummarySchema):
    """An import, with the rows to look at."""

    warnings = fields.List(fields.Nested(WarningSchema), required=True)


class RosterAcceptedSchema(Schema):
    """What an import did, would do, or is about to do."""

    id = fields.UUID(required=True)
    dry_run = fields.Boolean(required=True)
    steps = fields.Integer(required=True)
    done = fields.Integer(required=True, metadata={"description": "Of the steps"})
    counts = fields.Nested(
        CountsSchema,
        required=True,
        allow_none=True,
        metadata={"description": "Null while it goes on"},
    )
    warnings = fields.List(fields.Nested(WarningSchema), required=True)
    refused = fields.List(fields.Nested(RefusedStepSchema), required=True)
