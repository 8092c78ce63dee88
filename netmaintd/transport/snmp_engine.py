"""pysnmp's engines and the one event loop they live in, behind blocking calls.

One thread owns the loop for the whole process; each credential has its engine (90 ms once), because pysnmp
keeps the keys of a user name in the engine.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Coroutine
from concurrent.futures import wait
from typing import Any, TypeVar

from pysnmp.hlapi.v3arch.asyncio import SnmpEngine

from netmaintd.errors import Cancelled, DeviceTimeout
from netmaintd.transport.deadline import Deadline

logger = logging.getLogger(__name__)
T = TypeVar("T")
IN_FLIGHT = 48
"""Requests at once; more of them overflow the socket's buffer and look like silent devices."""
_USM = _V3 = 3
TURN_S = 0.2
"""How soon a waiting session notices that it is to stop."""


class SnmpLoop:
    """The loop, its thread and its engines."""

    def __init__(self) -> None:
        """Start the thread."""
        self._loop = asyncio.new_event_loop()
        self._loop.set_exception_handler(_tell)
        self._engines: dict[str, Any] = {}
        self._answered: set[tuple[str, str]] = set()
        self.slots = asyncio.Semaphore(IN_FLIGHT)
        self._thread = threading.Thread(target=self._loop.run_forever, name="snmp", daemon=True)
        self._thread.start()

    def run(self, device: str, work: Coroutine[Any, Any, T], deadline: Deadline) -> T:
        """Run a coroutine in the loop and wait for it, no longer than the deadline.

        Raises:
            DeviceTimeout: the deadline passed; the coroutine is cancelled.
            Cancelled: somebody asked to stop.
        """
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            while not deadline.stop.is_set() and not deadline.passed:
                if wait((future,), timeout=deadline.within(TURN_S)).done:
                    return future.result()
        finally:
            future.cancel()  # nothing to cancel where it is done
        if deadline.stop.is_set():
            raise Cancelled(device, "stopped during an SNMP request")
        raise DeviceTimeout(device, "the deadline of the device passed during SNMP")

    def engine(self, credential: str) -> Any:
        """Return the engine of a credential; only to be called in the loop."""
        if credential not in self._engines:
            self._engines[credential] = SnmpEngine()
        return self._engines[credential]

    def remember(self, credential: str, address: str) -> None:
        """Take note that an agent answered."""
        self._answered.add((credential, address))

    def forget(self, credential: str, address: str) -> bool:
        """Let engines and clocks of agents be learned anew; False when this one never answered.

        pysnmp drops the answers of an agent that came back as another engine (a swapped device), of one that
        restarted without counting its restarts, and of all agents after a step of our own clock: for five
        minutes and without a word. What it remembers of them is not reachable by a public name.
        """
        if (credential, address) not in self._answered:
            return False
        self._answered.discard((credential, address))
        engine = self.engine(credential)
        vars(engine.security_models[_USM])["_SnmpUSMSecurityModel__timeline"].clear()
        processing = vars(engine.message_processing_subsystems[_V3])
        for name in ("__engineIdCache", "__engineIdCacheExpQueue"):
            processing[f"_SnmpV3MessageProcessingModel{name}"].clear()
        return True

    def close(self) -> None:
        """End engines, loop and thread."""

        async def end() -> None:
            for engine in self._engines.values():
                engine.close_dispatcher()
            tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

        asyncio.run_coroutine_threadsafe(end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=5)
        self._loop.close()


def _tell(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    # A packet that pysnmp cannot decode raises in its callback; the request it belongs to then times out.
    logger.debug("snmp packet dropped", extra={"reason": str(context.get("exception") or context.get("message"))})


_shared: SnmpLoop | None = None
_lock = threading.Lock()


def shared_loop() -> SnmpLoop:
    """Return the process's loop; it is started when it is first needed."""
    global _shared  # noqa: PLW0603  one loop for the process is the point
    with _lock:
        if _shared is None:
            _shared = SnmpLoop()
        return _shared


def close_shared_loop() -> None:
    """End the process's loop; the next session starts a new one."""
    global _shared  # noqa: PLW0603
    with _lock:
        if _shared is not None:
            _shared.close()
            _shared = None
