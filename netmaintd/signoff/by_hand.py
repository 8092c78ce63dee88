"""Checks that somebody made by hand, where the machine could not or beside it: on paper they have a line of their own.

Where both judged, the worse of the two stands: neither hides what the other found.
"""

from __future__ import annotations

from dataclasses import replace

from netmaintd.model.dossier import DeviceRecord, ManualEntry, VisitRecord
from netmaintd.model.results import CheckResult, Measurement, Method, Status, worst
from netmaintd.model.rounds import PlannedDevice

LIMIT = "batas pada formulir"
"""By which a person judged."""


def made_by_hand(visit: VisitRecord, device: PlannedDevice) -> dict[str, ManualEntry]:
    """Return check to what was written down of it; items of the manual list are no checks."""
    return {e.item: e for e in visit.manual if e.device == device.name and e.item in device.checks}


def joined(site: str, device: PlannedDevice, record: DeviceRecord | None, visit: VisitRecord) -> DeviceRecord | None:
    """Return what is recorded of a device together with what was checked by hand; as it was where nothing was."""
    entries = made_by_hand(visit, device)
    if not entries:
        return record
    machine = record or DeviceRecord(device.name, site, device.address, device.platform, None, ())
    results = {result.check: result for result in machine.results}
    both = {check: _both(results.get(check), entry) for check, entry in entries.items()}
    at = machine.examined_at or max(entry.performed_at for entry in entries.values())
    return replace(machine, results=tuple((results | both).values()), examined_at=at)


def _both(result: CheckResult | None, entry: ManualEntry) -> CheckResult:
    told = f"{entry.note.strip() or entry.status.word} (diperiksa oleh {entry.by})"
    if result is None or result.status is Status.UNKNOWN:
        measured = Measurement("hasil", entry.note.strip() or entry.status.word, threshold=LIMIT)
        return CheckResult(entry.item, entry.status, told, (measured,), Method.MANUAL)
    if entry.status is Status.UNKNOWN:
        return result
    status = worst((result.status, entry.status))
    return replace(result, status=status, summary=f"{result.summary}; di tempat {entry.status.word}: {told}")
