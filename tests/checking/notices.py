"""Were the notices raised and given that were due, and no others?

Due is one notice for each target shared or reviewed. It is owed to every parent who was linked to
the learner when that happened; and while nobody has it, to everybody linked since. Who is not
registered as a recipient yet is not owed it yet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tests.checking.copied_models import kind
from tests.checking.effects import payload
from tests.checking.faults import Fault, of_event, of_heard
from tests.checking.recipients import Family, Recipient, families, recipients
from tests.checking.rows import Records, Row

ABOUT = {
    "SmallStepTargetShared": "small_step_target_shared",
    "SmallStepTargetReviewed": "small_step_target_reviewed",
}


@dataclass(frozen=True)
class Given:
    """What happened to one recipient's copy of a notice: the event, and its fields."""

    row: Row
    fields: dict[str, Any]

    @property
    def to(self) -> str:
        """The recipient."""
        return str(self.fields["recipient_id"])


@dataclass(frozen=True)
class Notice:
    """The events of one notice."""

    raised: Row
    later: list[Row]

    def given(self, channel: str) -> list[Given]:
        """Its copies by this channel."""
        return [one for one in self.became("NoticeGiven") if one.fields.get("channel") == channel]

    def became(self, kind_of_event: str) -> list[Given]:
        """What of this type happened to copies of it."""
        return [Given(row, payload(row)) for row in self.later if row.type == kind_of_event]


@dataclass(frozen=True)
class Giving:
    """Everything that notifications knows of one authority."""

    records: Records

    @cached_property
    def notices(self) -> dict[Any, Notice]:
        """The notices by stream."""
        found: dict[Any, Notice] = {}
        for row in self.records["events"]:
            if row.type == "NoticeRaised":
                found.setdefault(row.stream_id, Notice(row, []))
            elif row.stream_kind == "notice" and row.stream_id in found:
                found[row.stream_id].later.append(row)
        return found

    @cached_property
    def families(self) -> dict[str, Family]:
        """Who is and was a parent, by learner."""
        return families(self.records.heard)

    @cached_property
    def recipients(self) -> dict[str, Recipient]:
        """Who is registered."""
        return recipients(self.records["events"])

    def told(self, *rows: Row) -> tuple[str, ...]:
        """Events of notifications, told."""
        return tuple(of_event(self.records.service, row) for row in rows)

    def family(self, notice: Notice) -> Family:
        """The family of the learner a notice is about."""
        return self.families.get(str(notice.raised.subject), Family())


def raised(giving: Giving, sent: Sequence[Row] | None) -> Iterator[Fault]:
    """One notice for each target shared or reviewed: heard of, or, in all quiet, sent."""
    found: dict[Any, list[Row]] = {}
    for notice in giving.notices.values():
        found.setdefault(notice.raised.causation, []).append(notice.raised)
    heard = [row for row in giving.records.heard if _about(row)]
    due = {row.event_id: row for row in heard}
    for row in sent or ():
        if row.type in ABOUT and row.body is not None and row.event_id not in due:
            what = f"{row.type} of {row.stream_id} led to no notice"
            yield Fault("notice_missing", what, (of_event("targets", row),))
    for event_id, row in due.items():
        rows = found.pop(event_id, [])
        if len(rows) != 1:
            what = f"{_about(row)} of {row.stream_id} led to {len(rows)} notices"
            rule = "notice_twice" if rows else "notice_missing"
            story = (of_heard(giving.records.service, row), *giving.told(*rows))
            yield Fault(rule, what, story)
        yield from _says_what_it_is_about(giving, row, rows)
    for rows in found.values():
        what = f"a notice was raised of which nothing was the cause: {rows[0].stream_id}"
        yield Fault("notice_undue", what, giving.told(*rows))


def given_once(giving: Giving) -> Iterator[Fault]:
    """Nobody got a notice twice by one channel, and nobody who is not owed it."""
    for notice in giving.notices.values():
        for channel in ("inbox", "email"):
            seen: dict[str, Row] = {}
            for one in notice.given(channel):
                if one.to in seen:
                    what = f"{one.to} got notice {one.row.stream_id} twice by {channel}"
                    story = giving.told(notice.raised, seen[one.to], one.row)
                    yield Fault("given_twice", what, story)
                seen[one.to] = one.row
        yield from _to_whom_it_may_be(giving, notice)


def given_to_all(giving: Giving) -> Iterator[Fault]:
    """When all is quiet, whoever is owed a notice has it."""
    for notice in giving.notices.values():
        family, has = giving.family(notice), {one.to for one in notice.given("inbox")}
        owed = family.linked_by(notice.raised, everybody=not has) & giving.recipients.keys()
        for parent in sorted(owed - has):
            what = f"{parent} is owed notice {notice.raised.stream_id}, and has it not"
            story = (
                of_heard(giving.records.service, family.links[parent]),
                *giving.told(giving.recipients[parent].registered, notice.raised, *notice.later),
            )
            yield Fault("not_given", what, story)


def _about(row: Row) -> str:
    known = kind(row) if row.source == "targets" else ""
    return known if known in ABOUT.values() else ""


def _says_what_it_is_about(giving: Giving, row: Row, rows: Sequence[Row]) -> Iterator[Fault]:
    for one in rows:
        fields = payload(one)
        said = (one.subject, fields.get("about"), fields.get("about_id"))
        if fields and said != (row.subject, _about(row), str(row.stream_id)):
            what = f"notice {one.stream_id} is not about what it follows from"
            story = (of_heard(giving.records.service, row), *giving.told(one))
            yield Fault("notice_undue", what, story)


def _to_whom_it_may_be(giving: Giving, notice: Notice) -> Iterator[Fault]:
    """Parents of that time, and later ones only together with the first who got it."""
    copies, family = notice.given("inbox"), giving.family(notice)
    for one in copies:
        together = one.row.command_id == copies[0].row.command_id
        known = one.to in giving.recipients
        if not (known and (family.was_linked(one.to, notice.raised, ever=together))):
            what = f"{one.to} got notice {one.row.stream_id}, and is not owed it"
            yield Fault("given_undue", what, giving.told(notice.raised, one.row))
    inboxes = {one.to for one in copies}
    for one in notice.given("email"):
        if one.to not in inboxes:
            what = f"{one.to} got an e-mail of notice {one.row.stream_id}, and not the notice"
            yield Fault("given_undue", what, giving.told(notice.raised, one.row))
