"""Was everybody told by e-mail who wants it, once; and is each e-mail where the mail server put it?

A crash between the mail server's acceptance and our commit sends an e-mail twice, under the same
Message-ID (decision 7): `repeated` counts those, and they are no fault.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from pathlib import Path

from tests.checking.effects import payload
from tests.checking.faults import Fault
from tests.checking.notices import Given, Giving, Notice
from tests.checking.recipients import Recipient


@dataclass(frozen=True)
class Email:
    """What the mail server took."""

    name: str
    message_id: str
    to: tuple[str, ...]


def taken(folder: Path) -> list[Email]:
    """Every e-mail in the mail server's folder, in order."""
    return [_email(path) for path in sorted(folder.glob("*.eml"))]


def repeated(folder: Path) -> Mapping[str, int]:
    """The Message-IDs of e-mails that were sent more than once, and how often."""
    counted = Counter(email.message_id for email in taken(folder))
    return {message_id: times for message_id, times in counted.items() if times > 1}


def follow_wishes(giving: Giving) -> Iterator[Fault]:
    """An e-mail follows a notice where it was wished for, and not where it never was."""
    for notice in giving.notices.values():
        for one in notice.given("inbox"):
            known = giving.recipients.get(one.to)
            wishes = known.wishes_by(one.row.position) if known else set[bool]()
            if wishes and one.fields["email_follows"] not in wishes:
                what = f"an e-mail to {one.to} is announced otherwise than was wished"
                yield Fault("email_wish", what, giving.told(notice.raised, one.row))


def accepted(giving: Giving) -> Iterator[Fault]:
    """When all is quiet, the mail server has accepted each e-mail that is still owed."""
    for notice in giving.notices.values():
        has = {one.to for one in notice.given("email")}
        parents = giving.family(notice).links.keys()
        for one in notice.given("inbox"):
            recipient = giving.recipients.get(one.to)
            owed = one.fields["email_follows"] and one.to in parents and one.to not in has
            if not recipient or not owed or not recipient.wishes[-1].by_email:
                continue
            if not _refused(notice, one, recipient):
                what = f"no e-mail of notice {one.row.stream_id} to {one.to} was accepted"
                own = [row for row in notice.later if payload(row).get("recipient_id") == one.to]
                yield Fault("email_missing", what, giving.told(notice.raised, *own))


def in_the_mail(giving: Giving, folder: Path, *, quiet: bool) -> Iterator[Fault]:
    """Each e-mail on record was sent, to the address on record; in all quiet, no other was."""
    sent: dict[str, set[str]] = {}
    for email in taken(folder):
        sent.setdefault(email.message_id, set()).update(email.to)
    recorded: dict[str, Given] = {}
    for notice in giving.notices.values():
        for one in notice.given("email"):
            yield from _was_sent(giving, one, sent, recorded)
            recorded[one.fields["message_id"]] = one
    if quiet:
        yield from _nothing_else(giving, folder, recorded)


def _email(path: Path) -> Email:
    with path.open("rb") as file:
        headers = BytesHeaderParser().parse(file)
    to = tuple(headers.get_all("X-Envelope-To", []))
    return Email(path.name, str(headers["Message-ID"]).strip(), to)


def _refused(notice: Notice, copy: Given, recipient: Recipient) -> bool:
    """Has the mail server refused the address that the recipient has now?"""
    refusals = [one for one in notice.became("EmailRefused") if one.to == copy.to]
    number = refusals[-1].fields["address_number"] if refusals else None
    return bool(number == len(recipient.addresses))


def _was_sent(
    giving: Giving, one: Given, sent: Mapping[str, set[str]], recorded: Mapping[str, Given]
) -> Iterator[Fault]:
    message_id, to = one.fields["message_id"], _address(giving, one)
    if message_id not in sent:
        what = f"the e-mail {message_id} is on record, and was not sent"
        yield Fault("email_unsent", what, giving.told(one.row))
    elif sent[message_id] != {to}:
        what = f"the e-mail {message_id} was sent to another address than is on record"
        yield Fault("email_astray", what, giving.told(one.row))
    if message_id in recorded:
        what = f"two e-mails are {message_id}"
        yield Fault("email_shared", what, giving.told(recorded[message_id].row, one.row))


def _nothing_else(giving: Giving, folder: Path, recorded: Mapping[str, Given]) -> Iterator[Fault]:
    """E-mails to our recipients that no event tells of; others are another authority's."""
    ours = {_in_ascii(one) for known in giving.recipients.values() for one in known.addresses}
    for email in taken(folder):
        if email.message_id not in recorded and ours & set(email.to):
            what = f"the e-mail {email.message_id} was sent, and is on no record"
            yield Fault("email_unrecorded", what, (f"mail {email.name}: {email.message_id}",))


def _address(giving: Giving, one: Given) -> str:
    """The address that the record names by its number, counted from 1."""
    recipient, number = giving.recipients.get(one.to), one.fields["address_number"]
    known = recipient.addresses if recipient else []
    return _in_ascii(known[number - 1]) if 0 < number <= len(known) else ""


def _in_ascii(address: str) -> str:
    """As the mail server is given it: the domain as it is in the DNS."""
    mailbox, _, domain = address.rpartition("@")
    return f"{mailbox}@{domain.encode('idna').decode()}"
