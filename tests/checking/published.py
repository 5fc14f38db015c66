"""Does each message say what its event says, and is nothing kept back that is to be told?

The golden examples tell which events are published, under which type and with which fields.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tests.checking.copied_models import WITHHELD
from tests.checking.effects import payload
from tests.checking.faults import Fault, of_event, of_heard
from tests.checking.rows import Records, Row

POSTS = {"la_officer": "aln_officer"}  # others are told of under their own name
AS_ANOTHER = {"LearnerReturned": "LearnerEnrolled"}  # for others, whoever returns is enrolled
EXAMPLES = Path(__file__).parents[2] / "shared/contracts/examples"


@cache
def examples(source: str) -> Mapping[str, frozenset[str]]:
    """The fields of each message that a service publishes, by the message's name: `….v1`."""
    return {
        path.stem: frozenset(json.loads(path.read_text()))
        for path in (EXAMPLES / source).glob("*.json")
    }


def told(listener: Records, logs: Mapping[str, list[Row]]) -> Iterator[Fault]:
    """What was heard is what the event has to tell: no less, and nothing else."""
    at = {source: {row.position: row for row in log} for source, log in logs.items()}
    for row in listener["inbox"]:
        sent = at.get(row.source, {}).get(row.position)
        if sent is None:
            continue
        wrong = wrong_in(row, sent)
        if wrong:
            what = f"{listener.service} was told {wrong} of {row.source} {row.position}"
            story = (of_heard(listener.service, row), of_event(row.source, sent))
            yield Fault("told", what, story)


def wrong_in(row: Row, sent: Row) -> str:
    """What is wrong with a message, held against its event; nothing where it is right."""
    if row.type == WITHHELD:
        return "nothing" if _is_to_be_told(row.source, sent) or row.body is not None else ""
    name = row.type.removeprefix(f"wales.llwybr.{row.source}.")
    if name.partition(".")[0] != _kind(sent) or name not in examples(row.source):
        return "something else"
    if sent.body is None:
        return ""  # it was told before its payload was erased
    said, known = payload(row), _fields(sent)
    if not examples(row.source)[name] >= said.keys():
        return "more than is agreed"
    different = [field for field, value in said.items() if known.get(field, value) != value]
    return f"another {', '.join(different)}" if different else ""


def _is_to_be_told(source: str, sent: Row) -> bool:
    """Erased payloads tell nothing; nor do relatives, who have no say, and posts of no use.

    A notice of an emergency is nobody else's business.
    """
    relative = payload(sent).get("parent", {}).get("relationship") == "relative"
    published = {name.partition(".")[0] for name in examples(source)}
    alert = payload(sent).get("about") == "emergency_access_opened"
    silent = relative or alert or _is_a_post_of_no_use(payload(sent).get("post"))
    return sent.body is not None and not silent and _kind(sent) in published


def _is_a_post_of_no_use(post: Mapping[str, Any] | None) -> bool:
    """One that gives no access, or gives it at a school and names none."""
    if post is None:
        return False
    everywhere = post["role"] in ("la_officer", "privacy_officer")
    return post["role"] == "other" or (post["school_id"] is None and not everywhere)


def _kind(sent: Row) -> str:
    """`ConcernRaised` as messages are named: `concern_raised`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", AS_ANOTHER.get(sent.type, sent.type)).lower()


def _fields(sent: Row) -> dict[str, Any]:
    """What the event says, by the names that messages use; those of its parts as well."""
    fields = payload(sent)
    parts: dict[str, Any] = {}
    for part in fields.values():
        parts |= part if isinstance(part, dict) else {}
    stream = {f"{sent.stream_kind.rpartition('_')[2]}_id": str(sent.stream_id)}
    said = parts | stream | {"learner_id": str(sent.subject)} | fields
    return said | _of_staff(sent, said)


def _of_staff(sent: Row, said: Mapping[str, Any]) -> dict[str, Any]:
    """A member of staff is a person, and their role a post; a class's school is the envelope's."""
    if sent.stream_kind == "staff_member" and "post" in said:
        role = said["role"]
        return {"person_id": str(sent.stream_id), "post": POSTS.get(role, role)}
    if sent.stream_kind == "school_class" and "staff_member_id" in said:
        post = said.get("role", "class_teacher")
        return {"person_id": said["staff_member_id"], "post": post, "school_id": str(sent.school)}
    return {}
