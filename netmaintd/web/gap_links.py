"""Where on the pages a gap is filled in: kinds and names of the rules become addresses here."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from netmaintd.model.rounds import WORK_STEP
from netmaintd.signoff.gap import Blank
from netmaintd.web.visits import PER_PART

if TYPE_CHECKING:
    from netmaintd.model.rounds import Round
    from netmaintd.signoff.gap import Gap

_FIELDS = {
    Blank.ARRIVED: "datang", Blank.DEPARTED: "pulang", Blank.OFFICERS: "petugas", Blank.MET: "ditemui",
    Blank.ACTIONS: "tindakan", Blank.PARTS: "suku", Blank.CONFIG: "perubahan", Blank.DEVIATIONS: "penyimpangan",
}  # fmt: skip
"""Blanks of the form of a visit that are not about one device, to the anchors of its fields."""


def place_of(round_: Round, gap: Gap) -> str:
    """Return the address of the blank that a gap is about, with the anchor of its field."""
    home = f"/putaran/{quote(round_.id, safe='')}"
    if gap.blank is Blank.DISPOSITION or not gap.site:
        return f"{home}#langkah-{gap.step}" if gap.step else home
    visit = f"/kunjungan/{quote(round_.id, safe='')}/{quote(gap.site, safe='')}"
    device = quote(gap.device, safe="")
    witness = f"{home}/saksi/{quote(gap.site, safe='')}"
    if gap.blank is Blank.SHEET:
        return witness
    if gap.blank is Blank.SIGNATURE:
        at_work = round_.visit(gap.site).step == WORK_STEP
        return f"{home}/keputusan?lokasi={quote(gap.site, safe='')}" if at_work else witness
    if gap.blank is Blank.PHOTO:
        return f"{visit}/foto?perangkat={device}#foto"
    if gap.blank is Blank.SCAN:
        return f"{visit}/foto#pindaian"
    if gap.blank is Blank.FINDING:
        return f"/perangkat/{device}"
    return f"{visit}?bagian={_part(round_, gap)}#{_anchor(gap)}"


def _anchor(gap: Gap) -> str:
    if gap.blank is Blank.ITEM:
        return quote(f"butir-{gap.item}" + (f"-{gap.device}" if gap.device else ""))
    if gap.blank is Blank.EXAMINATION:
        return quote(f"perangkat-{gap.device}")
    return _FIELDS[gap.blank]


def _part(round_: Round, gap: Gap) -> int:
    """Return on which part of the visit's form a blank stands; all but devices are on the first one."""
    if gap.blank not in (Blank.ITEM, Blank.EXAMINATION) or not gap.device:
        return 1
    devices = [device.name for device in round_.work_plan.site(gap.site).devices]
    return devices.index(gap.device) // PER_PART + 1
