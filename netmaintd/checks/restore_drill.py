"""Check 43: could the device be brought back from its backup. Nothing is written: what is stored is compared."""

from __future__ import annotations

from pydantic import Field

from netmaintd.checks.check import Check, CheckSettings
from netmaintd.checks.config_sections import counted, section_changes
from netmaintd.checks.running_config import running
from netmaintd.checks.wording import number
from netmaintd.model.facts import ConfigText, Earlier, Facts, StoredBackup
from netmaintd.model.results import CheckResult, Measurement, Method, Status


class RestoreDrillSettings(CheckSettings):
    """How many lines may differ."""

    tolerated_lines: int = Field(default=0, ge=0)


class RestoreDrillCheck(Check):
    """The last stored configuration is read back, decrypted and verified, and laid beside the running one."""

    name = "restore-drill"
    number = 43
    title = "Uji pemulihan cadangan (perbandingan)"
    needs = (ConfigText, StoredBackup)
    method = Method.RECORD
    compares = True
    Settings = RestoreDrillSettings
    settings: RestoreDrillSettings

    def judge(self, facts: Facts, _earlier: Earlier | None) -> CheckResult:
        """Judge whether the stored one can be read, and how far it is from the running one."""
        stored = facts.of(StoredBackup)[0]
        name = f"Cadangan nomor {stored.number} ({stored.taken_at:%d-%m-%Y})"
        readable = Measurement("readable", "ya" if stored.readable else "tidak", threshold="terbaca dan hash cocok")
        if not stored.readable:
            return self.result(Status.CRITICAL, f"{name} tidak dapat dibaca kembali dari penyimpanan", readable)
        now = running(facts)
        if now is None or not now.complete:
            return self.unknown("konfigurasi berjalan tidak terbaca lengkap", readable)
        added, removed = counted(section_changes(stored.normalised, now.normalised))
        limit = f"perlu perhatian > {number(self.settings.tolerated_lines)} baris"
        measured = (readable, Measurement("differs", added + removed, "", limit))
        if added + removed == 0:
            return self.result(Status.OK, f"{name} terbaca dan sama dengan konfigurasi berjalan", *measured)
        differs = f"{name} terbaca, tetapi berbeda {number(added + removed)} baris dari konfigurasi berjalan"
        status = Status.OK if added + removed <= self.settings.tolerated_lines else Status.WARNING
        return self.result(status, differs, *measured)
