"""A notice: raised about a learner, given to each parent, by each channel, once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from services.notifications.domain import delivery
from services.notifications.domain.delivery import Delivery, EmailState
from services.notifications.domain.notice_messages import (
    About,
    Addressee,
    Channel,
    Command,
    Event,
    GiveNotice,
    GiveNoticeByEmail,
    NoticeGiven,
    NoticeGivenToAll,
    NoticeRaised,
    NoticeReopened,
    OpenNotice,
    RaiseNotice,
    ReopenNotice,
    ReportFailedEmail,
)
from shared.modelling.decider import CommandRefused, Decider


@dataclass(frozen=True)
class Notice:
    learner_id: UUID
    about: About
    about_id: UUID
    deliveries: tuple[Delivery, ...] = ()
    given_to_all: bool = False

    def delivery_to(self, recipient_id: UUID) -> Delivery | None:
        """The copy of this recipient, or None."""
        return next((one for one in self.deliveries if one.recipient_id == recipient_id), None)


State = Notice | None  # None until raised


def decide(notice: State, command: Command) -> list[Event]:
    if isinstance(command, RaiseNotice):
        return [] if notice is not None else [_raised(command)]
    if notice is None:
        raise CommandRefused("notice_not_raised")
    match command:
        case GiveNotice():
            return _give(notice, command)
        case ReopenNotice():
            return _reopen(notice, command)
        case _:
            return _of_a_copy(notice, command)


def _of_a_copy(
    notice: Notice, command: GiveNoticeByEmail | ReportFailedEmail | OpenNotice
) -> list[Event]:
    copy = notice.delivery_to(command.recipient_id)
    if copy is None:
        raise CommandRefused("notice_not_given")
    match command:
        case GiveNoticeByEmail():
            return _give_by_email(notice, copy, command)
        case ReportFailedEmail():
            return delivery.report_failure(copy, command)
        case OpenNotice():
            return delivery.open_it(copy, command)


def _raised(command: RaiseNotice) -> NoticeRaised:
    return NoticeRaised(
        learner_id=command.learner_id,
        about=command.about,
        about_id=command.about_id,
        happened_at=command.happened_at,
    )


def _give(notice: Notice, command: GiveNotice) -> list[Event]:
    events: list[Event] = [
        NoticeGiven(
            recipient_id=addressee.recipient_id,
            channel=Channel.INBOX,
            about=notice.about,
            about_id=notice.about_id,
            language=addressee.language,
            template_version=command.template_version,
            given_at=command.given_at,
            email_follows=addressee.by_email,
        )
        for addressee in _without_a_copy(notice, command.addressees)
    ]
    if command.to_all and not notice.given_to_all:
        events.append(NoticeGivenToAll(given_at=command.given_at))
    return events


def _without_a_copy(notice: Notice, addressees: Iterable[Addressee]) -> list[Addressee]:
    each_once = {addressee.recipient_id: addressee for addressee in addressees}
    return [each for each in each_once.values() if notice.delivery_to(each.recipient_id) is None]


def _reopen(notice: Notice, command: ReopenNotice) -> list[Event]:
    """Also where it is not given to all yet: whoever is about to say so looks again."""
    if notice.delivery_to(command.parent_id) is not None:
        return []
    return [NoticeReopened(parent_id=command.parent_id)]


def _give_by_email(notice: Notice, copy: Delivery, command: GiveNoticeByEmail) -> list[Event]:
    if copy.email is EmailState.ACCEPTED:
        return []
    return [
        NoticeGiven(
            recipient_id=command.recipient_id,
            channel=Channel.EMAIL,
            about=notice.about,
            about_id=notice.about_id,
            language=copy.language,
            template_version=command.template_version,
            given_at=command.given_at,
            address_number=command.address_number,
            message_id=command.message_id,
        )
    ]


def evolve(notice: State, event: Event) -> State:
    if isinstance(event, NoticeRaised):
        return Notice(event.learner_id, event.about, event.about_id)
    assert notice is not None
    if isinstance(event, NoticeGivenToAll):
        return replace(notice, given_to_all=True)
    if isinstance(event, NoticeReopened):
        return replace(notice, given_to_all=False)
    before = notice.delivery_to(event.recipient_id)
    others = tuple(one for one in notice.deliveries if one is not before)
    return replace(notice, deliveries=(*others, delivery.evolve(before, event)))


notice: Decider[State, Command, Event] = Decider(None, decide, evolve)
