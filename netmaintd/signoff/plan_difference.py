"""What two versions of a work plan differ in, as sentences for an official; empty where they say the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from zoneinfo import ZoneInfo

from netmaintd.model.rounds import LeftOut, PlannedDevice, PlannedSite, WorkPlan, WorkPlanItem
from netmaintd.signoff.plan_words import site_hours

_PHOTOS = {"none": "tanpa foto", "optional": "foto bila perlu", "before_after": "foto sebelum dan sesudah"}
_SHOWN = 400
"""Letters of a long text that are repeated."""
_TOLD = {"address": "alamat", "platform": "platform", "role": "peran", "vendor": "merk", "model": "tipe",
         "serial": "nomor seri", "rack": "rak"}  # fmt: skip


def difference(old: WorkPlan, new: WorkPlan) -> tuple[str, ...]:
    """Return what the new version changes: locations first, then devices, hours, people, items and texts."""
    reasons = {one.device: one for one in new.left_out or ()}
    return (
        *_places(old, new, reasons), *_devices(old, new, reasons), *_kept_out(old, reasons),
        *(line for site in new.sites for line in _site(old, site, ZoneInfo(new.time_zone))),
        *_items(old.manual, new.manual),
        *_text("Tujuan", old.purpose, new.purpose), *_lines("Risiko", old.risks, new.risks),
        *_lines("Peralatan", old.equipment, new.equipment),
        *_text("Dampak layanan", old.service_impact, new.service_impact),
    )  # fmt: skip


def _places(old: WorkPlan, new: WorkPlan, reasons: Mapping[str, LeftOut]) -> Iterator[str]:
    before, after = ({site.site: site for site in plan.sites} for plan in (old, new))
    for site in new.sites:
        if site.site not in before:
            hours = site_hours(site, ZoneInfo(new.time_zone))
            yield f"Lokasi {site.title} ditambahkan ({len(site.devices)} perangkat), {hours}."
    for site in old.sites:
        if site.site not in after:
            told = dict.fromkeys(reasons[d.name].reason for d in site.devices if d.name in reasons)
            yield f"Lokasi {site.title} tidak lagi ikut: {'; '.join(filter(None, told)) or 'tanpa alasan tertulis'}."


def _where(plan: WorkPlan) -> dict[str, tuple[PlannedSite, PlannedDevice]]:
    return {device.name: (site, device) for site in plan.sites for device in site.devices}


def _devices(old: WorkPlan, new: WorkPlan, reasons: Mapping[str, LeftOut]) -> Iterator[str]:
    before, after = _where(old), _where(new)
    kept = {site.site for site in old.sites} & {site.site for site in new.sites}
    for name, (site, device) in after.items():
        if name not in before and site.site in kept:
            yield f"{site.title}: perangkat {name} ditambahkan."
        elif name in before and before[name][0].site != site.site:
            yield f"Perangkat {name} pindah dari {before[name][0].title} ke {site.title}."
        if name in before:
            yield from _device(before[name][1], device)
    for name, (site, _planned) in before.items():
        if name not in after and site.site in kept:
            why = reasons[name].reason if name in reasons else ""
            yield f"{site.title}: perangkat {name} tidak lagi ikut: {why or 'tanpa alasan tertulis'}."


def _device(old: PlannedDevice, new: PlannedDevice) -> Iterator[str]:
    for attribute, word in _TOLD.items():
        was, becomes = getattr(old, attribute), getattr(new, attribute)
        if was != becomes:
            yield f"Perangkat {new.name}: {word} di inventaris berubah dari {was or '–'} menjadi {becomes or '–'}."
    added, removed = _apart(old.checks, new.checks)
    said = [f"{word}: {', '.join(found)}" for word, found in (("ditambah", added), ("dikurangi", removed)) if found]
    if said:
        yield f"Perangkat {new.name}: pemeriksaan {'; '.join(said)}."


def _kept_out(old: WorkPlan, reasons: Mapping[str, LeftOut]) -> Iterator[str]:
    """Tell of devices that were in neither version: other reasons, and those that came to the inventory since."""
    planned = {device.name for device in old.devices}
    before = {one.device: one.reason for one in old.left_out or ()}
    for name, one in reasons.items():
        if name in planned or before.get(name) == one.reason:
            continue
        if name in before:
            yield f"{one.site_title}: perangkat {name} tetap tidak ikut, alasannya menjadi: {one.reason}."
        elif old.left_out is not None:
            yield f"{one.site_title}: perangkat {name} baru di inventaris dan tidak ikut: {one.reason}."


def _site(old: WorkPlan, site: PlannedSite, zone: ZoneInfo) -> Iterator[str]:
    before = next((one for one in old.sites if one.site == site.site), None)
    if before is None:
        return
    if (before.starts_at, before.ends_at) != (site.starts_at, site.ends_at):
        yield f"{site.title}: pelaksanaan dipindah dari {site_hours(before, zone)} ke {site_hours(site, zone)}."
    names = [{one.user: one.name for one in which.officers} for which in (before, site)]
    added, removed = _apart(tuple(names[0]), tuple(names[1]))
    if added:
        yield f"{site.title}: petugas ditambahkan: {', '.join(names[1][user] for user in added)}."
    if removed:
        yield f"{site.title}: petugas tidak lagi direncanakan: {', '.join(names[0][user] for user in removed)}."


def _items(old: tuple[WorkPlanItem, ...], new: tuple[WorkPlanItem, ...]) -> Iterator[str]:
    before, after = ({item.name: item for item in items} for items in (old, new))
    for name, item in after.items():
        if name not in before:
            yield f"Butir lapangan “{item.title}” ditambahkan ({_item(item)})."
        elif before[name] != item:
            was = before[name]
            title = f"“{was.title}”" if was.title == item.title else f"“{was.title}” menjadi “{item.title}”"
            how = "" if _item(was) == _item(item) else f" ({_item(was)} menjadi {_item(item)})"
            yield f"Butir lapangan {title} diubah{how}."
    for name, item in before.items():
        if name not in after:
            yield f"Butir lapangan “{item.title}” dihapus."


def _item(item: WorkPlanItem) -> str:
    return f"{'per perangkat' if item.per_device else 'per lokasi'}, {_PHOTOS.get(item.photos, item.photos)}"


def _text(what: str, old: str, new: str) -> Iterator[str]:
    if old != new:
        yield f"{what} diubah menjadi: {new[:_SHOWN]}{'…' if len(new) > _SHOWN else ''}"


def _lines(what: str, old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[str]:
    added, removed = _apart(old, new)
    yield from (f"{what} ditambahkan: {line}." for line in added)
    yield from (f"{what} dihapus: {line}." for line in removed)


def _apart(old: Iterable[str], new: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return what only the new one has, and what only the old one had, each in its order."""
    before, after = dict.fromkeys(old), dict.fromkeys(new)
    return [one for one in after if one not in before], [one for one in before if one not in after]
