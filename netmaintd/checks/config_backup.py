"""Check 31: could the configuration be read whole."""

from __future__ import annotations

from netmaintd.checks.check import Check
from netmaintd.model.facts import ConfigKind, ConfigText, Earlier, Facts
from netmaintd.model.results import CheckResult, Measurement, Method, Status


class ConfigBackupCheck(Check):
    """A configuration counts only with proof of its end; half of one is evidence of a fault, no backup."""

    name = "config-backup"
    number = 31
    title = "Cadangan konfigurasi lengkap"
    needs = (ConfigText,)
    method = Method.SSH

    def judge(self, facts: Facts, _earlier: Earlier | None) -> CheckResult:
        """Judge the running configuration."""
        running = next((text for text in facts.of(ConfigText) if text.kind is ConfigKind.RUNNING), None)
        if running is None:
            return self.unknown("konfigurasi berjalan tidak terbaca")
        size = Measurement("size", len(running.text), "byte")
        lines = Measurement("lines", running.text.count(b"\n"), "")
        if not running.complete:
            return self.result(Status.CRITICAL, f"Konfigurasi ditolak: {running.doubt}", size, lines)
        text = f"Konfigurasi tersimpan, {int(lines.value or 0)} baris, {len(running.text)} byte"
        return self.result(Status.OK, text, size, lines)
