"""The condition of every planned device: one word, and why. Nothing planned is left out, silence is never `baik`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from netmaintd.documents.contexts.case import Case, Data
from netmaintd.documents.contexts.readings import check_title
from netmaintd.documents.words import listed
from netmaintd.model.dossier import DeviceRecord, Tally
from netmaintd.model.results import CheckResult, Outcome, Status, worst
from netmaintd.model.rounds import PlannedDevice, PlannedSite
from netmaintd.signoff.by_hand import joined

_NOT_RECORDED = "hasil belum dicatat"
_FEW = 2
"""So many checks are named one by one, more are counted."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One planned device with a result for every planned check."""

    site: PlannedSite
    device: PlannedDevice
    record: DeviceRecord
    results: tuple[CheckResult, ...]

    @property
    def status(self) -> Status:
        """The worst of its results; one planned check without a result is enough not to be `baik`."""
        return worst(result.status for result in self.results)

    @property
    def note(self) -> str:
        """What is not well, and what was not checked and why."""
        problems = [r.summary for r in self.results if r.status in (Status.WARNING, Status.CRITICAL)]
        return "; ".join([*problems, *_unchecked(self.results)])


def conditions(case: Case, site: PlannedSite | None = None) -> list[Condition]:
    """Return every planned device, of one location or of all, in the order of the plan."""
    sites = case.plan.sites if site is None else (site,)
    return [_condition(case, place, device) for place in sites for device in place.devices]


def tally(found: Iterable[Condition]) -> Tally:
    """Return how many devices have which status."""
    counts = Counter(condition.status for condition in found)
    return Tally(counts[Status.OK], counts[Status.WARNING], counts[Status.CRITICAL], counts[Status.UNKNOWN])


def kind_of(vendor: str | None, model: str | None) -> str:
    """Return maker and model, the maker once; a dash for neither."""
    if vendor and model and model.casefold().startswith(vendor.casefold()):
        return model
    return " ".join(filter(None, (vendor, model))) or "–"


def described(found: Condition) -> Data:
    """Return what a table says of a device besides its condition; the plan speaks where the device did not."""
    record, planned = found.record, found.device
    return {
        "name": record.device,
        "address": record.address,
        "type": kind_of(record.vendor or planned.vendor, record.model or planned.model),
        "serial": record.serial or planned.serial or "–",
        "rack": planned.rack or "–",
    }


def _condition(case: Case, site: PlannedSite, device: PlannedDevice) -> Condition:
    known = case.dossier.record(device.name) or DeviceRecord(
        device.name, site.site, device.address, device.platform, None, ()
    )
    record = joined(site.site, device, known, case.dossier.visit_record(site.site)) or known
    there = {result.check for result in record.results}
    reason = _why_nothing(case, site, record)
    lacking = (CheckResult(check, Status.UNKNOWN, reason) for check in device.checks if check not in there)
    return Condition(site, device, record, (*record.results, *lacking))


def _why_nothing(case: Case, site: PlannedSite, record: DeviceRecord) -> str:
    excused = next((visit.excused for visit in case.round.visits if visit.site == site.site), "")
    if excused:
        return f"lokasi tidak dikunjungi: {excused}"
    if record.outcome and record.outcome is not Outcome.OK:
        return record.outcome.reason
    return _NOT_RECORDED


def _unchecked(results: tuple[CheckResult, ...]) -> list[str]:
    reasons: dict[str, list[str]] = {}
    for result in results:
        if result.status is Status.UNKNOWN:
            reasons.setdefault(result.summary.removeprefix("Tidak diperiksa: "), []).append(check_title(result.check))
    return [
        f"tidak diperiksa: {listed(checks) if len(checks) <= _FEW else f'{len(checks)} butir'} ({reason})"
        for reason, checks in reasons.items()
    ]
