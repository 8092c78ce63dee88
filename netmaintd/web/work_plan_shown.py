"""What stands on the page of a work plan: the typed form beside what the inventory offers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from netmaintd.model.rounds import PlannedDevice, PlannedSite
from netmaintd.signoff.plan_choices import Offer
from netmaintd.web.work_plan_fields import PlanForm
from netmaintd.web.work_plan_reading import day_in


@dataclass(frozen=True, slots=True)
class ShownDevice:
    """One device that may be chosen. `usual` is why the plan's file leaves it out, empty where it does not."""

    device: PlannedDevice
    ticked: bool
    reason: str
    usual: str
    fresh: bool


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """One location with what was typed for it; `day` is None where what was typed is none."""

    site: PlannedSite
    wanted: bool
    typed: str
    day: date | None
    start: str
    end: str
    officers: frozenset[str]
    reason: str
    devices: tuple[ShownDevice, ...]
    inactive: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many devices are chosen."""
        return sum(one.ticked for one in self.devices) if self.wanted else 0

    @property
    def fresh(self) -> int:
        """How many devices came to the inventory since."""
        return sum(one.fresh for one in self.devices)


def shown_places(form: PlanForm, offer: Offer, fresh: Collection[str]) -> tuple[ShownPlace, ...]:
    """Return every location that there is."""
    usual, ticked, wanted = offer.usual, set(form.many("perangkat")), set(form.many("lokasi"))
    pairs = [text.partition(":") for text in form.many("petugas")]
    inactive = [(one.site, one.device) for one in offer.everything.left_out or ()]
    return tuple(
        ShownPlace(
            site,
            site.site in wanted,
            form.one(f"tanggal:{site.site}"),
            day_in(form.one(f"tanggal:{site.site}")),
            form.one(f"mulai:{site.site}"),
            form.one(f"selesai:{site.site}"),
            frozenset(user for place, _, user in pairs if place == site.site),
            form.one(f"alasan_lokasi:{site.site}"),
            tuple(
                ShownDevice(
                    device, device.name in ticked, form.one(f"alasan:{device.name}"), usual.get(device.name, ""),
                    device.name in fresh,
                )
                for device in site.devices
            ),
            tuple(device for where, device in inactive if where == site.site),
        )
        for site in offer.everything.sites
    )  # fmt: skip
