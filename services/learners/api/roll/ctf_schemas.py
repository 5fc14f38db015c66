"""The shape of what is asked, and told, of transfer files that come in."""

from marshmallow import Schema, fields, validate

from shared.runtime.http import Accepted, PageRequest

OUTCOMES = ("new", "moved", "changed", "unchanged")


class TransferCountsSchema(Schema):
    """How many pupils, and what became of them; each is counted once."""

    pupils = fields.Integer(required=True)
    new = fields.Integer(required=True)
    moved = fields.Integer(required=True)
    changed = fields.Integer(required=True)
    unchanged = fields.Integer(required=True)
    warnings = fields.Integer(required=True)


class TransferWarningSchema(Schema):
    """A part that was taken in, or passed over, and should be looked at."""

    line = fields.Integer(required=True)
    field = fields.String(required=True)
    code = fields.String(required=True)


class PupilEffectSchema(Schema):
    """What becomes of one pupil of the file."""

    line = fields.Integer(required=True)
    learner_id = fields.UUID(required=True)
    outcome = fields.String(required=True, validate=validate.OneOf(OUTCOMES))
    matched_by = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "upn or former_upn; null where nobody has had the number"},
    )


class CtfAcceptedSchema(Accepted):
    """What an import did, or would do."""

    dry_run = fields.Boolean(required=True)
    school_id = fields.UUID(required=True)
    counts = fields.Nested(TransferCountsSchema, required=True)
    pupils = fields.List(
        fields.Nested(PupilEffectSchema),
        required=True,
        metadata={"description": "What would become of each; of a dry run alone"},
    )
    warnings = fields.List(fields.Nested(TransferWarningSchema), required=True)


class CtfImportSchema(Schema):
    """An import that was carried out."""

    import_id = fields.UUID(required=True)
    school_id = fields.UUID(required=True)
    source = fields.String(required=True, metadata={"description": "LLLEEEE of who sent it"})
    imported_at = fields.AwareDateTime(required=True)
    imported_by = fields.String(required=True)
    digest = fields.String(required=True, metadata={"description": "SHA-256 of the file"})
    counts = fields.Nested(TransferCountsSchema, required=True)
    warnings = fields.List(fields.Nested(TransferWarningSchema), required=True)


class DryRunRequest(Schema):
    """Whether only the effect is asked for."""

    dry_run = fields.Boolean(
        load_default=False, metadata={"description": "Tell the effect, and change nothing"}
    )


class CtfImportsRequest(PageRequest):
    """Which imports."""

    school_id = fields.UUID(load_default=None)
