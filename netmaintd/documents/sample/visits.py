"""What the sample's team wrote down at the locations, and the photos it took."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from netmaintd.documents.sample.people import TEAM
from netmaintd.documents.sample.pictures import png
from netmaintd.model.dossier import ManualEntry, Photo, ReplacedPart, VisitRecord
from netmaintd.model.results import Status
from netmaintd.model.rounds import PlannedSite

_SHOWN = (
    ("Rak sebelum dibersihkan", "before"), ("Rak sesudah dibersihkan", "after"), ("Kipas cadangan terpasang", "after"),
)  # fmt: skip
PICTURES = {
    hashlib.sha256(content).hexdigest(): content
    for content in (png(), png(colour=(120, 140, 160)), png(width=160, height=320))
}


def visit_record(site: PlannedSite) -> VisitRecord:
    """Return what is recorded of one location."""
    at = site.starts_at + timedelta(minutes=10)
    manual = tuple(
        ManualEntry("kebersihan", Status.OK, "dibersihkan dengan blower", TEAM[0].name, at, at, device.name)
        for device in site.devices
    )
    manual += (
        ManualEntry("label", Status.WARNING, "tiga kabel tanpa label, sudah diberi label", TEAM[1].name, at, at),
        ManualEntry("pendingin", Status.OK, "24 °C", TEAM[1].name, at, at + timedelta(days=1), from_paper=True),
    )
    photos = () if site.site == "kecamatan" else tuple(
        Photo(sha256, caption, phase, at + timedelta(minutes=5 * n), TEAM[1].name, site.devices[n % 2].name)
        for n, (sha256, (caption, phase)) in enumerate(zip(PICTURES, _SHOWN, strict=True))
    )  # fmt: skip
    ill = site.site == "walikota"
    return VisitRecord(
        site.site, at, site.starts_at + timedelta(hours=2), tuple(person.name for person in TEAM),
        site.contact or "Petugas jaga", manual, photos, "" if photos else "Kamera rusak",
        ("Pembersihan debu dan perapian kabel", *(("Kipas cadangan dipasang",) if ill else ())),
        (ReplacedPart("sw-walikota-lt3", "Modul kipas FAN-T2", "LIT1732A0B1", "LIT2210C9D4"),) if ill else (),
        "tanpa perubahan konfigurasi",
        ("Mulai 10 menit terlambat: kunci ruang server menunggu petugas jaga",) if ill else (),
        "Mohon jadwal berikutnya di luar jam pelayanan." if site.site == "puskesmas" else "",
    )  # fmt: skip
