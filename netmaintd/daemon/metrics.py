"""Prometheus metrics of the daemon, in a registry of their own.

Base units, few labels, timestamps rather than ages; no label holds a device's words, a secret or a person.
Names follow the published list and do not change.
"""

from __future__ import annotations

import platform
from datetime import timedelta
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from netmaintd.model.results import Examination, Outcome, Status
from netmaintd.model.rounds import LAST_STEP, RoundStatus
from netmaintd.signoff.trail import open_entries
from netmaintd.usecases.list_due_times import due_times
from netmaintd.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from netmaintd.model.plans import Plan
    from netmaintd.model.rounds import Round
    from netmaintd.usecases.run_round import RunSummary

_LONG_BUCKETS = (0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 900)
SLOT_OUTCOMES = ("ok", "partial", "failed", "missed", "skipped")


class Metrics:
    """All metrics of one daemon. Label sets are initialised, so that nothing is missing before it happens."""

    def __init__(self) -> None:
        """Register everything."""
        self.registry = CollectorRegistry()
        r = self.registry
        build = Gauge("netmaintd_build_info", "Build.", ["version", "python"], registry=r)
        build.labels(VERSION, platform.python_version()).set(1)
        self.started = Gauge("netmaintd_start_timestamp_seconds", "When the daemon started.", registry=r)
        self.reload_ok = Gauge(
            "netmaintd_config_last_reload_successful", "1 when the newest files are at work.", registry=r
        )
        self.reload_at = Gauge(
            "netmaintd_config_last_reload_success_timestamp_seconds", "Newest successful load.", registry=r
        )
        self.config_problems = Gauge(
            "netmaintd_config_errors", "Problems in files at the newest load.", ["file_kind"], registry=r
        )
        self.heartbeat = Gauge(
            "netmaintd_scheduler_heartbeat_timestamp_seconds", "Newest turn of the scheduler.", registry=r
        )
        self.next_run = Gauge(
            "netmaintd_schedule_next_run_timestamp_seconds", "Next due time of a plan.", ["schedule"], registry=r
        )
        self.last_success = Gauge(
            "netmaintd_schedule_last_success_timestamp_seconds", "Newest round that was carried out.", ["schedule"],
            registry=r,
        )  # fmt: skip
        self.runs = Counter(
            "netmaintd_schedule_runs", "Runs of a plan by outcome.", ["schedule", "outcome"], registry=r
        )
        self.devices = Gauge("netmaintd_devices", "Devices in the inventory.", ["site"], registry=r)
        self.results = Counter("netmaintd_device_tasks", "Check results.", ["task", "result"], registry=r)
        self.examination_seconds = Histogram(
            "netmaintd_device_task_duration_seconds", "Time to examine one device.", buckets=_LONG_BUCKETS, registry=r
        )
        self.sessions = Counter(
            "netmaintd_device_task_errors", "Sessions that did not end well.", ["task", "reason"], registry=r
        )
        self.workers = Gauge("netmaintd_workers", "Devices that are being examined.", ["state"], registry=r)
        self._busy: dict[str, int] = {}
        self.resumed = Counter("netmaintd_runs_resumed", "Interrupted runs taken up again.", registry=r)
        self.breaker = Gauge(
            "netmaintd_credential_breaker_open", "1 after a device refused this credential.", ["credential_profile"],
            registry=r,
        )  # fmt: skip
        self.rounds = Gauge("netmaintd_rounds", "Rounds by status.", ["state"], registry=r)
        self.stage_oldest = Gauge(
            "netmaintd_stage_oldest_pending_timestamp_seconds",
            "Receipt of what waits longest in a step, 0 when nothing waits.", ["stage"],
            registry=r,
        )  # fmt: skip
        self.stage_overdue = Gauge("netmaintd_stage_overdue", "Rounds past the due date of a step.", ["stage"],
                                   registry=r)  # fmt: skip
        self.db_up = Gauge("netmaintd_db_up", "1 when the newest use of the store succeeded.", registry=r)
        self.audit_ok = Gauge("netmaintd_audit_chain_ok", "1 when the audit chain verified.", registry=r)
        self._initialise()

    def _initialise(self) -> None:
        for file_kind in ("settings", "devices", "schedules", "profiles"):
            self.config_problems.labels(file_kind)
        for protocol in ("icmp", "tcp", "snmp", "ssh"):
            for outcome in Outcome:
                if outcome is not Outcome.OK:
                    self.sessions.labels(protocol, outcome.value)
        for stage in range(1, LAST_STEP):
            self.stage_overdue.labels(str(stage))
            self.stage_oldest.labels(str(stage))
        self.workers.labels("busy")

    def watch_plan(self, name: str, checks: tuple[str, ...]) -> None:
        """Initialise the label sets of one plan."""
        for outcome in SLOT_OUTCOMES:
            self.runs.labels(name, outcome)
        for check in checks:
            for status in Status:
                self.results.labels(check, status.value)

    def tell_plans(self, plans: Iterable[Plan], now: datetime) -> None:
        """Tell when each plan is due next."""
        for plan in plans:
            coming = due_times(plan, now, now + timedelta(days=400))
            if coming:
                self.next_run.labels(plan.name).set(coming[0].timestamp())

    def tell_rounds(self, rounds: Iterable[Round], now: datetime, zone: ZoneInfo) -> None:
        """Tell how many rounds there are, what waits in each step since when, and what is past its due date."""
        rounds = list(rounds)
        for status in RoundStatus:
            self.rounds.labels(status.value).set(sum(round_.status is status for round_ in rounds))
        active = [round_ for round_ in rounds if round_.status is RoundStatus.ACTIVE]
        waiting = [entry for round_ in active for entry in open_entries(round_)]
        today = now.astimezone(zone).date()
        for stage in range(1, LAST_STEP):
            here = [entry for entry in waiting if entry.step == stage]
            late = [entry for entry in here if entry.due_on and today > entry.due_on]
            self.stage_overdue.labels(str(stage)).set(len(late))
            oldest = min((entry.received_at.timestamp() for entry in here), default=0.0)
            self.stage_oldest.labels(str(stage)).set(oldest)

    def watch_credentials(self, names: Iterable[str]) -> None:
        """Initialise the label sets of credentials; what is known of one stays."""
        for name in names:
            self.breaker.labels(name)

    def tell_progress(self, round_id: str, running: int) -> None:
        """Tell how many devices of all rounds are being examined."""
        self._busy[round_id] = running
        self.workers.labels("busy").set(sum(self._busy.values()))

    def tell_run(self, plan: str, summary: RunSummary, now: datetime) -> None:
        """Count a run that ended, and tell which credentials were refused in it."""
        self.runs.labels(plan, "ok" if not summary.left else "partial").inc()
        if not summary.left:
            self.last_success.labels(plan).set(now.timestamp())
        if summary.resumed:
            self.resumed.inc()
        for name, device in summary.refused.items():
            self.breaker.labels(name).set(0 if device is None else 1)

    def count(self, examination: Examination) -> None:
        """Count one examined device."""
        self.examination_seconds.observe((examination.ended_at - examination.started_at).total_seconds())
        for result in examination.results:
            self.results.labels(result.check, result.status.value).inc()
        for session in examination.sessions:
            if session.outcome is not Outcome.OK:
                self.sessions.labels(session.protocol, session.outcome.value).inc()
