"""A dossier as the public may read it: no addresses, no serial numbers, no personal numbers (UU 14/2008, UU 27/2022).

Whatever text holds them is cleaned, also what people typed: the report is built from what is left.
"""

from __future__ import annotations

import dataclasses
import ipaddress
import re
from typing import Any

from netmaintd.model.dossier import Dossier

ADDRESS, SERIAL = "[alamat]", "[nomor seri]"
_SHORTEST_SERIAL = 5
"""A shorter word would be found in the middle of others."""
_CANDIDATE = re.compile(r"[0-9A-Fa-f:.]{3,45}(?:/\d{1,3})?")
_MAC = re.compile(r"(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}|(?:[0-9A-Fa-f]{4}\.){2}[0-9A-Fa-f]{4}")
_LIKE_A_SERIAL = re.compile(r"\b(?=(?:[A-Z]*\d){2})(?=(?:\d*[A-Z]){2})[A-Z0-9]{9,}\b")
"""Of a part that no record names: `perangkat menyebut FOC2304X9ZZ`."""
_EMPTIED = frozenset({"address", "serial", "old_serial", "new_serial", "contact"})
"""Fields of devices, parts and locations that hold nothing else."""
_LEFT = frozenset({"nip", "phone", "place"})


def for_public(dossier: Dossier) -> Dossier:
    """Return the dossier without what identifies devices on the network, or people beside name and post."""
    words = sorted(_serials(dossier), key=len, reverse=True)
    serials = re.compile("|".join(re.escape(word) for word in words), re.IGNORECASE) if words else None
    cleaned: Dossier = _cleaned(dossier, serials)
    sites = {site.site: site.address for site in dossier.round.work_plan.sites}
    plan = cleaned.round.work_plan
    kept = tuple(dataclasses.replace(site, address=sites[site.site]) for site in plan.sites)
    return dataclasses.replace(
        cleaned, round=dataclasses.replace(cleaned.round, work_plan=dataclasses.replace(plan, sites=kept))
    )


def without_addresses(text: str) -> str:
    """Return a text with every IP and hardware address replaced."""
    without_mac = _MAC.sub(ADDRESS, text)
    return _CANDIDATE.sub(lambda found: ADDRESS if _is_address(found.group()) else found.group(), without_mac)


def _is_address(word: str) -> bool:
    try:
        ipaddress.ip_interface(word.strip(".:"))
    except ValueError:
        return False
    return True


def _serials(dossier: Dossier) -> set[str]:
    found = {device.serial for device in dossier.devices}
    found |= {device.serial for device in dossier.round.work_plan.devices}
    parts = [part for visit in dossier.visits for part in visit.parts]
    found |= {serial for part in parts for serial in (part.old_serial, part.new_serial)}
    return {serial for serial in found if serial and len(serial) >= _SHORTEST_SERIAL}


def _cleaned(value: Any, serials: re.Pattern[str] | None, name: str = "") -> Any:
    """Return a value of the model with all its texts cleaned; names of fields say what is left out whole."""
    cleaned = value
    if isinstance(value, str) and type(value) is str:
        text = "–" if name in _EMPTIED else without_addresses(value)
        cleaned = _LIKE_A_SERIAL.sub(SERIAL, serials.sub(SERIAL, text) if serials else text)
    elif isinstance(value, tuple):
        cleaned = tuple(_cleaned(item, serials) for item in value)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))
        changed = {key: None if key in _LEFT else _cleaned(item, serials, key) for key, item in fields}
        cleaned = dataclasses.replace(value, **changed)
    return cleaned
