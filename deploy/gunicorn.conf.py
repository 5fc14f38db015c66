# ruff: noqa: N999 - the name gunicorn is used to
"""How gunicorn runs a service's web process: native, in a container and in production alike."""

import os
from pathlib import Path

from prometheus_client import multiprocess

bind = f"{os.environ.get('LLWYBR_BIND', '127.0.0.1')}:{os.environ.get('LLWYBR_PORT', '8000')}"
workers = int(os.environ.get("LLWYBR_WORKERS", "1"))
worker_class = "shared.runtime.web_worker.WebWorker"  # gthread, which waits for no client
threads = 8
preload_app = True  # pools and Kafka clients are opened after the fork, on first use

timeout = 60
graceful_timeout = 15
keepalive = 5

# No peer may say where a request goes: gunicorn would trust one on the loopback.
forwarded_allow_ips = ""
forwarder_headers = ""

limit_request_line = 4094
limit_request_fields = 50
limit_request_field_size = 64 * 1024  # as much as a head may have: a long token gets our answer

# Its default path is one for each user, and several services run as one.
control_socket_disable = True
if Path("/dev/shm").is_dir():  # noqa: S108 - memory, so a slow disk kills no worker
    worker_tmp_dir = "/dev/shm"  # noqa: S108

# The application logs each request itself, without personal data.
accesslog = None
errorlog = "-"
loglevel = "warning"


def child_exit(_server: object, worker: object) -> None:
    """Take the gauges of a worker that ended out of the service's metrics."""
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        multiprocess.mark_process_dead(worker.pid)  # type: ignore[attr-defined,no-untyped-call]
