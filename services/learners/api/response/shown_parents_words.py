"""What a parent told, as it is shown: as it stands, and what stood there before."""

from marshmallow import Schema, fields, validate

from services.learners.api.bilingual import Label
from services.learners.api.response.response_labels import WAYS_OF_TELLING
from services.learners.domain.response.parents_words import ToldBy
from shared.runtime.request_fields import narrative


class ToldSchema(Schema):
    """What was told, in the parent's words; at least one of the three is needed."""

    needs = narrative("What the child needs", load_default=None)
    strengths = narrative("What the child is good at", load_default=None)
    challenges = narrative("What the child finds hard", load_default=None)
    language = fields.String(
        required=True,
        validate=validate.Regexp(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}\Z"),
        metadata={"description": "Said in which: a BCP 47 tag, as `cy`, `en`, `pl`, `bfi` (BSL)"},
    )
    told_on = fields.Date(required=True)
    told_by = fields.Enum(ToldBy, by_value=True, required=True)
    parent_id = fields.UUID(
        load_default=None,
        allow_none=True,
        metadata={
            "description": "Who told it, where that is known; a parent who writes is the one"
        },
    )


class WordsCorrectionSchema(Schema):
    """What stood there until it was corrected, and why."""

    correction_id = fields.UUID(required=True)
    stood_before = fields.Nested(ToldSchema, required=True)
    reason = fields.String(required=True)
    recorded_at = fields.AwareDateTime(required=True)
    recorded_by = fields.String(required=True)


class ParentsWordsSchema(ToldSchema):
    """What a parent told of their child."""

    words_id = fields.UUID(required=True)
    learner_id = fields.UUID(required=True)
    told_by_label = Label("told_by", WAYS_OF_TELLING)
    written_by = fields.UUID(
        required=True,
        allow_none=True,
        metadata={"description": "The parent who wrote it here; null: the school wrote it down"},
    )
    version = fields.Integer(required=True, metadata={"description": "As in the ETag"})
    corrections = fields.List(fields.Nested(WordsCorrectionSchema), required=True)
    recorded_at = fields.AwareDateTime(required=True)
    recorded_by = fields.String(required=True)
