"""The form of a work plan as it is sent, kept as it was typed: a form that cannot be taken is shown again unchanged.

A city has more devices than a form usually has fields, so this form is read with a limit of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from fastapi import Request

from netmaintd.model.plans import Photos

if TYPE_CHECKING:
    from netmaintd.signoff.plan_choices import Choices

MOST_FIELDS = 20_000
PER_DEVICE, PER_SITE = "perangkat", "lokasi"
SPARE_ITEMS = 2
"""Empty rows for new items."""


@dataclass(frozen=True)
class PlanForm:
    """Name of a field to what was sent under it."""

    values: Mapping[str, tuple[str, ...]]

    def one(self, name: str) -> str:
        """Return what stands in a field, empty for one that was not sent."""
        return self.values.get(name, ("",))[0]

    def many(self, name: str) -> tuple[str, ...]:
        """Return everything that was chosen under a name."""
        return self.values.get(name, ())

    def number(self, name: str) -> int:
        """Return a number, 0 for what is none."""
        text = self.one(name)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


async def sent_form(request: Request) -> PlanForm:
    """Return the form that a request carries; files in it are none of ours."""
    found: dict[str, list[str]] = {}
    async with request.form(max_fields=MOST_FIELDS) as form:
        for name, value in form.multi_items():
            if isinstance(value, str):
                found.setdefault(name, []).append(value)
    return PlanForm({name: tuple(values) for name, values in found.items()})


def form_of(choices: Choices, zone: ZoneInfo) -> PlanForm:
    """Return choices as their form would send them."""
    values: dict[str, tuple[str, ...]] = {
        "lokasi": tuple(place.site for place in choices.places if place.wanted),
        "perangkat": tuple(device for place in choices.places for device in sorted(place.devices)),
        "petugas": tuple(f"{place.site}:{officer.user}" for place in choices.places for officer in place.officers),
        "butir_nama": tuple(item.name for item in choices.manual),
        "butir_judul": tuple(item.title for item in choices.manual),
        "butir_foto": tuple(item.photos for item in choices.manual),
        "butir_per": tuple(PER_DEVICE if item.per_device else PER_SITE for item in choices.manual),
        "tujuan": (choices.purpose,),
        "risiko": ("\n".join(choices.risks),),
        "peralatan": ("\n".join(choices.equipment),),
        "dampak": (choices.service_impact,),
    }
    for place in choices.places:
        start, end = place.starts_at.astimezone(zone), place.ends_at.astimezone(zone)
        values[f"tanggal:{place.site}"] = (f"{start:%Y-%m-%d}",)
        values[f"mulai:{place.site}"], values[f"selesai:{place.site}"] = (f"{start:%H:%M}",), (f"{end:%H:%M}",)
        values[f"alasan_lokasi:{place.site}"] = (place.reason,)
        values |= {f"alasan:{device}": (why,) for device, why in place.reasons.items()}
    return PlanForm(values)


def everywhere(form: PlanForm, sites: tuple[str, ...]) -> PlanForm:
    """Return a form with what was said for all locations at once put into each of them; empty fields change nothing."""
    values = dict(form.values)
    for name in ("tanggal", "mulai", "selesai"):
        said = form.one(f"semua_{name}")
        if said:
            values |= {f"{name}:{site}": (said,) for site in sites}
    officers = form.many("semua_petugas")
    if officers:
        values["petugas"] = tuple(f"{site}:{user}" for site in sites for user in officers)
    return PlanForm(values)


def item_rows(form: PlanForm) -> tuple[tuple[str, str, str, str, bool], ...]:
    """Return the rows of manual items that are not empty: name, title, photos, per what, and whether it is to go."""
    gone = set(form.many("butir_hapus"))
    columns = (form.many(f"butir_{name}") for name in ("nama", "judul", "foto", "per"))
    rows = enumerate(zip(*columns, strict=False))
    return tuple((*row, str(number) in gone) for number, row in rows if row[1].strip())


def photos_of(text: str) -> str:
    """Return a choice of photos that there is."""
    return text if text in set(Photos) else Photos.OPTIONAL.value
