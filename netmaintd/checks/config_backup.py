"""Check 31: could the configuration be read whole, and is it stored."""

from __future__ import annotations

from pydantic import Field

from netmaintd.checks.check import Check, CheckSettings
from netmaintd.checks.config_acceptance import LEAST_RATIO, REMNANTS, TOO_SHORT, is_short, lines_of
from netmaintd.checks.running_config import running
from netmaintd.checks.wording import number, percent, shown
from netmaintd.model.facts import ConfigText, Earlier, Facts, StoredBackup
from netmaintd.model.results import CheckResult, Measurement, Method, Status

_NO_PROOF = "tidak ada bukti bahwa konfigurasi terbaca sampai akhir"
_DOUBTS = {
    "": _NO_PROOF,
    "its end marker is missing": "tanda akhir konfigurasi tidak ada",
    "the pager left its mark in the answer": REMNANTS,
    "the answer is empty": "kosong",
}
"""What the transport says of an answer, in the office's words."""
_KEPT = "cadangan sebelumnya tetap berlaku"


class ConfigBackupSettings(CheckSettings):
    """How much shorter than the last stored one a configuration may be."""

    least_ratio: float = Field(default=LEAST_RATIO, ge=0, le=1)
    """Of its lines; below that it is doubted until the device gives the same a second time. 0 doubts none."""


class ConfigBackupCheck(Check):
    """A configuration counts only with proof of its end; half of one is evidence of a fault, no backup."""

    name = "config-backup"
    number = 31
    title = "Cadangan konfigurasi lengkap"
    needs = (ConfigText,)
    uses = (StoredBackup,)
    method = Method.SSH
    Settings = ConfigBackupSettings
    settings: ConfigBackupSettings

    def judge(self, facts: Facts, _earlier: Earlier | None) -> CheckResult:
        """Judge the running configuration."""
        text = running(facts)
        if text is None:
            return self.unknown("konfigurasi berjalan tidak terbaca")
        stored = facts.one(StoredBackup)
        measured = self._measured(text, stored)
        if not text.text.strip():
            return self.result(Status.CRITICAL, "Konfigurasi ditolak: kosong", *measured)
        if text.doubt == TOO_SHORT:
            return self.result(Status.WARNING, f"Konfigurasi belum disimpan: {_shorter(text, stored)}", *measured)
        if not text.complete:
            return self.result(Status.CRITICAL, f"Konfigurasi ditolak: {_doubt(text)}", *measured)
        how_much = f"{number(len(text.text.splitlines()))} baris, {number(len(text.text))} byte"
        if is_short(text, stored, self.settings.least_ratio):
            seen = f"{TOO_SHORT}, tetapi dua kali terbaca sama"
            return self.result(Status.WARNING, f"Konfigurasi tersimpan, {how_much}, {seen}", *measured)
        return self.result(Status.OK, f"Konfigurasi tersimpan lengkap, {how_much}", *measured)

    def _measured(self, text: ConfigText, stored: StoredBackup | None) -> tuple[Measurement, ...]:
        least = f"paling sedikit {percent(self.settings.least_ratio)} dari cadangan terakhir"
        compared = (Measurement("stored-lines", lines_of(stored.normalised), "", least),) if stored else ()
        return (
            Measurement("complete", "ya" if text.complete else "tidak", threshold="akhir konfigurasi terbukti"),
            Measurement("size", len(text.text), "byte", "lebih dari 0"),
            Measurement("lines", len(text.text.splitlines())),
            *compared,
        )


def _shorter(text: ConfigText, stored: StoredBackup | None) -> str:
    now, before = lines_of(text.normalised), lines_of(stored.normalised) if stored else 0
    return f"{TOO_SHORT} ({number(now)} dari {number(before)} baris); {_KEPT}"


def _doubt(text: ConfigText) -> str:
    return _DOUBTS.get(text.doubt) or shown(text.doubt, most=200) or _NO_PROOF
