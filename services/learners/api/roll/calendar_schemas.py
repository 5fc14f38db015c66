"""What is said of a calendar, and what is shown of one."""

from marshmallow import Schema, fields, validate

from services.learners.api.bilingual import BilingualSchema
from services.learners.domain.roll.calendar_days import DayStatus
from services.learners.domain.roll.school_calendar import ClosureReason, SetFor
from shared.runtime.request_fields import Flag

MOST_TERMS, MOST_INSET_DAYS = 8, 20


class SpanSchema(Schema):
    """Days in a row, the first and the last included."""

    first = fields.Date(required=True)
    last = fields.Date(required=True)


class TermSchema(Schema):
    """A term, and the half term in it."""

    days = fields.Nested(SpanSchema, required=True)
    half_term = fields.Nested(SpanSchema, load_default=None, allow_none=True)


class CalendarRequest(Schema):
    """A school year: its terms in order, and the INSET days; bank holidays are known."""

    terms = fields.List(
        fields.Nested(TermSchema), required=True, validate=validate.Length(1, MOST_TERMS)
    )
    inset_on = fields.List(
        fields.Date(), load_default=list, validate=validate.Length(0, MOST_INSET_DAYS)
    )


class EveryCalendarRequest(CalendarRequest):
    """The same for all schools; one that set its own keeps it, unless that is to be replaced."""

    replaces_own = Flag(load_default=False)


class DaySchema(Schema):
    """A day, and what it is to the school."""

    on = fields.Date(required=True)
    status = fields.Enum(DayStatus, by_value=True, required=True)
    name = fields.Nested(BilingualSchema, required=True)


class ClosureSchema(Schema):
    """A day on which the school was closed after all."""

    closed_on = fields.Date(required=True)
    reason = fields.Enum(ClosureReason, by_value=True, required=True)
    reason_name = fields.Nested(BilingualSchema, required=True)


class CalendarSchema(Schema):
    """A school's calendar; days are those from the first of the first term to the last."""

    school_id = fields.UUID(required=True)
    school_year = fields.Integer(
        required=True, metadata={"description": "The year that starts in its September"}
    )
    version = fields.Integer(required=True)
    set_for = fields.Enum(SetFor, by_value=True, required=True)
    set_at = fields.AwareDateTime(required=True)
    set_by = fields.String(required=True)
    terms = fields.List(fields.Nested(TermSchema), required=True)
    inset_on = fields.List(fields.Date(), required=True)
    bank_holidays_on = fields.List(fields.Date(), required=True)
    bank_holidays_by = fields.String(
        required=True, metadata={"description": "What knew them, and its version"}
    )
    closures = fields.List(fields.Nested(ClosureSchema), required=True)
    days = fields.List(fields.Nested(DaySchema), required=True)


class CalendarVersionSchema(Schema):
    """A time at which a school's calendar was set; ask for the calendar as of then."""

    school_id = fields.UUID(required=True)
    school_year = fields.Integer(required=True)
    version = fields.Integer(required=True)
    set_for = fields.Enum(SetFor, by_value=True, required=True)
    set_at = fields.AwareDateTime(required=True)
    set_by = fields.String(required=True)
