"""The words of a notice behind the sign-in, in both languages."""

from typing import Any

from marshmallow import Schema, fields

from services.notifications.domain.templates import INBOX


class NoticeTextSchema(Schema):
    """The same words in Welsh and in English."""

    cy = fields.String(required=True)
    en = fields.String(required=True)


def text_of(given: Any) -> Any:
    """What a given notice says, in the wording of its day."""
    return INBOX[given.about.value, given.template_version]
