"""Points 1 and 2 of the completeness gate: what is missing of one planned device.

"Tidak diperiksa" with its reason is complete: what could not be had is named. Silence is not.
"""

from __future__ import annotations

from collections.abc import Iterator

from netmaintd.model.dossier import DeviceRecord
from netmaintd.model.results import CheckResult, Method, Outcome, Status
from netmaintd.model.rounds import PlannedDevice
from netmaintd.signoff.gap import Blank, Gap

IDENTITY = "identity"
"""The check that compares a device with the inventory."""
_RAW = (Method.SSH, Method.SNMP)
"""Methods that leave raw output behind; a probe's answer is its measurement."""


def device_gaps(site: str, device: PlannedDevice, record: DeviceRecord | None) -> Iterator[Gap]:
    """Return what is missing of one device of a location."""
    results = {result.check: result for result in record.results} if record else {}
    for check in device.checks:
        what = _result_lacks(results.get(check))
        if what:
            key, told = f"result:{device.name}/{check}", f"pemeriksaan {check}: {what}"
            yield Gap(key, 1, device.name, told, Blank.EXAMINATION, site, device.name, check)
    for key, number, told in _record_lacks(device, record) if record else ():
        yield Gap(f"{key}:{device.name}", number, device.name, told, Blank.EXAMINATION, site, device.name)


def _result_lacks(result: CheckResult | None) -> str:
    """Return what one result lacks, empty when it is whole."""
    if result is None:
        return "hasil belum ada"
    if result.status is Status.UNKNOWN:
        return "" if result.summary.strip() else "tidak diperiksa tanpa alasan"
    if not any(measured.value is not None for measured in result.measurements):
        return "nilai terukur tidak tercatat"
    return "" if any(measured.threshold for measured in result.measurements) else "batas penilaian tidak tercatat"


def _record_lacks(device: PlannedDevice, record: DeviceRecord) -> Iterator[tuple[str, int, str]]:
    """Give the beginning of a key, the point and the words of everything that a whole record has."""
    if record.results and record.examined_at is None:
        yield "time", 1, "waktu pemeriksaan tidak tercatat"
    for reason in record.repetitions[record.repeated :]:
        yield "again", 1, f"pemeriksaan ulang belum dilaksanakan ({reason})"
    judged = [result for result in record.results if result.status is not Status.UNKNOWN]
    if any(result.method in _RAW for result in judged) and not record.evidence:
        yield "evidence", 1, "keluaran mentah perangkat tidak tersimpan"
    silent = not (record.serial or record.model or record.differences)
    if record.outcome is Outcome.OK and IDENTITY not in device.checks and silent:
        yield "inventory", 2, "perbandingan dengan inventaris tidak dilakukan"
