"""JSON logs on standard output: one line per request or message, ids but no personal data."""

import logging
import sys
from typing import Any

import structlog
from structlog.typing import EventDict, ExcInfo, Processor, WrappedLogger


def configure_logging(service: str, process: str) -> None:
    """Make every log line of this process one JSON object that names the service and process."""
    structlog.configure(
        processors=[
            _naming(service=service, process=process),
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(_kinds_and_places),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.WriteLoggerFactory(sys.stdout),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, handlers=[_Forward()], force=True)
    # It warns at each connection without TLS, though SCRAM sends no password.
    logging.getLogger("kafka.net.sasl.scram").setLevel(logging.ERROR)


def _naming(**names: str) -> Processor:
    """Adds these to each line, whichever thread writes it."""

    def add(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
        line.update(names)
        return line

    return add


def _kinds_and_places(exc_info: ExcInfo) -> list[dict[str, Any]]:
    """What was raised and where, and what caused it; not its words, for they may quote data."""
    known = ("exc_type", "is_cause", "frames")
    return [{name: trace[name] for name in known} for trace in _TRACES(exc_info)]


_TRACES = structlog.tracebacks.ExceptionDictTransformer(show_locals=False, max_frames=20)


class _Forward(logging.Handler):
    """Lines of libraries, in the same form; their arguments stay out, for they may hold data."""

    def emit(self, record: logging.LogRecord) -> None:
        structlog.get_logger().log(
            record.levelno, "library_said", library=record.name, message=str(record.msg)
        )
