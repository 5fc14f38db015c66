"""What was said of a learner at triage, as it is shown, with where the next step stands now."""

from marshmallow import Schema, fields

from services.learners.api.bilingual import Label
from services.learners.api.response.response_labels import DECISIONS
from services.learners.domain.response.triage_messages import TriageDecision
from shared.runtime.http import PageRequest


class NextStepMoveSchema(Schema):
    """Whose the step became, by when, and why."""

    move_id = fields.UUID(required=True)
    owner_id = fields.UUID(required=True)
    due_on = fields.Date(required=True)
    reason = fields.String(required=True)
    recorded_at = fields.AwareDateTime(required=True)
    recorded_by = fields.String(required=True)


class DiscussionCorrectionSchema(Schema):
    """What stood there until it was corrected, and because of what."""

    correction_id = fields.UUID(required=True)
    decision_before = fields.Enum(TriageDecision, by_value=True, required=True)
    decision_before_label = Label("decision_before", DECISIONS)
    reason_before = fields.String(required=True)
    because = fields.String(required=True)
    recorded_at = fields.AwareDateTime(required=True)
    recorded_by = fields.String(required=True)


class TriageDiscussionSchema(Schema):
    """A learner who was discussed; `step`, `owner_id` and `due_on` are null where there is none."""

    discussion_id = fields.UUID(required=True)
    meeting_id = fields.UUID(required=True)
    learner_id = fields.UUID(required=True)
    school_id = fields.UUID(
        required=True, allow_none=True, metadata={"description": "Whose meeting it was"}
    )
    held_on = fields.Date(required=True)
    decision = fields.Enum(TriageDecision, by_value=True, required=True)
    decision_label = Label("decision", DECISIONS)
    reason = fields.String(required=True)
    corrections = fields.List(fields.Nested(DiscussionCorrectionSchema), required=True)
    step = fields.String(required=True, allow_none=True)
    owner_id = fields.UUID(required=True, allow_none=True, metadata={"description": "Whose it is"})
    due_on = fields.Date(required=True, allow_none=True)
    is_open = fields.Boolean(
        required=True, metadata={"description": "A step was agreed, and is not yet completed"}
    )
    moves = fields.List(fields.Nested(NextStepMoveSchema), required=True)
    completed_on = fields.Date(required=True, allow_none=True)
    completion_note = fields.String(required=True, allow_none=True)
    version = fields.Integer(required=True, metadata={"description": "What If-Match may name"})
    recorded_at = fields.AwareDateTime(required=True)
    recorded_by = fields.String(required=True)


class TriageDiscussionsRequest(PageRequest):
    """Which; conditions add up."""

    learner_id = fields.UUID(load_default=None)
    meeting_id = fields.UUID(load_default=None)
    school_id = fields.UUID(load_default=None)
    owner_id = fields.UUID(load_default=None)
    decision = fields.Enum(TriageDecision, by_value=True, load_default=None)
    open = fields.Boolean(
        load_default=None, metadata={"description": "Whose next step is, or is not, still open"}
    )
    due_before = fields.Date(
        load_default=None,
        metadata={"description": "Due before this day; open ones unless `open` says"},
    )
