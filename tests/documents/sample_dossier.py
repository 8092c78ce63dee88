"""A round as an office has it: four locations, twelve devices, findings, a device that did not answer, an override.

Also the way to look at the paper: `python tests/documents/sample_dossier.py FOLDER` writes every document in A4 and F4.
"""

from __future__ import annotations

import hashlib
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from netmaintd.documents.contexts import Issue
from netmaintd.documents.make import make
from netmaintd.model.documents import DocumentKind
from netmaintd.model.dossier import DeviceRecord, Dossier, ManualEntry, Photo, ReplacedPart, Tally, VisitRecord
from netmaintd.model.facts import ConfigChange
from netmaintd.model.office import Office, PageSize
from netmaintd.model.people import Capacity, Official, Role
from netmaintd.model.plans import OfficeCalendar
from netmaintd.model.results import (
    CheckResult,
    Finding,
    FindingState,
    Measurement,
    Method,
    Outcome,
    Referral,
    Status,
)
from netmaintd.model.rounds import (
    Override,
    PlannedDevice,
    PlannedSite,
    Round,
    RoundStatus,
    Signature,
    SignatureMethod,
    StepEntry,
    Visit,
    WorkPlan,
    WorkPlanItem,
)
from netmaintd.signoff.calendar import WorkingCalendar
from netmaintd.signoff.trail import ages
from sample_pictures import ARMS, png

OPENED = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
KASI = Official("kasi", "Rahmat Hidayat, S.Kom.", Role.KASI, "Kepala Seksi Infrastruktur dan Teknologi",
                rank="Penata, III/c", nip="197304082002121005")  # fmt: skip
KABID = Official("kabid", "Dewi Lestari Kusumaningrum, S.T., M.T.", Role.KABID,
                 "Kepala Bidang Penyelenggaraan e-Government", rank="Pembina, IV/a")  # fmt: skip
KADIS = Official("kadis", "Ir. Bambang Susilo, M.Si.", Role.KADIS, "Kepala Dinas Komunikasi dan Informatika",
                 Capacity.PLT, "Pembina Tingkat I, IV/b", "SK contoh")  # fmt: skip
TEAM = (
    Official("tim1", "Andi Saputra, A.Md.", Role.TIM, "Staf Tim Data Center", rank="Pengatur, II/c"),
    Official("tim2", "Sri Wahyuni, S.T.", Role.TIM, "Staf Tim Data Center"),
)
CHECKS = (
    "reachability", "ssh-login", "snmp-agent", "identity", "uptime", "cpu", "memory", "temperature", "uplinks",
    "interface-errors", "config-backup", "config-saved", "config-change",
)  # fmt: skip
_SHOWN = (
    ("Rak sebelum dibersihkan", "before"), ("Rak sesudah dibersihkan", "after"), ("Kipas cadangan terpasang", "after"),
)  # fmt: skip
PICTURES = {
    hashlib.sha256(content).hexdigest(): content
    for content in (png(), png(colour=(120, 140, 160)), png(width=160, height=320))
}
_LIMITS = "perlu perhatian ≥ 60 %, rusak ≥ 85 %"
_HEALTHY = {
    "reachability": CheckResult("reachability", Status.OK, "Menjawab, hilang 0 %, waktu tempuh 2,1 ms", (
        Measurement("loss", 0.0, "ratio", "perlu perhatian ≥ 1 %, rusak ≥ 20 %"),
        Measurement("rtt", 0.0021, "s", "perlu perhatian ≥ 100 ms, rusak ≥ 500 ms")), Method.ICMP),
    "ssh-login": CheckResult("ssh-login", Status.OK, "Masuk sebagai pembaca", (
        Measurement("privileged", "ya", threshold="ya"),
        Measurement("kex", "curve25519-sha256", threshold="tanpa SHA-1")), Method.SSH),
    "snmp-agent": CheckResult("snmp-agent", Status.OK, "Menjawab dengan SNMPv3", (
        Measurement("version", "v3 authPriv", threshold="v3 authPriv"),)),
    "identity": CheckResult("identity", Status.OK, "Sesuai inventaris", (
        Measurement("nomor seri", "FOC2314X0AB", threshold="FOC2314X0AB"),)),
    "uptime": CheckResult("uptime", Status.OK, "Menyala 121 hari 3 jam", (
        Measurement("uptime", 10465200, "s", "perlu perhatian < 1 hari"),)),
    "cpu": CheckResult("cpu", Status.OK, "Beban CPU 12 %", (Measurement("CPU 1", 0.12, "ratio", _LIMITS),)),
    "memory": CheckResult("memory", Status.OK, "Memori terpakai 41 %", (
        Measurement("Processor", 0.41, "ratio", "perlu perhatian ≥ 75 %, rusak ≥ 90 %"),)),
    "temperature": CheckResult("temperature", Status.OK, "Suhu 38 °C", (
        Measurement("Inlet", 38, "degC", "perlu perhatian ≥ 55 °C, rusak ≥ 65 °C"),)),
    "uplinks": CheckResult("uplinks", Status.OK, "Semua uplink hidup", (
        Measurement("GigabitEthernet1/0/47", "up", threshold="up"),
        Measurement("GigabitEthernet1/0/48", "up", threshold="up"))),
    "interface-errors": CheckResult("interface-errors", Status.OK, "Tidak ada kesalahan baru", (
        Measurement("GigabitEthernet1/0/48", 0.0, "ratio", "perlu perhatian ≥ 10 per sejuta"),)),
    "config-backup": CheckResult("config-backup", Status.OK, "Konfigurasi tersimpan, 412 baris", (
        Measurement("size", 14336, "byte", "lebih dari 0"), Measurement("lines", 412)), Method.SSH),
    "config-saved": CheckResult("config-saved", Status.OK, "Konfigurasi berjalan sudah disimpan", (
        Measurement("saved", "ya", threshold="ya"),), Method.SSH),
    "config-change": CheckResult("config-change", Status.OK, "Tidak ada perubahan konfigurasi sejak pemeriksaan lalu", (
        Measurement("added", 0), Measurement("removed", 0)), Method.RECORD),
}  # fmt: skip
ILL = {
    ("sw-walikota-lt3", "temperature"): CheckResult("temperature", Status.CRITICAL, "Suhu 71 °C (Inlet)", (
        Measurement("Inlet", 71, "degC", "perlu perhatian ≥ 55 °C, rusak ≥ 65 °C"),)),
    ("sw-dinkes-1", "interface-errors"): CheckResult(
        "interface-errors", Status.WARNING, "Kesalahan 240 per sejuta pada GigabitEthernet1/0/12", (
            Measurement("GigabitEthernet1/0/12", 0.00024, "ratio", "perlu perhatian ≥ 10 per sejuta"),)),
    ("sw-kec-1", "config-saved"): CheckResult(
        "config-saved", Status.WARNING, "Konfigurasi berjalan berbeda dari yang disimpan", (
            Measurement("saved", "tidak", threshold="ya"),), Method.SSH),
    ("sw-walikota-inti", "config-change"): CheckResult(
        "config-change", Status.OK, "Konfigurasi berubah dalam jendela pemeliharaan oleh andi pada 03-12-2026 08.05 "
        "WIB menurut perangkat: 3 baris ditambah, 1 baris dihapus sejak pemeriksaan lalu", (
            Measurement("added", 3), Measurement("removed", 1)), Method.RECORD),
    ("rt-walikota", "temperature"): CheckResult(
        "temperature", Status.UNKNOWN, "perangkat tidak memberikan data ini"),
}  # fmt: skip
CHANGE = ConfigChange(
    backup=12,
    since=OPENED - timedelta(days=90),
    added=3,
    removed=1,
    left_out=7,
    lines=(
        "@ interface GigabitEthernet1/0/12",
        "-description lama",
        "+description Ruang Server <#> *baru*",
        "@ di luar bagian",
        "+enable secret 9 <rahasia:5e9a1b7c>",
        "@ vlan 99 (bagian baru)",
        "+name TAMU-" + "x" * 60,
    ),
)
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


def _trail() -> tuple[StepEntry, ...]:
    down = (
        (1, "submit", KASI, "", 0), (2, "return", KABID, "Tambahkan narahubung Puskesmas.", 1),
        (1, "submit", KASI, "", 2), (2, "forward", KABID, "", 2),
        (3, "dispose", KADIS, "Laksanakan sesuai rencana dan laporkan hasilnya paling lambat akhir triwulan.", 3),
        (4, "dispose", KABID, "Koordinasikan dengan OPD lokasi sebelum berangkat.", 4),
        (5, "appoint", KASI, "Ditunjuk sebagai pelaksana.", 7),
    )  # fmt: skip
    entries, received = [], OPENED
    for step, verb, who, note, days in down:
        left = OPENED + timedelta(days=days, hours=2, minutes=5)
        due = (received + timedelta(days=1)).astimezone(UTC).date()
        entries.append(StepEntry(step, received, due, None, left, verb, who, note, "0" * 64))
        received = left
    for site in work_plan().sites:
        end = site.starts_at + timedelta(hours=2)
        entries.append(StepEntry(6, received, site.starts_at.date(), site.site, end, "finish-visit", TEAM[0]))
        entries.append(
            StepEntry(7, end, date(2026, 12, 4), site.site, end + timedelta(minutes=30), "acknowledge", TEAM[0])
        )
    last = datetime(2026, 12, 7, 3, tzinfo=UTC)
    return (*entries, StepEntry(7, last - timedelta(hours=1), date(2026, 12, 4), None, last, "submit-report", TEAM[0]))


def sample_round() -> Round:
    """Return the round at the moment the report goes up."""
    plan = work_plan()
    visits = []
    for site in plan.sites:
        at = site.starts_at + timedelta(hours=2, minutes=30)
        who, _, post = (site.contact or "Wakil OPD, Kepala Subbagian").partition(", ")
        absent = site.site == "dinkes"
        method = SignatureMethod.ABSENT if absent else SignatureMethod.WET
        note = "Kepala OPD dinas luar; berita acara disampaikan melalui surat" if absent else ""
        visits.append(Visit(site.site, site.opd, site.starts_at.date(), 8, "",
                            Signature(who, post.split(",")[0], at, method, note)))  # fmt: skip
    override = Override("paper:walikota/scan", "Pemindai rusak; formulir kertas disimpan di arsip seksi", KASI,
                        datetime(2026, 12, 7, 2, tzinfo=UTC))  # fmt: skip
    return Round(
        "triwulan-2026-12-03", "triwulan", plan.title, datetime(2026, 12, 3, 1, tzinfo=UTC), OPENED, plan, 8,
        RoundStatus.ACTIVE, 19, tuple(visits), _trail(), TEAM, (override,),
    )  # fmt: skip


def _record(site: PlannedSite, device: PlannedDevice) -> DeviceRecord:
    if device.name == "sw-pusk-1":
        reason = "tidak ada sambungan SSH atau SNMP: perangkat tidak menjawab di jaringan"
        lost = CheckResult("reachability", Status.CRITICAL, "Perangkat tidak menjawab di jaringan", (
            Measurement("loss", 1.0, "ratio", "perlu perhatian ≥ 1 %, rusak ≥ 20 %"),), Method.ICMP)  # fmt: skip
        results = (lost, *(CheckResult(check, Status.UNKNOWN, reason) for check in CHECKS[1:]))
        return DeviceRecord(device.name, site.site, device.address, "auto", Outcome.UNREACHABLE, results, None)
    results = tuple(ILL.get((device.name, check), _HEALTHY[check]) for check in CHECKS)
    differences = ("nomor seri berbeda: tercatat FOC2304X1AB, perangkat menyebut FOC2304X9ZZ",)
    return DeviceRecord(
        device.name, site.site, device.address, "cisco_ios", Outcome.OK, results,
        site.starts_at + timedelta(minutes=20), device.vendor, device.model, device.serial, "17.9.4",
        (("show version", "ab" * 32),), differences if device.name == "sw-walikota-inti" else (),
        config_change=CHANGE if device.name == "sw-walikota-inti" else None,
    )  # fmt: skip


def _visit_record(site: PlannedSite) -> VisitRecord:
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


def sample_dossier() -> Dossier:
    """Return everything recorded of the sample round."""
    round_ = sample_round()
    sites = round_.work_plan.sites
    records = tuple(_record(site, device) for site in sites for device in site.devices)
    bad = (Status.WARNING, Status.CRITICAL)
    findings = tuple(
        Finding(round_.id, record.site, record.device, result.check, result.status, result.summary,
                FindingState.CONTINUING if record.device == "sw-dinkes-1" else FindingState.NEW, OPENED)
        for record in records for result in record.results if result.status in bad
    )  # fmt: skip
    findings += (
        Finding(round_.id, "kecamatan", "rt-kec", "memory", Status.WARNING, "Memori terpakai 78 %",
                FindingState.RESOLVED, OPENED - timedelta(days=90)),
    )  # fmt: skip
    sop = "SOP Maintenance Gangguan Jaringan"
    referrals = tuple(
        Referral(f"r{n}", round_.id, sop, f.device, f.check, f.summary, OPENED + timedelta(days=11))
        for n, f in enumerate(findings) if f.check in ("temperature", "interface-errors", "reachability")
    )  # fmt: skip
    return Dossier(
        round_, records, tuple(_visit_record(site) for site in sites), findings, referrals,
        ("AP-LOBI terlihat dari sw-walikota-lt3 port GigabitEthernet1/0/9",),
        ("triwulan-2026-07-10", Tally(9, 2, 1, 0)), "5e9a1b7c" * 8,
    )  # fmt: skip


ISSUED = datetime(2026, 12, 7, 3, 30, tzinfo=UTC)
ISSUED_ON = {
    DocumentKind.RENCANA_KERJA: datetime(2026, 11, 25, 3, 5, tzinfo=UTC),
    DocumentKind.LEMBAR_DISPOSISI: datetime(2026, 11, 30, 3, 5, tzinfo=UTC),
    DocumentKind.SURAT_PERINTAH_TUGAS: datetime(2026, 11, 30, 3, 5, tzinfo=UTC),
}
NUMBERS = {
    DocumentKind.RENCANA_KERJA: "500.12.2/031/RK/KOMINFO/2026",
    DocumentKind.SURAT_PERINTAH_TUGAS: "800.1.11.1/004/ST/KOMINFO/2026",
}
OFFICE = Office(
    government="PEMERINTAH KOTA CONTOH", address="Jalan Engku Putri Nomor 1, Kota Contoh 29432",
    contact_line="Telepon (0778) 000000, laman kominfo.contoh.go.id, pos-el kominfo@contoh.go.id",
    web_address="https://jaringan.kominfo.contoh.go.id",
)  # fmt: skip
CODE = "K7QM-4ZT1-9XWC-P0VA"


def sample_issue(kind: DocumentKind, site: str = "walikota") -> Issue:
    """Return the issuing of one document of the sample, as `usecases.issue_document` puts it together."""
    at = ISSUED_ON.get(kind, ISSUED)
    counted = ages(sample_round(), at, WorkingCalendar(OfficeCalendar(), OFFICE.zone))
    return Issue(kind, 1, at, site if kind.per_site else None, NUMBERS.get(kind), NUMBERS, counted, PICTURES, CODE)


def sample_pdf(kind: DocumentKind, site: str = "walikota", office: Office = OFFICE) -> bytes:
    """Return one document of the sample."""
    return make(sample_issue(kind, site), sample_dossier(), office)


def undecided() -> Dossier:
    """Return the sample before anybody has decided or examined anything: a freshly drafted plan."""
    round_ = sample_round()
    visits = tuple(replace(visit, step=6, signature=None) for visit in round_.visits)
    return Dossier(replace(round_, step=1, version=1, visits=visits, trail=(), officers=(), overrides=()), ())


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    arms = folder / "arms.svg"
    arms.write_bytes(ARMS)
    for page in PageSize:
        for kind in DocumentKind:
            paper = OFFICE.model_copy(update={"page": page, "logo": str(arms)})
            (folder / f"{kind.value}-{page.value}.pdf").write_bytes(sample_pdf(kind, office=paper))
