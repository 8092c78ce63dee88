"""One result as a row on paper: what was measured, in office units, against which limit, and how."""

from __future__ import annotations

import math

from netmaintd.checks import registry
from netmaintd.checks.wording import celsius, duration, milliseconds, per_million, percent
from netmaintd.documents.contexts.case import Data
from netmaintd.documents.words import file_size, number
from netmaintd.model.results import CheckResult, Measurement, Method

_MOST_READINGS = 8
"""Readings of one result on paper; the summary names the worst, the store keeps all."""
METHODS = {
    Method.SSH: "SSH",
    Method.SNMP: "SNMP",
    Method.ICMP: "ICMP",
    Method.TCP: "TCP",
    Method.MANUAL: "manual",
    Method.RECORD: "catatan",
}
_NAMES = {
    "loss": "hilang", "rtt": "waktu tempuh", "privileged": "hak penuh", "kex": "pertukaran kunci",
    "host_key": "kunci host", "version": "versi", "uptime": "lama menyala", "growth": "pertumbuhan",
    "complete": "lengkap", "size": "ukuran", "lines": "baris", "added": "baris baru", "removed": "baris hilang",
    "saved": "tersimpan", "stored-lines": "baris cadangan terakhir", "readable": "terbaca kembali",
    "differs": "berbeda", "cause": "sebab mulai ulang", "files": "berkas crash", "route": "rute default",
    "synchronised": "tersinkron", "offset": "selisih jam", "critical": "pesan kritis", "notable": "pesan penting",
    "severe": "pesan bertingkat tinggi", "undated": "pesan tanpa waktu",
}  # fmt: skip
"""Readings whose names are words of the program; all others are names of parts and ports."""


def row(result: CheckResult) -> Data:
    """Return one result as printed; `key` is the status for its colour."""
    shown = result.measurements[:_MOST_READINGS]
    more = len(result.measurements) - len(shown)
    limits = dict.fromkeys(measured.threshold for measured in shown if measured.threshold)
    return {
        "check": check_title(result.check),
        "method": METHODS[result.method],
        "values": [reading(measured) for measured in shown] + ([f"dan {more} lainnya"] if more else []),
        "limits": list(limits),
        "word": result.status.word,
        "key": result.status.value,
        "summary": result.summary,
    }


def check_title(name: str) -> str:
    """Return the title of a check; its name when this program no longer knows it."""
    return registry.kind_of(name).title if name in registry.names() else name


def reading(measured: Measurement) -> str:
    """Return a value with its name: `waktu tempuh: 2,1 ms`."""
    return f"{name_of(measured.name)}: {value(measured)}"


def name_of(measure: str) -> str:
    """Return how a reading is called on paper."""
    return _NAMES.get(measure, measure)


def value(measured: Measurement) -> str:
    """Return a value with its unit as offices write it: `61,5 %`, `38 °C`, `12 hari 3 jam`."""
    found = measured.value
    if found is None or isinstance(found, str) or not math.isfinite(found):
        return number(found)
    if measured.unit == "ratio":
        return per_million(found) if 0 < abs(found) < 0.001 else percent(found)
    if measured.unit == "s":
        return milliseconds(found) if abs(found) < 1 else duration(found)
    if measured.unit == "degC":
        return celsius(found)
    if measured.unit == "byte":
        return file_size(int(found))
    return f"{number(found)} {measured.unit}".strip()
