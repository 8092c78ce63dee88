"""Check 32: has the configuration changed since the last examination."""

from __future__ import annotations

import difflib

from pydantic import Field

from netmaintd.checks.check import Check, CheckSettings
from netmaintd.model.facts import ConfigKind, ConfigText, Earlier, Facts
from netmaintd.model.results import CheckResult, Measurement, Method, Status


class ConfigChangeSettings(CheckSettings):
    """How many changed lines are still no reason to look."""

    tolerated_lines: int = Field(default=0, ge=0)


class ConfigChangeCheck(Check):
    """Compared without the lines that change by themselves; the difference itself is shown by `backup diff`."""

    name = "config-change"
    number = 32
    title = "Perubahan konfigurasi sejak pemeriksaan lalu"
    needs = (ConfigText,)
    method = Method.RECORD
    compares = True
    Settings = ConfigChangeSettings
    settings: ConfigChangeSettings

    def judge(self, facts: Facts, earlier: Earlier | None) -> CheckResult:
        """Judge the number of lines that came and went."""
        now = _running(facts)
        if now is None or not now.complete:
            return self.unknown("konfigurasi berjalan tidak terbaca lengkap")
        before = _running(earlier.facts) if earlier else None
        if earlier is None or before is None or not before.complete:
            return self.unknown("belum ada pembanding; konfigurasi ini menjadi pembanding berikutnya")
        added, removed = changed_lines(before.normalised, now.normalised)
        measured = (Measurement("added", added, ""), Measurement("removed", removed, ""))
        if added + removed <= self.settings.tolerated_lines:
            return self.result(Status.OK, "Tidak ada perubahan konfigurasi", *measured)
        text = f"Konfigurasi berubah: {added} baris ditambah, {removed} baris dihapus"
        return self.result(Status.WARNING, f"{text} sejak {earlier.at:%d-%m-%Y}", *measured)


def changed_lines(before: str, after: str) -> tuple[int, int]:
    """Return how many lines came and how many went."""
    if before == after:
        return 0, 0
    diff = list(difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm=""))[2:]
    return sum(line.startswith("+") for line in diff), sum(line.startswith("-") for line in diff)


def _running(facts: Facts) -> ConfigText | None:
    return next((text for text in facts.of(ConfigText) if text.kind is ConfigKind.RUNNING), None)
