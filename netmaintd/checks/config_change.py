"""Check 32: has the configuration changed since the last examination."""

from __future__ import annotations

from pydantic import Field

from netmaintd.checks.check import Check, CheckSettings
from netmaintd.checks.running_config import changed_lines, running
from netmaintd.checks.wording import number
from netmaintd.model.facts import ConfigText, Earlier, Facts
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
        now = running(facts)
        if now is None or not now.complete:
            return self.unknown("konfigurasi berjalan tidak terbaca lengkap")
        before = running(earlier.facts) if earlier else None
        if before is None or not before.complete:
            return self.unknown("belum ada pembanding; konfigurasi ini menjadi pembanding berikutnya")
        added, removed = changed_lines(before.normalised, now.normalised)
        limit = f"perlu perhatian > {number(self.settings.tolerated_lines)} baris"
        measured = (Measurement("added", added, "", limit), Measurement("removed", removed, "", limit))
        if added + removed == 0:
            return self.result(Status.OK, "Tidak ada perubahan konfigurasi sejak pemeriksaan lalu", *measured)
        text = f"{number(added)} baris ditambah, {number(removed)} baris dihapus sejak pemeriksaan lalu"
        if added + removed <= self.settings.tolerated_lines:
            return self.result(Status.OK, f"Perubahan konfigurasi dalam batas: {text}", *measured)
        return self.result(Status.WARNING, f"Konfigurasi berubah: {text}", *measured)
