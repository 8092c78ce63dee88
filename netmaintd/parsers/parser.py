"""Texts are read in processes that are ended when they take too long; others go on.

A process begins with the first text, and is used again until it is lost. Several threads may ask at once.
"""

from __future__ import annotations

import logging
import os
import queue
import socket
import subprocess
import sys
import time
import weakref
from dataclasses import dataclass
from functools import cache
from typing import Any

from netmaintd.model.rows import Cell, Parsed, Recipe, Unreadable
from netmaintd.parsers.frames import receive, send
from netmaintd.parsers.templates import source_of

logger = logging.getLogger(__name__)
MAX_TEXT = 8 * 1024 * 1024
"""Characters of one answer."""
LIMIT_S = 5.0
START_S = 30.0
"""A process may take so long to begin on a machine that is busy; usually it is 0.2 s."""
_FATAL = (Unreadable.TOO_SLOW, Unreadable.BROKEN)
_ENVIRONMENT = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "LANG", "SYSTEMROOT")


@dataclass(frozen=True, slots=True)
class _Worker:
    process: subprocess.Popen[bytes]
    channel: socket.socket

    def end(self) -> None:
        self.channel.close()
        self.process.kill()
        self.process.wait()


class Parser:
    """Reads texts by recipes, each in at most `limit_s`."""

    def __init__(self, *, limit_s: float = LIMIT_S, workers: int = 2) -> None:
        """Begin nothing yet."""
        self._limit_s = limit_s
        self._idle: queue.LifoQueue[_Worker | None] = queue.LifoQueue()
        for _ in range(workers):
            self._idle.put(None)
        self._alive: set[_Worker] = set()
        # Also at the end of the interpreter: no process stays, whoever forgot to close.
        self._finish = weakref.finalize(self, _end_all, self._alive)

    def close(self) -> None:
        """End the processes; what is asked later begins new ones."""
        _end_all(self._alive)

    def read(self, recipe: Recipe, text: str) -> Parsed:
        """Return the rows of a text; never raises for what a text does."""
        if len(text) > MAX_TEXT:
            return Parsed(why_not=Unreadable.TOO_LARGE)
        source = source_of(recipe.template) if recipe.template else ""
        if source is None:
            return Parsed(why_not=Unreadable.BROKEN, detail=f"no template {recipe.template}")
        return self.ask({"source": source, "lines": recipe.lines, "within": recipe.within, "text": text})

    def ask(self, request: dict[str, Any]) -> Parsed:
        """Hand a request to a process that has nothing to do."""
        worker = self._idle.get()
        try:
            if worker is None or worker not in self._alive:
                worker = self._begin()
            parsed = self._exchange(worker, request)
            if parsed.why_not in _FATAL:
                self._lose(worker)
            return parsed
        except OSError as error:
            return Parsed(why_not=Unreadable.BROKEN, detail=f"no process: {type(error).__name__}")
        finally:
            self._idle.put(worker)

    def _exchange(self, worker: _Worker, request: dict[str, Any]) -> Parsed:
        ends_at = time.monotonic() + self._limit_s
        try:
            send(worker.channel, {**request, "limit_s": self._limit_s}, ends_at)
            told = receive(worker.channel, ends_at)
        except TimeoutError:
            return Parsed(why_not=Unreadable.TOO_SLOW, detail=f"stopped after {self._limit_s:g} s")
        except (OSError, ValueError) as error:
            return Parsed(why_not=Unreadable.BROKEN, detail=type(error).__name__)
        return _parsed(told) if told else Parsed(why_not=Unreadable.BROKEN, detail="the process ended by itself")

    def _begin(self) -> _Worker:
        ours, theirs = socket.socketpair()
        with theirs:
            # A session of its own: what the terminal sends to the program is not meant for it.
            process = subprocess.Popen(
                [sys.executable, "-m", "netmaintd.parsers.worker"],
                stdin=theirs.fileno(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
                env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
            )  # fmt: skip
        worker = _Worker(process, ours)
        self._alive.add(worker)
        try:
            ready = receive(ours, time.monotonic() + START_S)
        except OSError:
            ready = None
        if ready is None:
            self._lose(worker)
            raise ConnectionError("the process did not begin")
        logger.debug("parser begun", extra={"pid": process.pid})
        return worker

    def _lose(self, worker: _Worker) -> None:
        self._alive.discard(worker)
        worker.end()
        logger.warning("parser ended", extra={"pid": worker.process.pid})


def _end_all(workers: set[_Worker]) -> None:
    while workers:
        workers.pop().end()


def _parsed(told: dict[str, Any]) -> Parsed:
    if "not_understood" in told:
        return Parsed(why_not=Unreadable.NOT_UNDERSTOOD, detail=str(told["not_understood"]))
    return Parsed(tuple({str(name): _cell(value) for name, value in row.items()} for row in told["rows"]))


def _cell(value: object) -> Cell:
    return tuple(map(str, value)) if isinstance(value, list) else str(value)


@cache
def shared() -> Parser:
    """Return the parser of this program: its processes are few however many devices are read at once."""
    return Parser()
