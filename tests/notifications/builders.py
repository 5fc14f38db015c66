"""Notices and what happens to them, with all defaulted that a test does not care about."""

from datetime import UTC, datetime
from uuid import UUID

from services.notifications.domain.language import Language
from services.notifications.domain.notice_messages import (
    About,
    Addressee,
    Channel,
    EmailDelayed,
    EmailRefused,
    GiveNotice,
    GiveNoticeByEmail,
    NoticeGiven,
    NoticeRaised,
    ReportFailedEmail,
)

LEARNER, TARGET, NOTICE = UUID(int=1), UUID(int=2), UUID(int=3)
MOTHER, FATHER = UUID(int=11), UUID(int=12)
SHARED_AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
GIVEN_AT = datetime(2026, 11, 24, 9, 1, tzinfo=UTC)
RAISED = NoticeRaised(
    learner_id=LEARNER,
    about=About.SMALL_STEP_TARGET_SHARED,
    about_id=TARGET,
    happened_at=SHARED_AT,
)


def addressee(
    recipient_id: UUID = MOTHER, language: Language = Language.WELSH, *, by_email: bool = True
) -> Addressee:
    return Addressee(recipient_id=recipient_id, language=language, by_email=by_email)


def give(*addressees: Addressee, to_all: bool = False) -> GiveNotice:
    return GiveNotice(addressees=addressees, to_all=to_all, template_version=1, given_at=GIVEN_AT)


def in_inbox(
    recipient_id: UUID = MOTHER, language: Language = Language.WELSH, *, email_follows: bool = True
) -> NoticeGiven:
    return NoticeGiven(
        recipient_id=recipient_id,
        channel=Channel.INBOX,
        about=RAISED.about,
        about_id=TARGET,
        language=language,
        template_version=1,
        given_at=GIVEN_AT,
        email_follows=email_follows,
    )


def by_email(address_number: int = 1) -> NoticeGiven:
    return NoticeGiven(
        recipient_id=MOTHER,
        channel=Channel.EMAIL,
        about=RAISED.about,
        about_id=TARGET,
        language=Language.WELSH,
        template_version=1,
        given_at=GIVEN_AT,
        address_number=address_number,
        message_id="<1@example.test>",
    )


def give_by_email(address_number: int = 1) -> GiveNoticeByEmail:
    return GiveNoticeByEmail(
        recipient_id=MOTHER,
        address_number=address_number,
        message_id="<1@example.test>",
        template_version=1,
        given_at=GIVEN_AT,
    )


def report(address_number: int = 1, *, permanent: bool = False) -> ReportFailedEmail:
    return ReportFailedEmail(
        recipient_id=MOTHER,
        address_number=address_number,
        permanent=permanent,
        reason="smtp_451",
        failed_at=GIVEN_AT,
    )


def delayed(attempt: int, retry_at: datetime, address_number: int = 1) -> EmailDelayed:
    return EmailDelayed(
        recipient_id=MOTHER,
        address_number=address_number,
        attempt=attempt,
        reason="smtp_451",
        retry_at=retry_at,
    )


def refused(attempt: int = 1, address_number: int = 1) -> EmailRefused:
    return EmailRefused(
        recipient_id=MOTHER,
        address_number=address_number,
        attempt=attempt,
        reason="smtp_451",
        refused_at=GIVEN_AT,
    )
