"""Formulir Pemeriksaan: what is filled in by hand at one location (step 6), in the order in which it is typed later.

It is printed for use and is no document of the register: nothing is decided on it and it bears no number. What is
kept is its scan; its code says which round and location a sheet belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from netmaintd.checks import registry
from netmaintd.documents.contexts.case import BLANK, Data
from netmaintd.documents.contexts.conditions import kind_of
from netmaintd.documents.contexts.form_limits import BY_HAND
from netmaintd.documents.contexts.readings import METHODS, check_title
from netmaintd.documents.words import long_date, short_moment
from netmaintd.model.dossier import DeviceRecord
from netmaintd.model.form_codes import FormCode
from netmaintd.model.form_lines import FormLine, device_lines, site_lines
from netmaintd.model.office import Office
from netmaintd.model.people import Official
from netmaintd.model.results import CheckResult
from netmaintd.model.rounds import PlannedDevice, PlannedSite, WorkPlan, WorkPlanItem

HEADING = "Formulir Pemeriksaan Pemeliharaan Jaringan Berkala"
_ON_ONE_SHEET = 3
"""With more devices than this each begins a page of its own, so that sheets can be shared out; so does that of a
blank form, to be copied."""
_LONGEST = 84
"""Characters of a machine's word, a title or a limit in a row: it leaves room to write, and stays on its page."""
_BLANK_PARTS = 4
_RACK = re.compile(r"^rak\s+", re.IGNORECASE)
_PHOTOS = {"before_after": "dilihat, foto sebelum dan sesudah", "optional": "dilihat, foto bila perlu"}


@dataclass(frozen=True, slots=True)
class FormSheet:
    """What a form is printed from.

    Attributes:
        site: the location; its devices are those of the form, perhaps not all that are planned.
        round_id: empty for a blank form, which names neither round nor location.
        records: automatic results that are there already, by device.
        limits: device and check to the limit in words.
    """

    printed_at: datetime
    plan: WorkPlan
    site: PlannedSite
    code: str
    round_id: str = ""
    officers: tuple[Official, ...] = ()
    records: Mapping[str, DeviceRecord] = field(default_factory=dict, hash=False)
    limits: Mapping[tuple[str, str], str] = field(default_factory=dict, hash=False)


def form_address(office: Office, code: FormCode) -> str:
    """Return what the QR code of a page says: the page on which it is typed, the code alone without pages outside."""
    return f"{office.web_address}/formulir?kode={code}" if office.web_address else str(code)


def form_data(sheet: FormSheet, office: Office) -> Data:
    """Return the data of a form but for its pictures."""
    site, day = sheet.site, sheet.printed_at.astimezone(office.zone).date()
    machine = any(record.results for record in sheet.records.values())
    return {
        "heading": HEADING,
        "number": "",
        "office": office.printed,
        "round": {"id": sheet.round_id or "kosong", "title": _titled(sheet)},
        "day": [day.year, day.month, day.day],
        "printed": short_moment(sheet.printed_at, office.zone),
        "blank": not sheet.round_id,
        "code": sheet.code,
        "typed_at": f"{office.web_address}/formulir" if office.web_address else "halaman Formulir",
        "site": _short(site.title) or BLANK,
        "opd": site.opd or BLANK,
        "place": ", ".join(filter(None, (site.address, site.room))) or BLANK,
        "contact": site.contact or BLANK,
        "date": long_date(site.starts_at.astimezone(office.zone).date()) if sheet.round_id else BLANK,
        "officers": [officer.name for officer in sheet.officers],
        "machine": machine,
        "rows": [_row(sheet, line, None) for line in site_lines(sheet.plan.manual)],
        "devices": [_device(sheet, device, office) for device in site.devices],
        "apart": len(site.devices) > _ON_ONE_SHEET or not sheet.round_id,
        "parts": _BLANK_PARTS,
    }


def _device(sheet: FormSheet, device: PlannedDevice, office: Office) -> Data:
    record = sheet.records.get(device.name)
    return {
        "name": _short(device.name) or BLANK,
        "address": _short(device.address) or BLANK,
        "type": _short(kind_of(device.vendor, device.model)) if device.name else BLANK,
        "serial": _short(device.serial or "") or BLANK,
        "rack": _short(_RACK.sub("", device.rack or "")) or BLANK,
        "examined": short_moment(record.examined_at, office.zone) if record and record.results else "",
        "rows": [_row(sheet, line, device) for line in device_lines(sheet.plan.manual, device)],
    }


def _row(sheet: FormSheet, line: FormLine, device: PlannedDevice | None) -> Data:
    found = _result(sheet, line, device) if device and line.manual is None else None
    return {
        "number": str(line.number),
        "title": _short(line.manual.title if line.manual else check_title(line.item)),
        "method": _method(line.manual) if line.manual else _automatic(line.item),
        "limit": BY_HAND if line.manual or device is None else _short(_limit(sheet, line.item, device, found)),
        "word": found.status.word if found else "",
        "key": found.status.value if found else "",
        "told": _short(found.summary) if found else "",
    }


def _limit(sheet: FormSheet, check: str, device: PlannedDevice, found: CheckResult | None) -> str:
    """Return the limit that judged, where something was judged, else the words for it."""
    judged = dict.fromkeys(measured.threshold for measured in found.measurements if measured.threshold) if found else {}
    return next(iter(judged)) if len(judged) == 1 else sheet.limits.get((device.name, check), "–")


def _result(sheet: FormSheet, line: FormLine, device: PlannedDevice) -> CheckResult | None:
    record = sheet.records.get(device.name)
    results = record.results if record else ()
    return next((result for result in results if result.check == line.item), None)


def _method(item: WorkPlanItem) -> str:
    return _PHOTOS.get(item.photos, "dilihat")


def _automatic(check: str) -> str:
    return METHODS[registry.kind_of(check).method] if check in registry.names() else "–"


def _titled(sheet: FormSheet) -> str:
    title, period = sheet.plan.title, sheet.plan.period
    return _short(title if not sheet.round_id or period in title else f"{title}, {period}")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
