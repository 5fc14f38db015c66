"""gunicorn's threaded worker, made patient: a thread is spent on a request that has arrived.

As it comes, a thread waits for each new connection's first byte, then for the rest of the request;
and the loop that accepts waits for each client to close. As many slow clients as there are threads,
or a few that never close, keep everybody out. Here the loop itself takes in what comes, for all
connections at once, and nothing but an answer takes a thread. TLS ends before us.
"""

import socket
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from selectors import EVENT_READ
from typing import Any

import structlog
from gunicorn import util
from gunicorn.http import get_parser
from gunicorn.workers.gthread import TConn, ThreadWorker

from shared.runtime.arrival import Arrival, HeadRefused

ARRIVE_SECONDS = 60.0  # for a whole request
STALL_SECONDS = 10.0  # in which some of a large body, or some room for the answer, must come
DRAIN_SECONDS = 0.01  # enough for what is here already
LINGER_SECONDS = 2.0  # in which a client may read our last answer
MOST_WAITING_BYTES = 64 * 1024 * 1024  # of requests that are not whole yet
MOST_DISCARDED_BYTES = 1024 * 1024  # of what is sent on after our last answer
PIECE_BYTES = 64 * 1024
_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


class Connection(TConn):  # type: ignore[misc]
    """A connection, and what has come of its next request."""

    arrival: Arrival
    told_to_continue = False
    discarded = 0

    @property
    def is_closed(self) -> bool:
        """Did we part from it in the turn of the loop in which something came on it?"""
        return bool(self.sock.fileno() < 0)

    def begin(self) -> None:
        """Called in the loop: another request is awaited."""
        self.arrival = Arrival()
        self.told_to_continue = False
        self.timeout = time.monotonic() + ARRIVE_SECONDS
        self.sock.settimeout(0)

    def init(self) -> None:
        """Called in the thread: nothing it waits for may take longer than the stall."""
        super().init()
        self.sock.settimeout(STALL_SECONDS)


class WebWorker(ThreadWorker):  # type: ignore[misc]
    """Takes requests in in its loop, and answers whole ones in threads."""

    def init_process(self) -> None:
        """Begin with no connection."""
        self.lingering: deque[Connection] = deque()
        self.waiting_bytes = 0
        super().init_process()

    def accept(self, listener: socket.socket) -> None:
        """Take in a new connection; where there are too many, the longest here gives way."""
        try:
            sock, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        self.nr_conns += 1
        self._await(Connection(self.cfg, sock, address, listener.getsockname()))
        if self.nr_conns >= self.worker_connections:
            self._make_room()

    def on_client_socket_readable(self, conn: Connection, client: socket.socket) -> None:
        """The next request of a connection that was kept begins."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._await(conn)

    def on_pending_socket_readable(self, conn: Connection, client: socket.socket) -> None:
        """Some of a request has come."""
        if conn.is_closed:
            return
        data = _received(client)
        if data == b"":
            self._drop(self._no_longer_waiting(conn))
        elif data:
            self._take(conn, data)

    def finish_request(self, conn: Connection, future: Any) -> None:
        """After an answer: go on with what came meanwhile, wait for more, or part."""
        keeps = not future.cancelled() and future.exception() is None and future.result()
        if not keeps:
            self._linger(conn)
        elif early := conn.parser.unreader.take_buffered():
            self._await(conn)
            self._take(conn, early)
        else:
            super().finish_request(conn, future)

    def murder_pending(self) -> None:
        """Part from those whose request does not arrive, and from those who do not go."""
        now = time.monotonic()
        while self.pending_conns and self.pending_conns[0].timeout <= now:
            self._drop(self._no_longer_waiting(self.pending_conns[0]))
        while self.lingering and self.lingering[0].timeout <= now:
            self._part_from(self.lingering[0])

    def _cap_keepalive(self, deadline: float) -> None:
        """Called as the worker stops: who has asked nothing yet keeps it no longer than others."""
        super()._cap_keepalive(deadline)
        for conn in self.pending_conns:
            conn.timeout = min(conn.timeout, deadline)

    def _keepalive_after(self, conn: Connection, keepalive: bool) -> bool:  # noqa: FBT001 - theirs
        """Only where the whole request has come: no thread waits for what was refused."""
        return keepalive and bool(conn.parser.finish_body(time.monotonic() + DRAIN_SECONDS))

    def _await(self, conn: Connection) -> None:
        conn.begin()
        self.pending_conns.append(conn)
        self._watch(conn, self.on_pending_socket_readable)

    def _take(self, conn: Connection, data: bytes) -> None:
        try:
            self._add(conn, data)
        except HeadRefused as refused:
            self._refuse(conn, *refused.args)
            return
        if conn.arrival.is_enough:
            self._hand_over(conn)
        elif conn.arrival.is_asked_for and not conn.told_to_continue:
            conn.told_to_continue = True
            with suppress(OSError):
                conn.sock.send(_CONTINUE)
        while self.waiting_bytes > MOST_WAITING_BYTES:
            self._drop(self._no_longer_waiting(self.pending_conns[0]))

    def _add(self, conn: Connection, data: bytes) -> None:
        before = len(conn.arrival.received)
        try:
            conn.arrival.take(data)
        finally:
            self.waiting_bytes += len(conn.arrival.received) - before

    def _hand_over(self, conn: Connection) -> None:
        self._no_longer_waiting(conn)
        conn.data_ready = True
        if conn.parser is None:
            conn.parser = get_parser(self.cfg, conn.sock, conn.client)
        conn.parser.unreader.unread(bytes(conn.arrival.received))
        conn.arrival = Arrival()
        self.enqueue_req(conn)

    def _refuse(self, conn: Connection, status: int, reason: str) -> None:
        """Answer as gunicorn does to what is no request, without awaiting its end."""
        structlog.get_logger().info("head_refused", status=status)
        self._no_longer_waiting(conn)
        with suppress(OSError):
            util.write_error(conn.sock, status, reason, "")
        self._linger(conn)

    def _make_room(self) -> None:
        if self.lingering:
            self._part_from(self.lingering[0])
        elif self.pending_conns:
            self._drop(self._no_longer_waiting(self.pending_conns[0]))

    def _no_longer_waiting(self, conn: Connection) -> Connection:
        self.pending_conns.remove(conn)
        self.poller.unregister(conn.sock)
        self.waiting_bytes -= len(conn.arrival.received)
        return conn

    def _linger(self, conn: Connection) -> None:
        """Say that we are done, and take what still comes: a close at once may lose the answer."""
        try:
            conn.sock.shutdown(socket.SHUT_WR)
        except OSError:
            self._drop(conn)
            return
        conn.begin()
        conn.timeout = time.monotonic() + LINGER_SECONDS
        self.lingering.append(conn)
        self._watch(conn, self._discard)

    def _discard(self, conn: Connection, client: socket.socket) -> None:
        if conn.is_closed:
            return
        data = _received(client)
        conn.discarded += len(data or b"")
        if data == b"" or conn.discarded > MOST_DISCARDED_BYTES:
            self._part_from(conn)

    def _part_from(self, conn: Connection) -> None:
        self.lingering.remove(conn)
        self.poller.unregister(conn.sock)
        self._drop(conn)

    def _watch(self, conn: Connection, readable: Callable[..., None]) -> None:
        self.poller.register(conn.sock, EVENT_READ, partial(readable, conn))

    def _drop(self, conn: Connection) -> None:
        self.nr_conns -= 1
        conn.close()


def _received(client: socket.socket) -> bytes | None:
    """What has come: nothing where the client is done, None where it is only not there yet."""
    try:
        return client.recv(PIECE_BYTES)
    except BlockingIOError:
        return None
    except OSError:
        return b""
