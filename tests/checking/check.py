"""The whole system held against what was asked of it: nothing lost, repeated, or made up.

Written from the descriptions, and on its own: it knows no code of ours, and trusts nothing but SQL
and SHA-256. `check` gives every fault found, each with its story; `tell` is for people.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from psycopg import Connection, IsolationLevel

from tests.checking import (
    acknowledgements,
    copied_models,
    copies,
    emails,
    log,
    notices,
    published,
    reactions,
    relays,
    rows,
)
from tests.checking.acknowledgements import Asked
from tests.checking.faults import Fault, tell
from tests.checking.history import Attempt
from tests.checking.notices import Giving
from tests.checking.rows import Records, Row

__all__ = ["Fault", "Seen", "check", "judge", "tell"]


@dataclass(frozen=True)
class Seen:
    """Each service's records by (authority, service), and the logs as they were after that.

    A listener may have heard what its source had not yet appended when we looked there; so what
    was heard is held against the later look.
    """

    records: Mapping[tuple[str, str], Records]
    logs: Mapping[tuple[str, str], list[Row]]


def check(
    databases: Mapping[str, str],
    history: Sequence[Attempt],
    *,
    quiet: bool,
    listens_to: Mapping[str, tuple[str, ...]],
    mail: Path | None = None,
) -> list[Fault]:
    """Every fault in the authorities that the history is about.

    `databases` are the services' connection strings, a superuser's. `quiet`: all processes had
    time to do what they had to. `mail`: where the mail server puts what it takes.
    """
    with ExitStack() as connected:
        connections = {
            service: connected.enter_context(_reading(conninfo))
            for service, conninfo in databases.items()
        }
        seen = look(connections, history)
    return judge(seen, history, quiet=quiet, listens_to=listens_to, mail=mail)


def look(connections: Mapping[str, Connection], history: Sequence[Attempt]) -> Seen:
    """All there is of the authorities in the history; each connection reads at one instant."""
    authorities = sorted({attempt.authority for attempt in history})
    assert authorities, "a history without an attempt shows nothing"
    with ExitStack() as instant:
        for connection in connections.values():
            instant.enter_context(connection.transaction())
        records = {
            (authority, service): found
            for service, connection in connections.items()
            for authority, found in rows.read(connection, service, authorities).items()
        }
    logs = {
        (authority, service): events
        for service, connection in connections.items()
        for authority, events in rows.read_logs(connection, authorities).items()
    }
    return Seen(records, logs)


def judge(
    seen: Seen,
    history: Sequence[Attempt],
    *,
    quiet: bool,
    listens_to: Mapping[str, tuple[str, ...]],
    mail: Path | None = None,
) -> list[Fault]:
    """The same of what was looked at before."""
    faults = list(reactions.event_ids(seen.records))
    for (authority, service), records in seen.records.items():
        faults += _of_its_own(records, quiet=quiet)
        asked = [one for one in history if (one.authority, one.service) == (authority, service)]
        faults += _as_asked(Asked(records, asked), quiet=quiet)
        faults += _heard(seen, records, listens_to.get(service, ()), quiet=quiet)
        if service == "notifications":
            sent = seen.logs.get((authority, "targets")) if quiet else None
            faults += _given(Giving(records), sent, mail, quiet=quiet)
    return faults


def _of_its_own(records: Records, *, quiet: bool) -> Iterator[Fault]:
    yield from log.sealed(records)
    yield from log.kept(records)
    yield from reactions.caused(records)
    yield from reactions.reacted_once(records)
    yield from relays.checkpoints(records, quiet=quiet)
    yield from copied_models.faults(records)


def _as_asked(asked: Asked, *, quiet: bool) -> Iterator[Fault]:
    yield from acknowledgements.acknowledged(asked)
    yield from acknowledgements.effects_once(asked)
    yield from acknowledgements.asked_for(asked)
    yield from acknowledgements.of_long_work(asked, quiet=quiet)


def _heard(
    seen: Seen, listener: Records, sources: Sequence[str], *, quiet: bool
) -> Iterator[Fault]:
    known = [source for source in sources if (listener.authority, source) in seen.logs]
    logs = {source: seen.logs[listener.authority, source] for source in known}
    yield from copies.prefixes(listener, logs, known)
    yield from copies.arrivals(listener)
    yield from published.told(listener, logs)
    if quiet:
        yield from copies.caught_up(listener, logs, known)
        yield from copies.nothing_waits(listener)


def _given(
    giving: Giving, sent: Sequence[Row] | None, mail: Path | None, *, quiet: bool
) -> Iterator[Fault]:
    yield from notices.raised(giving, sent)
    yield from notices.given_once(giving)
    yield from emails.follow_wishes(giving)
    if quiet:
        yield from notices.given_to_all(giving)
        yield from emails.accepted(giving)
    if mail is not None:
        yield from emails.in_the_mail(giving, mail, quiet=quiet)


def _reading(conninfo: str) -> Connection:
    connection = Connection.connect(conninfo, autocommit=True)
    connection.isolation_level = IsolationLevel.REPEATABLE_READ
    connection.read_only = True
    return connection
