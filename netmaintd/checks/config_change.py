"""Check 32: has the configuration changed since the last examination, when, and by whom."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from netmaintd.checks.check import Check, CheckSettings
from netmaintd.checks.config_sections import counted, section_changes
from netmaintd.checks.config_stamp import changed_at, config_stamp
from netmaintd.checks.running_config import running
from netmaintd.checks.wording import number, shown
from netmaintd.model.facts import ConfigChange, ConfigStamp, ConfigText, Earlier, Facts, StoredBackup
from netmaintd.model.results import CheckResult, Measurement, Method, Status

_WHEN = "waktu perubahan tidak diketahui"


class ConfigChangeSettings(CheckSettings):
    """How many changed lines are still no reason to look."""

    tolerated_lines: int = Field(default=0, ge=0)


class ConfigChangeCheck(Check):
    """Compared by section, without the lines that change by themselves; the difference is shown by `backup diff`.

    A change is expected in a maintenance window of the device. When it was made, and by whom, is what the device
    says of the last one; without that it is worth a look.
    """

    name = "config-change"
    number = 32
    title = "Perubahan konfigurasi sejak pemeriksaan lalu"
    needs = (ConfigText,)
    uses = (ConfigStamp, StoredBackup, ConfigChange)
    method = Method.RECORD
    compares = True
    Settings = ConfigChangeSettings
    settings: ConfigChangeSettings

    def judge(self, facts: Facts, earlier: Earlier | None) -> CheckResult:
        """Judge the number of lines that came and went, and the time of the last change."""
        now = running(facts)
        if now is None or not now.complete:
            return self.unknown("konfigurasi berjalan tidak terbaca lengkap")
        before = _before(facts, earlier)
        if before is None:
            return self.unknown("belum ada pembanding; konfigurasi ini menjadi pembanding berikutnya")
        added, removed = counted(section_changes(before, now.normalised))
        limit = f"perlu perhatian > {number(self.settings.tolerated_lines)} baris di luar jendela pemeliharaan"
        measured = (Measurement("added", added, "", limit), Measurement("removed", removed, "", limit))
        if added + removed == 0:
            return self.result(Status.OK, "Tidak ada perubahan konfigurasi sejak pemeriksaan lalu", *measured)
        text = f"{number(added)} baris ditambah, {number(removed)} baris dihapus sejak pemeriksaan lalu"
        if added + removed <= self.settings.tolerated_lines:
            return self.result(Status.OK, f"Perubahan konfigurasi dalam batas: {text}", *measured)
        stamp = config_stamp(facts)
        at = changed_at(stamp, facts.taken_at)
        if at and _expected(at, earlier):
            told = f"Konfigurasi berubah dalam jendela pemeliharaan{_who(stamp, at)}: {text}"
            return self.result(Status.OK, told, *measured)
        return self.result(Status.WARNING, f"Konfigurasi berubah{_unexpected(stamp, at, earlier)}: {text}", *measured)


def _before(facts: Facts, earlier: Earlier | None) -> str | None:
    """Return the text to compare with: the stored one, read by today's rules, before the earlier examination's."""
    stored = facts.one(StoredBackup)
    if stored and stored.readable:
        return stored.normalised
    text = running(earlier.facts) if earlier else None
    return text.normalised if text and text.complete else None


def _expected(at: datetime, earlier: Earlier | None) -> bool:
    windows = earlier.maintenance_windows if earlier and at >= earlier.at else ()
    return any(begin <= at <= end for begin, end in windows)


def _unexpected(stamp: ConfigStamp | None, at: datetime | None, earlier: Earlier | None) -> str:
    """Say why the change is worth a look. A time before the earlier examination cannot be that of this change."""
    if at is None or (earlier is not None and at < earlier.at):
        by = f" oleh {shown(stamp.changed_by)}" if stamp and stamp.changed_by else ""
        return f"{by}, {_WHEN}"
    return f" di luar jendela pemeliharaan{_who(stamp, at)}"


def _who(stamp: ConfigStamp | None, at: datetime) -> str:
    by = f" oleh {shown(stamp.changed_by)}" if stamp and stamp.changed_by else ""
    zone = shown(at.tzname() or "", most=10)
    return f"{by} pada {at:%d-%m-%Y %H.%M} {zone} menurut perangkat".replace("  ", " ")
