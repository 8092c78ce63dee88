"""Carry out step 6 on the devices: inside the window, with limits, resumable, one record per device.

Threads talk to devices and return frozen reports; the ledger writes. A device that was recorded is never
asked again in the same round, so an interrupted round goes on with what is unfinished.
"""

from __future__ import annotations

import logging
import threading
import time
import uuid
from collections import Counter, deque
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from netmaintd.checks import registry
from netmaintd.errors import DecisionNotAllowed
from netmaintd.model.devices import Device
from netmaintd.model.results import Examination, Outcome, SessionReport
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.gate import CredentialGate
from netmaintd.usecases.examine_device import examine_device, unexamined
from netmaintd.usecases.hold_session import Access
from netmaintd.usecases.keep_ledger import LEASE_S, Ledger
from netmaintd.usecases.office_rules import office_rules
from netmaintd.usecases.recall_config import recall_config
from netmaintd.usecases.recall_earlier import recall_earlier
from netmaintd.usecases.say_why_waiting import may_be_asked, why_left, why_waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from netmaintd.checks.check import Check
    from netmaintd.config.load import Configuration
    from netmaintd.model.plans import Plan
    from netmaintd.model.rounds import Round
    from netmaintd.profiles.profile_set import ProfileSet
    from netmaintd.store.connect import Store
    from netmaintd.usecases.clock import Clock
    from netmaintd.usecases.keep_config_history import ConfigKeeping

logger = logging.getLogger(__name__)

RETRIED = frozenset({Outcome.UNREACHABLE, Outcome.REFUSED, Outcome.TIMEOUT, Outcome.CONNECTION_LOST})
"""Tried once more at the end of the queue. A refused credential or key never is."""
GONE = "perangkat tidak ada lagi di inventaris"
RENEW_S = 5.0
TURN_S = 0.5


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands; `newest` is the examination that was just recorded."""

    total: int
    recorded: int
    running: tuple[str, ...]
    newest: Examination | None = None


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What one run did. `left` names devices that are still open, `why` says why they are.

    Attributes:
        refused: the credentials that were used, each with the device that refused it, None where none did.
        resumed: whether it took up what another run had left in the middle.
    """

    recorded: tuple[str, ...]
    left: tuple[str, ...]
    why: str = ""
    refused: Mapping[str, str | None] = field(default_factory=dict)
    resumed: bool = False


@dataclass(frozen=True)
class RunContext:
    """What a run works with."""

    store: Store
    configuration: Configuration
    profiles: ProfileSet
    clock: Clock
    stop: threading.Event
    on_progress: Callable[[Progress], None] = lambda _: None
    keeping: ConfigKeeping | None = None
    """Where configurations go when the round is through; without it they are only stored."""


def run_round(round_id: str, context: RunContext) -> RunSummary:
    """Examine what is unfinished of a round and record it.

    Raises:
        DecisionNotAllowed: the disposition is not complete, the window is closed, or a stop is in force.
        NotFound: no such round, or its plan is no longer in the files.
    """
    round_ = context.store.rounds.get(round_id)
    plan = context.configuration.plan(round_.plan)
    stopped = context.store.control.stopped(round_id)
    obstacle = why_waiting(round_, plan, context.clock.now(), stopped, context.configuration.calendar)
    if obstacle:
        raise DecisionNotAllowed(obstacle)
    with Ledger(context.store, round_id) as ledger:
        return _Run(round_, plan, context, ledger).run()


class _Run:
    """One pass over the unfinished devices of a round."""

    def __init__(self, round_: Round, plan: Plan, context: RunContext, ledger: Ledger) -> None:
        self._round, self._plan, self._context, self._ledger = round_, plan, context, ledger
        self._owner = f"run-{uuid.uuid4().hex[:12]}"
        self._stop = threading.Event()
        secrets = context.configuration.secrets
        self._access = Access(
            ssh_credential=secrets.ssh,
            snmp_credential=secrets.snmp,
            host_key=context.store.host_keys.get,
            gate=CredentialGate(plan.limits.per_credential),
            attempts=ledger,
            clock=context.clock,
            stop=self._stop,
        )
        self._recorded: list[str] = []
        self._retry: deque[Device] = deque()
        self._tokens: dict[str, int] = {}
        self._renewed_s = time.monotonic()
        self._why = ""
        self._resumed = False

    def run(self) -> RunSummary:
        todo = self._unfinished()
        total = len(todo)
        size = self._plan.limits.devices_at_once
        with ThreadPoolExecutor(max_workers=size, thread_name_prefix="device") as pool:
            self._drain(deque(todo), pool, total, retry=True)
            self._drain(self._retry, pool, total, retry=False)
        left = tuple(device.name for device in todo if device.name not in self._recorded)
        why = self._why or why_left(self._round, self._plan, self._context.clock.now(), left)
        logger.info("run ended", extra={"round": self._round.id, "recorded": len(self._recorded), "left": len(left)})
        refused = self._access.gate.refused()
        return RunSummary(tuple(self._recorded), left, why if left else "", refused, self._resumed)

    def _unfinished(self) -> list[Device]:
        store = self._context.store
        interrupted = store.records.close_interrupted(self._round.id, self._context.clock.now())
        if interrupted:
            self._resumed = True
            logger.warning("interrupted sessions closed", extra={"round": self._round.id, "count": interrupted})
        done = store.records.examined(self._round.id)
        inventory = {device.name: device for device in self._context.configuration.inventory.devices}
        excused = {visit.site for visit in self._round.visits if visit.closed}
        planned = [d.name for s in self._round.work_plan.sites if s.site not in excused for d in s.devices]
        due = self._due()
        for name in planned:
            if name not in inventory and name not in done and name in due:
                self._record_gone(name)
        return [inventory[name] for name in planned if name in inventory and name not in done]

    def _record_gone(self, name: str) -> None:
        """Record that a planned device was taken out of the inventory: nobody can examine it any more."""
        site = next(site for site in self._round.work_plan.sites if name in {device.name for device in site.devices})
        planned = next(device for device in site.devices if device.name == name)
        device = Device(name=name, address=planned.address, site=site.site, role=planned.role)
        now = self._context.clock.now()
        session = SessionReport("inventory", Outcome.CANCELLED, now, now, "no longer in the inventory; not contacted")
        token = self._ledger.claim(name, self._owner, now)
        if token is not None:
            gone = unexamined(device, self._checks(device), session, self._context.clock, reason=GONE)
            self._ledger.record(gone, token)
            logger.warning("planned device is no longer in the inventory", extra={"device": name})

    def _drain(self, queue: deque[Device], pool: ThreadPoolExecutor, total: int, *, retry: bool) -> None:
        running: dict[Future[Examination | None], Device] = {}
        while queue or running:
            if self._obstacle():
                queue.clear()
            self._put_off(queue)
            self._start(queue, running, pool, retry=retry)
            done, _ = wait(running, timeout=TURN_S, return_when=FIRST_COMPLETED)
            self._stay_alive()
            for future in done:
                device = running.pop(future)
                examination = future.result()
                if examination is None:
                    self._later(device, retry=retry)
                elif examination.outcome is not Outcome.CANCELLED:
                    self._recorded.append(device.name)
                names = tuple(d.name for d in running.values())
                self._context.on_progress(Progress(total, len(self._recorded), names, examination))

    def _due(self) -> frozenset[str]:
        """Return the devices of the locations whose hours it is."""
        return may_be_asked(self._round, self._plan, self._context.clock.now())

    def _put_off(self, queue: deque[Device]) -> None:
        """Leave to a later run the devices of the locations whose hours it is not."""
        due = self._due()
        for device in tuple(queue):
            if device.name not in due:
                queue.remove(device)

    def _later(self, device: Device, *, retry: bool) -> None:
        """Put a device to the end of the queue, once; after that it is left to the next run."""
        if retry:
            self._retry.append(device)
        else:
            self._why = (
                self._why
                or f"{device.name} is held by another run, or by one that was killed less than {LEASE_S:.0f} s ago"
            )

    def _stay_alive(self) -> None:
        """Renew the leases of what is running."""
        if self._tokens and time.monotonic() - self._renewed_s > RENEW_S:
            self._ledger.renew(dict(self._tokens), self._context.clock.now())
            self._renewed_s = time.monotonic()

    def _start(
        self, queue: deque[Device], running: dict[Future[Examination | None], Device], pool: ThreadPoolExecutor, *,
        retry: bool,
    ) -> None:  # fmt: skip
        busy = Counter(device.site for device in running.values())
        inventory = self._context.configuration.inventory
        for device in tuple(queue):
            free = busy[device.site] < inventory.site(device.site).devices_at_once
            if free and len(running) < self._plan.limits.devices_at_once:
                queue.remove(device)
                busy[device.site] += 1
                running[pool.submit(self._examine, device, retry=retry)] = device

    def _obstacle(self) -> str:
        """Why nothing more may be started; sets the stop for what runs when somebody asked for it.

        The round is read anew: it may have been cancelled since the run began.
        """
        store, now = self._context.store, self._context.clock.now()
        stopped = store.control.stopped(self._round.id)
        if self._context.stop.is_set() or stopped is not None:
            self._stop.set()
        office = self._context.configuration.calendar
        waits = why_waiting(store.rounds.get(self._round.id), self._plan, now, stopped, office)
        self._why = self._why or waits or ("the daemon is stopping" if self._stop.is_set() else "")
        return self._why

    def _examine(self, device: Device, *, retry: bool) -> Examination | None:
        """Examine and record one device; None when it is to be tried once more later, or is taken."""
        now = self._context.clock.now()
        token = self._ledger.claim(device.name, self._owner, now)
        if token is None:
            logger.warning("device is held by another run", extra={"device": device.name})
            return None
        self._tokens[device.name] = token
        try:
            examination = self._ask(device)
        except Exception:
            # One of three homes of a broad except: a fault of ours with one device must not end the round.
            logger.exception("device examination failed", extra={"round": self._round.id, "device": device.name})
            examination = self._internal_fault(device, now)
        finally:
            del self._tokens[device.name]
        cancelled = examination.outcome is Outcome.CANCELLED and self._stop.is_set()
        once_more = retry and examination.outcome in RETRIED
        if cancelled or once_more:
            self._ledger.give_back(device.name, token, self._context.clock.now())
            return examination if cancelled else None
        self._ledger.record(examination, token)
        elapsed_s = (examination.ended_at - examination.started_at).total_seconds()
        logger.info(
            "device examined",
            extra={
                "round": self._round.id,
                "device": device.name,
                "outcome": examination.outcome.value,
                "status": examination.status.value,
                "elapsed_s": round(elapsed_s, 2),
            },
        )
        return examination

    def _ask(self, device: Device) -> Examination:
        earlier = recall_earlier(self._context.store, device.name, self._round.id, self._context.clock.now())
        key = self._context.keeping.mask_key if self._context.keeping else b""
        known = recall_config(self._context.store, device.name, self._round.id, earlier, key)
        deadline = Deadline(self._plan.limits.device_deadline_s, self._stop)
        checks, profiles = self._checks(device), self._context.profiles
        rules = office_rules(self._context.configuration)
        return examine_device(device, checks, profiles, self._access, deadline, earlier, known, rules)

    def _checks(self, device: Device) -> tuple[Check, ...]:
        planned = {item.name: item for site in self._round.work_plan.sites for item in site.devices}
        settings = {item.check: item.settings for item in self._plan.checks}
        return tuple(
            registry.build(name, settings.get(name, {}), device.thresholds.get(name, {}))
            for name in planned[device.name].checks
        )

    def _internal_fault(self, device: Device, started_at: datetime) -> Examination:
        now = self._context.clock.now()
        session = SessionReport(
            device.probe.value, Outcome.GARBLED, started_at, now, "a fault of the program; the log has the traceback"
        )
        return unexamined(device, self._checks(device), session, self._context.clock)
