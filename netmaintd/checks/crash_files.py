"""Check 6: why the device started the last time, and which files a crash left behind."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import datetime, timedelta

from pydantic import Field

from netmaintd.checks.check import Check, CheckSettings, refused, told_none, why_unread
from netmaintd.checks.phrases import says
from netmaintd.checks.restart import restarted
from netmaintd.checks.wording import listed, number, shown
from netmaintd.model.facts import CrashFile, Earlier, Facts, Uptime
from netmaintd.model.results import CheckResult, Measurement, Method, Status, worst

DAY_S = 86400.0
_Judged = tuple[Status, str, Measurement]


class RestartCauseSettings(CheckSettings):
    """Words that a reason for a restart is told by; each is looked for where a word of the reason begins.

    `recent_days` counts where there is nothing to compare with: what is older is history.
    """

    crash_words: tuple[str, ...] = (
        "watchdog", "exception", "crash", "panic", "bus error", "address error", "segmentation", "segv", "sigsegv",
        "fatal", "abort", "assert", "nmi", "parity", "ecc", "out of memory", "memory exhaust", "software forced",
        "software fault", "hardware fault", "kernel fault", "critical process", "critical service", "heartbeat",
        "deadlock", "hang", "overheat", "over temperature", "thermal",
    )  # fmt: skip
    fine_words: tuple[str, ...] = (
        "power", "reload", "reboot by", "reboot requested", "rebooted by", "reset by", "reset requested", "restart by",
        "user", "operator", "admin", "command", "cli", "manual", "cold", "warm", "upgrade", "install", "issu",
        "update", "schedule", "normal", "shutdown", "snmp", "configuration change", "factory", "reset button",
    )  # fmt: skip
    recent_days: int = Field(default=90, ge=0)


class RestartCauseCheck(Check):
    """A crash since the last examination is critical; what was known then is told and not raised again.

    A reason in words that are not known is not judged. That there are no files counts only where a command was
    answered; a device that has no such command is judged by its reason alone.
    """

    name = "restart-cause"
    number = 6
    title = "Sebab mulai ulang dan berkas crash"
    needs = (Uptime,)
    uses = (CrashFile,)
    method = Method.SSH
    optional = True
    Settings = RestartCauseSettings
    settings: RestartCauseSettings

    @classmethod
    def concerns(cls, facts: Facts) -> bool:
        """Whether the device tells why it started, or keeps what a crash left."""
        told = _reason(facts) is not None or bool(facts.of(CrashFile)) or told_none(facts, CrashFile)
        return bool(facts.of(Uptime)) and told

    def judge(self, facts: Facts, earlier: Earlier | None) -> CheckResult:
        """Judge the reason and the files; the worst decides."""
        judged = [part for part in (self._cause(facts, earlier), self._files(facts, earlier)) if part]
        text = "; ".join(text for _, text, _ in judged)
        text = text[0].upper() + text[1:]
        measured = tuple(measurement for _, _, measurement in judged)
        status = worst(status for status, _, _ in judged)
        return self.unknown(text, *measured) if status is Status.UNKNOWN else self.result(status, text, *measured)

    def _cause(self, facts: Facts, earlier: Earlier | None) -> _Judged | None:
        reason = _reason(facts)
        if reason is None:
            return None
        measured = Measurement("cause", shown(reason), threshold="bukan crash")
        told = f"sebab mulai ulang terakhir: {shown(reason)}"
        if says(reason, self.settings.crash_words):
            if _is_news(reason, facts, earlier, self.settings.recent_days * DAY_S):
                return Status.CRITICAL, f"mulai ulang karena crash: {shown(reason)}", measured
            return Status.OK, f"{told}, tidak terjadi lagi sejak itu", measured
        if says(reason, self.settings.fine_words):
            return Status.OK, told, measured
        return Status.UNKNOWN, f"{told}, belum dikenal", measured

    def _files(self, facts: Facts, earlier: Earlier | None) -> _Judged | None:
        files, before = facts.of(CrashFile), _asked_before(earlier)
        if not files:
            return _no_files(facts)
        if before is None:
            return self._baseline(files, facts.taken_at)
        new = [file for file in files if not any(_same(file, other) for other in before)]
        measured = Measurement("files", len(new), threshold="0 berkas baru")
        if new:
            names = listed([file.name for file in new])
            return Status.CRITICAL, f"{number(len(new))} berkas crash baru: {names}", measured
        return Status.OK, f"{number(len(files))} berkas crash lama, tidak ada yang baru", measured

    def _baseline(self, files: tuple[CrashFile, ...], at: datetime | None) -> _Judged:
        days = self.settings.recent_days
        age = timedelta(days=days)
        recent = [f for f in files if f.written_at is None or at is None or at - f.written_at < age]
        measured = Measurement("files", len(recent), threshold=f"0 berkas dari {number(days)} hari terakhir")
        if recent:
            text = f"{number(len(recent))} berkas crash: {listed([f.name for f in recent])}"
            return Status.WARNING, f"{text} (belum ada pembanding)", measured
        return Status.OK, f"{number(len(files))} berkas crash lama menjadi pembanding", measured


def _reason(facts: Facts) -> str | None:
    """Return the reason in the words of whichever reading tells one."""
    return next((u.reload_reason for u in facts.of(Uptime) if u.reload_reason and shown(u.reload_reason)), None)


def _is_news(reason: str, facts: Facts, earlier: Earlier | None, recent_s: float) -> bool:
    """Whether the start that a crash caused is none that was told of before, and none of long ago."""
    now, before = facts.of(Uptime)[0], earlier.facts.one(Uptime) if earlier else None
    if not math.isfinite(now.uptime_s):
        return True
    if before is not None and earlier is not None and facts.taken_at is not None:
        if restarted(before, now, (facts.taken_at - earlier.at).total_seconds()):
            return True
        if _reason(earlier.facts) == reason:
            return False
    return now.uptime_s < recent_s


def _no_files(facts: Facts) -> _Judged | None:
    """Judge that there are no files; None where the device does not show any to anybody."""
    unread, limit = why_unread(facts, CrashFile), "0 berkas baru"
    if told_none(facts, CrashFile):
        return Status.OK, "tidak ada berkas crash", Measurement("files", 0, threshold=limit)
    if unread is None or refused(facts, CrashFile):
        return None
    return Status.UNKNOWN, f"berkas crash tidak terbaca: {unread}", Measurement("files", None, threshold=limit)


def _asked_before(earlier: Earlier | None) -> Iterable[CrashFile] | None:
    """Return the files of the last examination, None where it did not ask for them or could not."""
    if earlier is None:
        return None
    files = earlier.facts.of(CrashFile)
    return files if files or told_none(earlier.facts, CrashFile) else None


def _same(file: CrashFile, other: CrashFile) -> bool:
    """Whether it is the same file: one of the same name that was written anew is another one."""
    sizes, times = (file.size, other.size), (file.written_at, other.written_at)
    return file.name == other.name and all(None in pair or pair[0] == pair[1] for pair in (sizes, times))
