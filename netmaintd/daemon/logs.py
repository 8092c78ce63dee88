"""Log lines as JSON on standard error: a fixed phrase, the particulars as fields, no secret.

Every live secret is known to the redactor by value and is replaced wherever it would appear, also in the
text of an exception of a library.
"""

from __future__ import annotations

import logging
import sys
import threading
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from collections.abc import Iterable

    from structlog.typing import EventDict, Processor, WrappedLogger

_HIDDEN = "[rahasia]"
_QUIET = ("paramiko", "netmiko", "apscheduler", "alembic", "asyncio", "watchfiles", "pysnmp")


class Redactor:
    """Replaces known secrets in rendered log lines."""

    def __init__(self) -> None:
        """Know none yet."""
        self._lock = threading.Lock()
        self._secrets: tuple[str, ...] = ()

    def know(self, secrets: Iterable[str]) -> None:
        """Add secrets by value; values under four characters would hide ordinary words and are left out."""
        with self._lock:
            longest_first = sorted({*self._secrets, *(s for s in secrets if len(s) >= 4)}, key=len, reverse=True)
            self._secrets = tuple(longest_first)

    def clean(self, line: str) -> str:
        """Return the line without any known secret."""
        for secret in self._secrets:
            line = line.replace(secret, _HIDDEN)
        return line


REDACTOR = Redactor()


def set_up_logs(level: str = "info", *, json_lines: bool = True) -> None:
    """Send all log records to standard error, ours at `level`, libraries' from warning upwards."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    renderer = structlog.processors.JSONRenderer() if json_lines else structlog.dev.ConsoleRenderer(colors=False)
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            renderer,
            _redact,
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    # paramiko logs every failed negotiation with a traceback; the session's own error says it better.
    logging.getLogger("paramiko").setLevel(logging.CRITICAL)


def _redact(_: WrappedLogger, __: str, line: EventDict | str) -> str:
    return REDACTOR.clean(str(line))
