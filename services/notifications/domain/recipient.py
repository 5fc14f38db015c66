"""A recipient: a person who may be told things, and how that person wants to be told."""

from dataclasses import dataclass, replace

from services.notifications.domain.language import Language
from shared.modelling.decider import CommandRefused, Decider
from shared.modelling.message import message


@message
class RegisterRecipient:
    """What is known of the person now; whatever differs from before is recorded."""

    given_name: str
    family_name: str
    language: Language
    email: str | None
    wants_email: bool


# Stored for good under these names: add fields with defaults, rename nothing.
@message
class RecipientRegistered:
    given_name: str
    family_name: str


@message
class RecipientNameCorrected:
    given_name: str
    family_name: str


@message
class LanguageChosen:
    language: Language


@message
class LanguageChoiceWithdrawn:
    """It is not known any more which language the person wants."""


@message
class EmailAddressGiven:
    email: str


@message
class EmailAddressWithdrawn:
    """There is no address any more: it was wrong, or the person took it back."""


@message
class NoticesByEmailAccepted:
    """The person agrees to be told by e-mail, where there is an address."""


@message
class NoticesByEmailDeclined:
    """The person wants no e-mail. Notices are still put in the inbox."""


Command = RegisterRecipient
Event = (
    RecipientRegistered
    | RecipientNameCorrected
    | LanguageChosen
    | LanguageChoiceWithdrawn
    | EmailAddressGiven
    | EmailAddressWithdrawn
    | NoticesByEmailAccepted
    | NoticesByEmailDeclined
)


@dataclass(frozen=True)
class Recipient:
    given_name: str
    family_name: str
    language: Language = Language.UNKNOWN
    email: str | None = None
    wants_email: bool = False


State = Recipient | None  # None until registered


def decide(recipient: State, command: Command) -> list[Event]:
    if not command.given_name.strip():
        raise CommandRefused("name_missing", "given_name")
    if not command.family_name.strip():
        raise CommandRefused("name_missing", "family_name")
    names: list[Event] = []
    if recipient is None:
        recipient = Recipient(command.given_name, command.family_name)
        names = [
            RecipientRegistered(given_name=command.given_name, family_name=command.family_name)
        ]
    return [*names, *_differences(recipient, command)]


def _differences(recipient: Recipient, command: Command) -> list[Event]:
    events: list[Event] = []
    named = (command.given_name, command.family_name)
    if named != (recipient.given_name, recipient.family_name):
        events.append(RecipientNameCorrected(given_name=named[0], family_name=named[1]))
    if command.language is not recipient.language:
        events.append(_language(command.language))
    if command.email != recipient.email:
        events.append(_address(command.email))
    if command.wants_email is not recipient.wants_email:
        events.append(NoticesByEmailAccepted() if command.wants_email else NoticesByEmailDeclined())
    return events


def _language(language: Language) -> Event:
    if language is Language.UNKNOWN:
        return LanguageChoiceWithdrawn()
    return LanguageChosen(language=language)


def _address(email: str | None) -> Event:
    return EmailAddressWithdrawn() if email is None else EmailAddressGiven(email=email)


def evolve(recipient: State, event: Event) -> State:
    if isinstance(event, RecipientRegistered):
        return Recipient(event.given_name, event.family_name)
    assert recipient is not None
    match event:
        case RecipientNameCorrected(given_name=given_name, family_name=family_name):
            return replace(recipient, given_name=given_name, family_name=family_name)
        case LanguageChosen(language=language):
            return replace(recipient, language=language)
        case LanguageChoiceWithdrawn():
            return replace(recipient, language=Language.UNKNOWN)
        case _:
            return _by_email(recipient, event)


def _by_email(
    recipient: Recipient,
    event: EmailAddressGiven
    | EmailAddressWithdrawn
    | NoticesByEmailAccepted
    | NoticesByEmailDeclined,
) -> Recipient:
    match event:
        case EmailAddressGiven(email=email):
            return replace(recipient, email=email)
        case EmailAddressWithdrawn():
            return replace(recipient, email=None)
        case NoticesByEmailAccepted():
            return replace(recipient, wants_email=True)
        case NoticesByEmailDeclined():
            return replace(recipient, wants_email=False)


recipient: Decider[State, Command, Event] = Decider(None, decide, evolve)
