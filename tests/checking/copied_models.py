"""Do the copies of what others published say what follows from it? Derived here anew."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tests.checking.effects import payload
from tests.checking.faults import Fault, of_heard
from tests.checking.rows import Records, Row

WITHHELD = "wales.llwybr.withheld.v1"
DETAILS = (
    *("tier", "outcome", "area", "instrument", "channel", "about", "profession", "capacity"),
    *("service", "term"),
)
NO_STEP = re.compile("post_|class_teacher_|restriction_|emergency_|learner_.*_class")
Model = Mapping[Any, tuple[Any, ...]]


def kind(row: Row) -> str:
    """`concern_raised` of a message's whole type; nothing where the position tells nothing."""
    match = re.fullmatch(rf"wales\.llwybr\.{row.source}\.([a-z_]+)\.v[0-9]+", row.type)
    return match[1] if match and row.body is not None else ""


def faults(records: Records) -> Iterator[Fault]:
    """What is wrong with those that this service has."""
    derived = (
        *(chronology, places_at_school, parents_of_learner, notices, deliveries),
        *(heard_concerns, reviewed_targets),
    )
    for model in derived:
        if model.__name__ in records.tables:
            yield from model(records)


def chronology(records: Records) -> Iterator[Fault]:
    """One step for each message that tells something of a learner."""
    due = {
        (row.source, row.position): (
            row.subject,
            row.event_id,
            kind(row),
            row.stream_kind,
            row.stream_id,
            _detail(row),
            row.occurred_at,
            row.recorded_at,
            row.actor,
        )
        for row in records.heard
        if kind(row) and not NO_STEP.match(kind(row))
    }
    found = {
        (row.source, row.position): (
            row.learner_id,
            row.event_id,
            row.kind,
            row.thing_kind,
            row.thing_id,
            row.detail,
            row.occurred_at,
            row.recorded_at,
            row.actor,
        )
        for row in records["chronology"]
    }
    yield from _equal(records, "chronology", due, found)


def places_at_school(records: Records) -> Iterator[Fault]:
    """Every learner's school is where they were last enrolled or moved to."""
    if records.service == "learners":
        return  # folded with the log, ahead of what it hears of itself
    due = {}
    for row in records.heard:
        if row.source == "learners" and kind(row) in ("learner_enrolled", "learner_moved_school"):
            fields = payload(row)
            due[fields.get("learner_id")] = (fields.get("school_id"),)
    found = {str(row.learner_id): (str(row.school_id),) for row in records["places_at_school"]}
    yield from _equal(records, "places_at_school", due, found)


def parents_of_learner(records: Records) -> Iterator[Fault]:
    """Everyone who is linked, and since when; linked again without being unlinked is no change."""
    due: dict[Any, tuple[Any]] = {}
    for row in records.heard:
        link = (payload(row).get("learner_id"), payload(row).get("parent_id"))
        if kind(row) == "parent_linked":
            due.setdefault(link, (row.occurred_at,))
        elif kind(row) == "parent_unlinked":
            due.pop(link, None)
    found = {
        (str(row.learner_id), str(row.parent_id)): (row.linked_at,)
        for row in records["parents_of_learner"]
    }
    yield from _equal(records, "parents_of_learner", due, found)


def heard_concerns(records: Records) -> Iterator[Fault]:
    """Of each concern, about whom it is."""
    due = {
        payload(row).get("concern_id"): (payload(row).get("learner_id"),)
        for row in records.heard
        if kind(row) == "concern_raised"
    }
    found = {str(row.concern_id): (str(row.learner_id),) for row in records["heard_concerns"]}
    yield from _equal(records, "heard_concerns", due, found)


def reviewed_targets(records: Records) -> Iterator[Fault]:
    """Every target, and the outcomes of its reviews in turn."""
    due: dict[Any, tuple[Any, ...]] = {}
    for row in records.heard:
        fields = payload(row)
        if kind(row) == "small_step_target_set":
            due[fields.get("target_id")] = (fields.get("learner_id"), fields.get("area"))
        elif kind(row) == "small_step_target_reviewed":
            due[fields.get("target_id")] += (fields.get("outcome"),)
    found = {
        str(row.target_id): (
            *(str(row.learner_id), row.area),
            *(review["outcome"] for review in row.reviews),
        )
        for row in records["reviewed_targets"]
    }
    yield from _equal(records, "reviewed_targets", due, found)


def notices(records: Records) -> Iterator[Fault]:
    """Every notice raised, and how far it has come."""
    due: dict[Any, tuple[Any, ...]] = {}
    for row in records["events"]:
        fields = payload(row)
        if row.type == "NoticeRaised":
            about = (row.subject, fields.get("about"), fields.get("about_id"))
            due[row.stream_id] = (*about, "waiting")
        elif row.stream_id in due:
            *same, state = due[row.stream_id]
            due[row.stream_id] = (*same, _further(state, row.type))
    found = {
        row.notice_id: (row.learner_id, row.about, str(row.about_id), row.state)
        for row in records["notices"]
    }
    yield from _equal(records, "notices", due, found)


def deliveries(records: Records) -> Iterator[Fault]:
    """Every copy in an inbox, and the e-mail that was accepted for it."""
    due: dict[Any, tuple[Any, ...]] = {}
    for row in records["events"]:
        fields = payload(row)
        if row.type == "NoticeGiven":
            key = (row.stream_id, fields.get("recipient_id"))
            due[key] = (row.subject, fields.get("about"), fields.get("message_id"))
    found = {
        (row.notice_id, str(row.recipient_id)): (row.learner_id, row.about, row.email_message_id)
        for row in records["deliveries"]
    }
    yield from _equal(records, "deliveries", due, found)


def _further(state: str, kind_of_event: str) -> str:
    if kind_of_event == "NoticeGivenToAll":
        return "given"
    if kind_of_event == "NoticeReopened" and state == "given":
        return "partly_given"
    if kind_of_event == "NoticeGiven" and state == "waiting":
        return "partly_given"
    return state


def _detail(row: Row) -> Any:
    fields = payload(row)
    return next((fields[name] for name in DETAILS if name in fields), None)


def _equal(records: Records, table: str, due: Model, found: Model) -> Iterator[Fault]:
    for key in due.keys() - found.keys():
        what = f"{table} of {records.service} lacks {_name(key)}"
        yield Fault(table, what, _heard_of(records, key))
    for key, row in found.items():
        if due.get(key) != row:
            what = f"{table} of {records.service} has {_name(row)} for {_name(due.get(key))}"
            yield Fault(table, f"{what} at {_name(key)}", _heard_of(records, key))


def _name(parts: object) -> str:
    return " ".join(map(str, parts)) if isinstance(parts, tuple) else str(parts)


def _heard_of(records: Records, key: Any) -> tuple[str, ...]:
    """The message a step is of; of other models, the last one that names what the row is about."""
    names = {str(part) for part in (key if isinstance(key, tuple) else (key,))}
    rows = [
        row
        for row in records["inbox"]
        if (row.source, row.position) == key or names & set(map(str, payload(row).values()))
    ]
    return tuple(of_heard(records.service, row) for row in rows[-1:])
