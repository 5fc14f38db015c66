"""Builds the notifications service: the only file that knows all its parts."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import get_args

from services.notifications.api.inbox import inbox
from services.notifications.api.notices import notices
from services.notifications.api.recipients import recipients
from services.notifications.domain import notice, notice_messages, recipient
from services.notifications.messaging.courier import Courier, Work
from services.notifications.messaging.email_notice import sender_host
from services.notifications.messaging.giving import EmailGiver, InboxGiver
from services.notifications.messaging.mail_server import MailServer
from services.notifications.messaging.published import publish
from services.notifications.messaging.received import react
from services.notifications.projections.deliveries import DELIVERIES
from services.notifications.projections.notices import NOTICES
from services.notifications.projections.parents_of_learner import PARENTS_OF_LEARNER
from services.notifications.projections.recipients import RECIPIENTS
from services.notifications.projections.work import (
    claim,
    notices_lacked,
    owed_emails,
    owed_notices,
)
from shared.relationships import RELATIONSHIPS
from shared.runtime.http import Blueprint
from shared.runtime.ledger import Ledger
from shared.runtime.looks import looks
from shared.runtime.records import records
from shared.runtime.service import Aggregate, Service
from shared.runtime.settings import Settings

SERVICE = Service(
    name="notifications",
    migrations=Path(__file__).parent / "migrations",
    relationships=RELATIONSHIPS,
    aggregates=(
        Aggregate("recipient", recipient.recipient, get_args(recipient.Event)),
        Aggregate("notice", notice.notice, get_args(notice_messages.Event)),
    ),
    projections=(RECIPIENTS, NOTICES, DELIVERIES),
    copies=(*RELATIONSHIPS.models, PARENTS_OF_LEARNER),
    listens_to=("learners", "targets"),
    publish=publish,
    react=partial(react, notices_lacked),
)


def blueprints(ledger: Ledger) -> list[Blueprint]:
    """The routes, with what they need of the ledger."""
    find_learner = ledger.finder(RELATIONSHIPS.places)
    page_recipients = ledger.pager(RECIPIENTS, ("family_name", "given_name"))
    page_inbox = ledger.pager(DELIVERIES, ("given_at",), descending=True)
    page_notices = ledger.pager(NOTICES, ("raised_at",), descending=True)
    return [
        recipients(ledger.execute, ledger.finder(RECIPIENTS), page_recipients, ledger.version),
        inbox(ledger.execute, ledger.finder(DELIVERIES), page_inbox),
        notices(
            ledger.finder(NOTICES),
            page_notices,
            ledger.lister(DELIVERIES, ("given_at",)),
            find_learner,
        ),
        looks(ledger, "learners", find_learner),
        records(ledger, "learners", find_learner),
    ]


def courier(ledger: Ledger, settings: Settings) -> Courier:
    """The courier, with what it needs of the ledger and the settings."""
    sign_in_url = settings.need("sign_in_url")
    server = MailServer(settings.need("smtp"), sender_host(sign_in_url))
    return Courier(
        Work(ledger.database.connect, claim, owed_notices, owed_emails),
        InboxGiver(ledger.carry_out, _now),
        EmailGiver(ledger.carry_out, _now, server, sign_in_url),
        _now,
    )


def _now() -> datetime:
    return datetime.now(UTC)
