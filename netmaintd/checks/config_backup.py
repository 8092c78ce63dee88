"""Check 31: could the configuration be read whole."""

from __future__ import annotations

from netmaintd.checks.check import Check
from netmaintd.checks.running_config import running
from netmaintd.checks.wording import number, shown
from netmaintd.model.facts import ConfigText, Earlier, Facts
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
        text = running(facts)
        if text is None:
            return self.unknown("konfigurasi berjalan tidak terbaca")
        lines = len(text.text.splitlines())
        measured = (
            Measurement("complete", "ya" if text.complete else "tidak", threshold="akhir konfigurasi terbukti"),
            Measurement("size", len(text.text), "byte", "lebih dari 0"),
            Measurement("lines", lines),
        )
        if not text.complete:
            return self.result(Status.CRITICAL, f"Konfigurasi ditolak: {_doubt(text)}", *measured)
        if not text.text.strip():
            return self.result(Status.CRITICAL, "Konfigurasi ditolak: kosong", *measured)
        size = number(len(text.text))
        return self.result(Status.OK, f"Konfigurasi tersimpan lengkap, {number(lines)} baris, {size} byte", *measured)


def _doubt(text: ConfigText) -> str:
    return shown(text.doubt, most=200) or "tidak ada bukti bahwa konfigurasi terbaca sampai akhir"
