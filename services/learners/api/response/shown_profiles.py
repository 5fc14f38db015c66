"""A one-page profile as it is written and shown."""

from marshmallow import Schema, fields

from services.learners.api.bilingual import BilingualSchema, Label
from services.learners.api.response.response_labels import HEADINGS, WAYS_OF_HEARING
from services.learners.domain.response.childs_voice import HowObtained
from shared.runtime.request_fields import narrative


class HeadingsRequest(Schema):
    """The three headings of section 1C of an IDP, written as the child would say it."""

    what_people_admire = narrative("What people like and admire about me")
    what_is_important = narrative("What is important to me")
    how_best_to_support = narrative("How best to support me")


class ChildsVoiceRequest(Schema):
    """What the child says, and how that was obtained; neither may be left out."""

    words = narrative("In the child's own words or as near as can be; how asked, if not answered")
    how_obtained = fields.Enum(HowObtained, by_value=True, required=True)


class ChildsVoiceSchema(ChildsVoiceRequest):
    """The child's own words, and how they were obtained."""

    how_obtained_label = Label("how_obtained", WAYS_OF_HEARING)


class HeadingLabelsSchema(Schema):
    """What the headings are called."""

    what_people_admire = fields.Nested(BilingualSchema, required=True)
    what_is_important = fields.Nested(BilingualSchema, required=True)
    how_best_to_support = fields.Nested(BilingualSchema, required=True)


class OnePageProfileSchema(Schema):
    """A version of a learner's profile."""

    learner_id = fields.UUID(required=True)
    version_id = fields.UUID(required=True)
    version = fields.Integer(required=True, metadata={"description": "As in the ETag"})
    headings = fields.Nested(HeadingsRequest, required=True)
    heading_labels = fields.Nested(HeadingLabelsSchema, required=True, dump_default=HEADINGS)
    childs_voice = fields.Nested(ChildsVoiceSchema, required=True)
    helped_by = fields.List(fields.String(), required=True)
    written_on = fields.Date(required=True)
    recorded_at = fields.AwareDateTime(required=True)
    recorded_by = fields.String(required=True)
