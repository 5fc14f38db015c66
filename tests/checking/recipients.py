"""Who was whose parent and when, and how each recipient wanted to be told."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.checking.copied_models import kind
from tests.checking.effects import payload
from tests.checking.rows import Row


@dataclass(frozen=True)
class Family:
    """`links` are the messages that made those parents who are so now; `ever`, all there were."""

    links: dict[str, Row] = field(default_factory=dict)
    ever: dict[str, list[Row]] = field(default_factory=dict)

    def linked_by(self, raised: Row, *, everybody: bool) -> set[str]:
        """The parents now who were so when a notice's cause happened; or everybody."""
        return {
            parent
            for parent, link in self.links.items()
            if everybody or link.occurred_at <= happened_at(raised)
        }

    def was_linked(self, parent: str, raised: Row, *, ever: bool) -> bool:
        """Had this parent been linked when it happened; or `ever`, even later?"""
        links = self.ever.get(parent, [])
        return any(ever or link.occurred_at <= happened_at(raised) for link in links)


@dataclass(frozen=True)
class Wish:
    """How a recipient wanted to be told, from a position on."""

    position: int
    email: str | None = None
    wants_email: bool = False

    @property
    def by_email(self) -> bool:
        """Wanted, and possible?"""
        return self.wants_email and self.email is not None


@dataclass(frozen=True)
class Recipient:
    """`wishes` are those after each command; `addresses`, every one given, in order."""

    registered: Row
    wishes: list[Wish] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)

    def wishes_by(self, position: int) -> set[bool]:
        """What by e-mail was wished at any time before a position: yes, no, or both."""
        return {wish.by_email for wish in self.wishes if wish.position < position}


def happened_at(raised: Row) -> datetime:
    """When that happened which a notice is about."""
    return datetime.fromisoformat(payload(raised)["happened_at"])


def families(heard: Iterable[Row]) -> dict[str, Family]:
    """The family of each learner, from the messages in the order in which they came."""
    found: dict[str, Family] = {}
    for row in heard:
        if kind(row) not in ("parent_linked", "parent_unlinked"):
            continue
        parent = str(payload(row).get("parent_id"))
        family = found.setdefault(str(payload(row).get("learner_id")), Family())
        if kind(row) == "parent_linked":
            family.links.setdefault(parent, row)
            family.ever.setdefault(parent, []).append(row)
        else:
            family.links.pop(parent, None)
    return found


def recipients(events: Iterable[Row]) -> dict[str, Recipient]:
    """Everyone who is registered, by id."""
    found: dict[str, Recipient] = {}
    last: dict[str, Any] = {}
    for row in events:
        if row.stream_kind != "recipient":
            continue
        one = found.setdefault(str(row.stream_id), Recipient(row))
        if row.type == "EmailAddressGiven":
            one.addresses.append(payload(row)["email"])
        wish = _wish(one.wishes[-1] if one.wishes else Wish(row.position), row)
        if last.get(str(row.stream_id)) == row.command_id:
            one.wishes.pop()
        one.wishes.append(wish)
        last[str(row.stream_id)] = row.command_id
    return found


def _wish(before: Wish, row: Row) -> Wish:
    email, wants = before.email, before.wants_email
    if row.type in ("EmailAddressGiven", "EmailAddressWithdrawn"):
        email = payload(row).get("email")
    if row.type in ("NoticesByEmailAccepted", "NoticesByEmailDeclined"):
        wants = row.type == "NoticesByEmailAccepted"
    return Wish(row.position, email, wants)
