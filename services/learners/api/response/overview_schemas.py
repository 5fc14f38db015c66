"""How a school's overview is asked for and shown: figures, which name nobody, and lists."""

from datetime import timedelta

from marshmallow import Schema, fields, validate

from services.learners.api.bilingual import BilingualSchema
from services.learners.api.roll.tier_schemas import NamedTierSchema
from services.learners.domain.response.concern_messages import ConcernArea, ConcernOutcome
from services.learners.domain.roll.year_group import YearGroup
from shared.runtime.http import PageRequest, page_schema

A_TERM = timedelta(weeks=13)
MOST_DAYS = 60
ON = {"description": "The day as of which it is shown, as known now; today where not given"}
SINCE = {"description": "Since when nobody has recorded anything; 13 weeks before, if not given"}


class OverviewRequest(Schema):
    """As of which day."""

    on = fields.Date(load_default=None, metadata=ON)
    since = fields.Date(load_default=None, metadata=SINCE)


class SeriesRequest(Schema):
    """As of which days."""

    on = fields.List(
        fields.Date(),
        required=True,
        validate=validate.Length(1, MOST_DAYS),
        metadata={"description": "Given once for each day"},
    )


class OverviewListRequest(OverviewRequest, PageRequest):
    """As of which day, and which part of the list."""


class OverviewLearnersRequest(OverviewListRequest):
    """The same, and of which tier, year group or area of need."""

    own_tier = fields.String(
        load_default=None,
        validate=validate.Length(1, 40),
        metadata={"description": "The code of one of the school's own tiers"},
    )
    year_group = fields.Enum(YearGroup, by_value=True, load_default=None)
    area = fields.Enum(ConcernArea, by_value=True, load_default=None)


class TierFigureSchema(Schema):
    """On a tier: how many learners."""

    tier = fields.Nested(NamedTierSchema, required=True)
    learners = fields.Integer(required=True)


class YearFigureSchema(Schema):
    """In a year group: how many learners, on each tier."""

    year_group = fields.Enum(YearGroup, by_value=True, required=True)
    learners = fields.Integer(required=True)
    tiers = fields.List(fields.Nested(TierFigureSchema), required=True)


class AreaSchema(Schema):
    """An area of need."""

    code = fields.Enum(ConcernArea, by_value=True, required=True)
    name = fields.Nested(BilingualSchema, required=True)


class OutcomeSchema(Schema):
    """What comes of concerns."""

    code = fields.Enum(ConcernOutcome, by_value=True, required=True)
    name = fields.Nested(BilingualSchema, required=True)


class OutcomeFigureSchema(Schema):
    """Of how many concerns this is what was decided last."""

    outcome = fields.Nested(OutcomeSchema, required=True)
    concerns = fields.Integer(required=True)


class AreaFigureSchema(Schema):
    """In an area of need: about how many learners there are concerns, and how many concerns."""

    area = fields.Nested(AreaSchema, required=True)
    learners = fields.Integer(required=True)
    concerns = fields.Integer(required=True)
    without_outcome = fields.Integer(required=True)
    outcomes = fields.List(fields.Nested(OutcomeFigureSchema), required=True)


class OverviewSchema(Schema):
    """The figures of a school on a day, as known now.

    A concern counts from the day it was noticed, and of those who were on the roll that day. Those
    are `unseen` about whom no concern or its outcome, triage, profile, monitoring, Pupil Progress
    form, result, report, target, review or change of tier was recorded from `unseen_since` until
    that day, in any service as far as this one has heard. A next step is overdue that was due
    before that day, as its owner and day stand now.
    """

    on = fields.Date(required=True)
    learners = fields.Integer(required=True)
    tiers = fields.List(fields.Nested(TierFigureSchema), required=True)
    year_groups = fields.List(fields.Nested(YearFigureSchema), required=True)
    areas = fields.List(fields.Nested(AreaFigureSchema), required=True)
    concerns_without_outcome = fields.Integer(required=True)
    next_steps_overdue = fields.Integer(required=True)
    unseen = fields.Integer(required=True)
    unseen_since = fields.Date(required=True)


class SchoolOverviewSchema(OverviewSchema):
    """The same, with the school it is of."""

    school_id = fields.UUID(required=True)


class SeriesSchema(Schema):
    """The figures of a school on several days, in their order."""

    school_id = fields.UUID(required=True)
    days = fields.List(fields.Nested(OverviewSchema), required=True)


class ListedConcernSchema(Schema):
    """A concern about a listed learner."""

    concern_id = fields.UUID(required=True)
    area = fields.Nested(AreaSchema, required=True)
    noticed_on = fields.Date(required=True)


class OverdueStepSchema(Schema):
    """A next step of triage that was due, and who was to take it."""

    discussion_id = fields.UUID(required=True)
    step = fields.String(required=True)
    owner_id = fields.UUID(required=True)
    due_on = fields.Date(required=True)


class ListedLearnerSchema(Schema):
    """A learner by the name of now, as they stood on that day."""

    learner_id = fields.UUID(required=True)
    given_name = fields.String(required=True)
    family_name = fields.String(required=True)
    year_group = fields.Enum(YearGroup, by_value=True, required=True)
    tier = fields.Nested(NamedTierSchema, required=True)
    areas = fields.List(fields.Nested(AreaSchema), required=True)
    concerns_without_outcome = fields.List(fields.Nested(ListedConcernSchema), required=True)
    next_steps_overdue = fields.List(fields.Nested(OverdueStepSchema), required=True)
    recorded_on = fields.Date(
        required=True,
        allow_none=True,
        metadata={"description": "The last day on which somebody had recorded how they do"},
    )


ListedLearnerPage = page_schema(ListedLearnerSchema)
