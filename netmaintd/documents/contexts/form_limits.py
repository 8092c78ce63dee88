"""The limit of a check in words, before anything was measured: for somebody who judges by hand.

A check that is not named here prints the limits of its settings, or a dash; a new check needs no line.
"""

from __future__ import annotations

from collections.abc import Callable
from string import Formatter
from typing import Any

from netmaintd.checks.check import Check
from netmaintd.checks.wording import celsius, duration, milliseconds, number, per_million, percent

_WORDS = {
    "reachability": (
        "paket hilang: perlu perhatian ≥ {loss_warning:%}, rusak ≥ {loss_critical:%}; "
        "waktu tempuh ≥ {rtt_warning_s:s} / ≥ {rtt_critical_s:s}"
    ),
    "ssh-login": "masuk dengan hak penuh, tanpa SHA-1, kunci host sama dengan yang tercatat",
    "snmp-agent": "menjawab dengan SNMP v3 authPriv",
    "identity": "nama, merk, tipe, nomor seri sama dengan inventaris",
    "uptime": "tidak mulai ulang di luar pemeliharaan",
    "restart-cause": "bukan crash, tanpa berkas crash baru",
    "firmware": "versi ada dalam daftar kantor",
    "temperature": "batas perangkat; tanpa itu perlu perhatian ≥ {warning_c:c}, rusak ≥ {critical_c:c}",
    "fans": "semua kipas berputar",
    "power-supply": "semua catu daya baik",
    "flash-space": "ruang kosong cukup: perlu perhatian < {free_warning:%}, rusak < {free_critical:%}",
    "uplinks": "semua uplink dan port penting hidup",
    "interface-errors": "kesalahan: perlu perhatian ≥ {warning:m}, rusak ≥ {critical:m}",
    "flapping": "link naik turun: perlu perhatian ≥ {warning_links}, rusak ≥ {critical_links}",
    "link-speed": "dupleks penuh, kecepatan seperti seharusnya",
    "optics": "daya terima > {rx_low_dbm} dBm, turun < {drop_db} dB",
    "unused-ports": "tidak ada port aktif tanpa pemakai",
    "neighbors": "tetangga sama dengan dokumentasi",
    "spanning-tree": "root STP seperti seharusnya",
    "link-aggregation": "semua anggota tergabung",
    "redundancy": "peran stack dan VRRP seperti seharusnya",
    "routing-peers": "semua tetangga perutean tersambung",
    "default-route": "rute default ada, tujuan menjawab",
    "clock": (
        "tersinkron; selisih jam: perlu perhatian ≥ {offset_warning_s:s}, rusak ≥ {offset_critical_s:s}"
    ),
    "log-review": "tanpa pesan penting atau kritis",
    "config-backup": "konfigurasi lengkap sampai akhir",
    "config-change": "tidak berubah di luar yang tercatat",
    "config-saved": "konfigurasi berjalan sudah disimpan",
    "compliance": "semua aturan terpenuhi",
    "local-users": "hanya akun yang diizinkan, sandi tersimpan aman",
    "security-posture": "SSH tanpa SHA-1, SNMP v3",
    "expiry": "sisa masa berlaku: perlu perhatian ≤ {warning_days} hari, rusak ≤ {critical_days} hari",
    "ups": (
        "daya listrik; sisa waktu ≥ {runtime_warning_s:s}, isi ≥ {charge_warning:%}, beban < {load_warning:%}"
    ),
    "access-points": "semua access point bergabung",
    "restore-drill": "cadangan terbaca dan sama dengan perangkat",
    "port-capacity": "port terpakai < {warning:%}",
}  # fmt: skip
BY_HAND = "sesuai pernyataan"
"""The limit of a manual item: its title says what is good."""


def _time(seconds: float) -> str:
    return milliseconds(seconds) if abs(seconds) < 1 else duration(seconds)


_UNITS: dict[str, Callable[[float], str]] = {"%": percent, "c": celsius, "s": _time, "m": per_million}


class _Units(Formatter):
    """A format whose specifications are units."""

    def format_field(self, value: Any, unit: str) -> str:
        if not isinstance(value, int | float):
            return "–"
        return _UNITS.get(unit, number)(value)


def limit_words(check: Check) -> str:
    """Return the limits of a check with the settings that it was given."""
    words = _WORDS.get(check.name)
    if words is None:
        return str(getattr(check.settings, "threshold", "")) or "–"
    return _Units().vformat(words, (), check.settings.model_dump())
