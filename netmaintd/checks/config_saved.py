"""Check 33: would a restart bring back the configuration that is running."""

from __future__ import annotations

from netmaintd.checks.check import Check
from netmaintd.checks.config_stamp import HISTORY
from netmaintd.checks.wording import shown
from netmaintd.model.facts import ConfigSaved, Earlier, Facts
from netmaintd.model.results import CheckResult, Measurement, Method, Status

_HOW = {"compared": "dibandingkan", HISTORY: "menurut riwayat perangkat"}


class ConfigSavedCheck(Check):
    """A configuration that is not saved is lost at the next power cut."""

    name = "config-saved"
    number = 33
    title = "Konfigurasi sudah disimpan"
    needs = (ConfigSaved,)
    method = Method.SSH

    def judge(self, facts: Facts, _earlier: Earlier | None) -> CheckResult:
        """Judge what the comparison, or the device, says."""
        saved = facts.of(ConfigSaved)[0]
        how = _HOW.get(saved.how, shown(saved.how))
        measured = Measurement("saved", "ya" if saved.saved else "tidak", threshold="ya")
        if saved.saved:
            return self.result(Status.OK, f"Konfigurasi berjalan sama dengan yang tersimpan ({how})", measured)
        return self.result(Status.CRITICAL, "Konfigurasi berjalan belum disimpan; hilang bila listrik padam", measured)
