"""What the sample's devices showed: most are well, some are not, one did not answer."""

from __future__ import annotations

from datetime import timedelta

from netmaintd.documents.sample.people import OPENED
from netmaintd.documents.sample.plan import CHECKS
from netmaintd.model.dossier import DeviceRecord
from netmaintd.model.facts import ConfigChange
from netmaintd.model.results import CheckResult, Measurement, Method, Outcome, Status
from netmaintd.model.rounds import PlannedDevice, PlannedSite

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


def device_record(site: PlannedSite, device: PlannedDevice) -> DeviceRecord:
    """Return what is recorded of one device."""
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
