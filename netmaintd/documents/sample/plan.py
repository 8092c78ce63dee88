"""The sample's work plan: four locations with twelve devices."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from netmaintd.model.rounds import PlannedDevice, PlannedSite, WorkPlan, WorkPlanItem

CHECKS = (
    "reachability", "ssh-login", "snmp-agent", "identity", "uptime", "cpu", "memory", "temperature", "uplinks",
    "interface-errors", "config-backup", "config-saved", "config-change",
)  # fmt: skip
_PLACES = (
    ("walikota", "Kantor Wali Kota", "Sekretariat Daerah", "Jalan Engku Putri Nomor 1", "Lantai 3, ruang server",
     "Nurhayati, Kepala Subbagian Umum, 0778-000000",
     (("rt-walikota", "MikroTik", "CCR1036-8G-2S+"), ("sw-walikota-inti", "Cisco", "C9300-48P"),
      ("sw-walikota-lt3", "Cisco", "C2960X-48TS-L"), ("sw-walikota-lt5", "Cisco", "C2960X-48TS-L"))),
    ("dinkes", "Dinas Kesehatan", "Dinas Kesehatan", "Jalan Raja Haji Nomor 12", "Ruang panel lantai 2", None,
     (("sw-dinkes-1", "Aruba", "2930F-48G (JL262A)"), ("sw-dinkes-2", "Aruba", "2930F-24G (JL259A)"),
      ("ups-dinkes", "APC", "Smart-UPS 3000 RM"))),
    ("kecamatan", "Kantor Kecamatan Tirta Utara", "Kecamatan Tirta Utara", "Jalan Pantai Nomor 7", None,
     "Hasan Basri, Sekretaris Kecamatan",
     (("rt-kec", "Linux", "FRRouting 10.3"), ("sw-kec-1", "Huawei", "S5735-L48T4X-A1"),
      ("sw-kec-2", "Huawei", "S5735-L24T4X-A1"))),
    ("puskesmas", "Puskesmas Mekarsari", "Puskesmas Mekarsari", "Jalan Melati Nomor 3", "Ruang administrasi",
     "dr. Maya Sari, Kepala Puskesmas", (("rt-pusk", "MikroTik", "hEX S (RB760iGS)"), ("sw-pusk-1", None, None))),
)  # fmt: skip


def _planned(index: int) -> PlannedSite:
    name, title, opd, address, room, contact, devices = _PLACES[index]
    starts = datetime(2026, 12, 3 + index // 2, 1 + 3 * (index % 2), 0, tzinfo=UTC)
    return PlannedSite(name, title, opd, address, room, contact, starts, starts + timedelta(hours=3), tuple(
        PlannedDevice(device, f"10.20.{index + 1}.{n + 1}", "auto", "access", CHECKS, vendor, model,
                      f"FOC23{index}4X{n}AB" if vendor else None, f"Rak {n + 1}")
        for n, (device, vendor, model) in enumerate(devices)
    ))  # fmt: skip


def work_plan() -> WorkPlan:
    """Return the work plan of the sample round."""
    return WorkPlan(
        plan="triwulan", title="Pemeliharaan Jaringan Berkala Triwulan IV Tahun 2026",
        period="Triwulan IV Tahun 2026", time_zone="Asia/Jakarta",
        purpose="Memastikan perangkat jaringan bekerja baik dan tercatat lengkap",
        basis=("Peraturan Wali Kota Contoh Nomor 10 Tahun 2021 tentang Sistem Pemerintahan Berbasis Elektronik",),
        risks=("Suhu ruang naik ketika pintu rak dibuka; pintu ditutup kembali setelah setiap perangkat",
               "Kabel tersenggol; kabel diberi label sebelum disentuh dan dipulihkan dari foto sebelum pekerjaan"),
        equipment=("Komputer jinjing", "Toolkit jaringan", "Kamera/HP", "Kabel patch cadangan"),
        service_impact="Tidak ada gangguan layanan: pemeriksaan hanya membaca",
        sites=tuple(_planned(index) for index in range(4)),
        manual=(WorkPlanItem("kebersihan", "Kebersihan rak dan perangkat", "before_after", per_device=True),
                WorkPlanItem("label", "Label kabel dan perangkat", "optional", per_device=False),
                WorkPlanItem("pendingin", "Pendingin ruangan", "optional", per_device=False)),
    )  # fmt: skip
