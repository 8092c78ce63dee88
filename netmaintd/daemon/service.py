"""The service: one scheduler as the clock, one run per round, a clean start and a clean end.

The scheduler only wakes; what is due stands in the store. Every job is one use case.
"""

from __future__ import annotations

import logging
import signal
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from apscheduler.executors.pool import ThreadPoolExecutor as JobThreads
from apscheduler.schedulers.background import BackgroundScheduler

from netmaintd.daemon import sd_notify
from netmaintd.daemon.http import HttpServer
from netmaintd.errors import StoreError
from netmaintd.model.rounds import RoundStatus
from netmaintd.usecases.carry_out_round import carry_out_round
from netmaintd.usecases.keep_config_history import try_to_keep
from netmaintd.usecases.keep_due_slots import keep_due_slots
from netmaintd.usecases.run_round import Progress, RunContext
from netmaintd.usecases.say_why_waiting import may_be_asked, why_waiting

if TYPE_CHECKING:
    from collections.abc import Callable

    from netmaintd.config.reload import LiveConfiguration
    from netmaintd.daemon.metrics import Metrics
    from netmaintd.daemon.wiring import Parts
    from netmaintd.model.rounds import Round
    from netmaintd.store.connect import Store
    from netmaintd.usecases.clock import Clock

logger = logging.getLogger(__name__)

STALLED_S = 120.0
"""Without a turn of the clock for this long the service is not healthy."""
DRAIN_S = 50.0
"""Running sessions get this long at the end; systemd's own limit is 90 s."""


class Service:
    """The daemon, from start to stop."""

    def __init__(self, parts: Parts, live: LiveConfiguration, store: Store, clock: Clock, metrics: Metrics) -> None:
        """Take what it works with; nothing starts yet."""
        self._parts, self._live, self._store, self._clock, self._metrics = parts, live, store, clock, metrics
        self.stop = threading.Event()
        self._runs: dict[str, Future[None]] = {}
        self._runners = ThreadPoolExecutor(max_workers=4, thread_name_prefix="round")
        self._scheduler = BackgroundScheduler(
            executors={"default": JobThreads(4)},
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )
        self._last_turn_s = time.monotonic()
        self.on_progress: Callable[[str, Progress], None] = lambda _round, _progress: None

    def start(self, *, turn_s: float = 10.0) -> None:
        """Start clock, metrics and signs of life."""
        self._metrics.started.set(self._clock.now().timestamp())
        self._http = HttpServer(self._parts.settings.metrics.listen, self._metrics.registry, self.trouble)
        self.tell_configuration()
        self._scheduler.add_job(guarded(self._turn, self._metrics), "interval", seconds=turn_s, id="turn")
        history = guarded(self._make_up_history, self._metrics)
        self._scheduler.add_job(history, "interval", hours=1, id="history", next_run_time=datetime.now(UTC))
        interval_s = sd_notify.watchdog_interval_s()
        if interval_s:
            self._scheduler.add_job(
                guarded(self._sign_of_life, self._metrics), "interval", seconds=interval_s, id="watchdog"
            )
        self._scheduler.start()
        guarded(self._turn, self._metrics)()
        logger.info("service started", extra={"port": self._http.port})
        sd_notify.ready("serving")

    @property
    def http_port(self) -> int:
        """Where `/metrics` is."""
        return self._http.port

    def close(self) -> None:
        """End: no new device, running sessions get their time, then everything is put away."""
        sd_notify.stopping()
        self.stop.set()
        self._scheduler.shutdown(wait=True)
        end = time.monotonic() + DRAIN_S
        for run in self._runs.values():
            wait([run], timeout=max(0.0, end - time.monotonic()))
        self._runners.shutdown(wait=False, cancel_futures=True)
        self._http.close()
        logger.info("service ended")

    def reload(self) -> bool:
        """Read the files again; the last good configuration stays at work when they are not in order."""
        sd_notify.reloading()
        good = self._live.reload(self._clock.now())
        self.tell_configuration()
        sd_notify.ready("serving" if good else "serving the last good configuration; the files have problems")
        return good

    def wait(self) -> None:
        """Serve until SIGTERM or SIGINT; SIGHUP reloads. Only for the main thread."""
        signal.signal(signal.SIGTERM, lambda *_: self.stop.set())
        signal.signal(signal.SIGINT, lambda *_: self.stop.set())
        hangup = threading.Event()
        signal.signal(signal.SIGHUP, lambda *_: hangup.set())
        while not self.stop.wait(0.5):
            if hangup.is_set():
                hangup.clear()
                self.reload()

    def trouble(self) -> str:
        """Return what is wrong, empty when the service is well."""
        silent_s = time.monotonic() - self._last_turn_s
        return f"the clock has not turned for {silent_s:.0f} s" if silent_s > STALLED_S else ""

    def tell_configuration(self) -> None:
        """Bring the metrics of files and inventory up to date."""
        live, metrics = self._live, self._metrics
        metrics.reload_ok.set(1 if live.last_reload_successful else 0)
        if live.last_success_at:
            metrics.reload_at.set(live.last_success_at.timestamp())
        for kind in ("settings", "devices", "schedules", "profiles"):
            metrics.config_problems.labels(kind).set(sum(kind in problem.split(":", 1)[0] for problem in live.problems))
        inventory = live.current.inventory
        metrics.devices.clear()
        for site in inventory.sites:
            metrics.devices.labels(site.name).set(len(inventory.at(site.name)))
        metrics.watch_credentials(live.current.settings.credentials)
        for plan in live.current.plans:
            metrics.watch_plan(plan.name, tuple(item.check for item in plan.checks))

    def _turn(self) -> None:
        now = self._clock.now()
        configuration = self._live.current
        for round_id in self._store.control.take_requests():
            logger.info("run asked for", extra={"round": round_id})
        keep_due_slots(self._store, configuration, self._parts.calendar(configuration), now)
        rounds = self._store.rounds.list()
        self._metrics.tell_rounds(rounds, now, self._parts.settings.office.zone)
        self._metrics.tell_plans(configuration.plans, now)
        for round_ in rounds:
            if round_.status is RoundStatus.ACTIVE:
                self._consider(round_)
        self._metrics.heartbeat.set(now.timestamp())
        self._last_turn_s = time.monotonic()

    def _consider(self, round_: Round) -> None:
        """Start the run of a round when nothing keeps it and something is left to do."""
        plans = {plan.name: plan for plan in self._live.current.plans}
        running = self._runs.get(round_.id)
        if round_.plan not in plans or (running and not running.done()) or self.stop.is_set():
            return
        plan, now = plans[round_.plan], self._clock.now()
        stopped = self._store.control.stopped(round_.id)
        if why_waiting(round_, plan, now, stopped, self._live.current.calendar):
            return
        if may_be_asked(round_, plan, now).intersection(self._store.records.unfinished(round_.id)):
            self._runs[round_.id] = self._runners.submit(self._run, round_.id)

    def _run(self, round_id: str) -> None:
        guarded(lambda: self._carry_out(round_id), self._metrics)()

    def _carry_out(self, round_id: str) -> None:
        context = RunContext(
            store=self._store,
            configuration=self._live.current,
            profiles=self._parts.profiles,
            clock=self._clock,
            stop=self.stop,
            on_progress=lambda progress: self._follow(round_id, progress),
            keeping=self._parts.keeping,
        )
        summary = carry_out_round(round_id, context)
        self._metrics.tell_run(self._store.rounds.get(round_id).plan, summary, self._clock.now())

    def _follow(self, round_id: str, progress: Progress) -> None:
        self._metrics.tell_progress(round_id, len(progress.running))
        if progress.newest:
            self._metrics.count(progress.newest)
        self.on_progress(round_id, progress)

    def _make_up_history(self) -> None:
        """Commit what a crash or a full disk left out."""
        try_to_keep(self._store, self._parts.profiles, self._parts.keeping)

    def _sign_of_life(self) -> None:
        if not self.trouble():
            sd_notify.tell("WATCHDOG=1")


def guarded(job: Callable[[], None], metrics: Metrics) -> Callable[[], None]:
    """Return a job that logs its own fault and lets the clock go on; the store's health is told by the way."""

    def run() -> None:
        try:
            job()
        except StoreError:
            metrics.db_up.set(0)
            logger.exception("the store refused")
        except Exception:
            # One of three homes of a broad except: one scheduled job must not stop the clock.
            logger.exception("a scheduled job failed")
        else:
            metrics.db_up.set(1)

    return run
