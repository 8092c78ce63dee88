"""The eight related SOPs and what triggers each: names are the SOP's "Keterkaitan", triggers office practice.

A row without checks has no automatic trigger yet: a person hands such a finding over. A new check that
triggers a SOP is added to its row.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from netmaintd.model.results import Status

_BAD = frozenset({Status.WARNING, Status.CRITICAL})
_BROKEN = frozenset({Status.CRITICAL})


class Action(StrEnum):
    """What is done with a finding."""

    REFER = "rujukan"
    """Handed over at once; the team is told."""
    RECOMMEND = "rekomendasi"
    """A draft with the figures; the agency at the location must apply."""


@dataclass(frozen=True, slots=True)
class RelatedSop:
    """One related SOP. `checks` maps a check to the statuses that trigger it."""

    title: str
    trigger: str
    action: Action
    checks: dict[str, frozenset[Status]] = field(default_factory=dict)


RELATED_SOPS: tuple[RelatedSop, ...] = (
    RelatedSop("SOP Permohonan Kenaikan Bandwidth", "uplink hampir penuh pada jam kerja", Action.RECOMMEND,
               {"uplink-utilisation": _BAD}),
    RelatedSop("SOP Permohonan Jaringan Baru", "port hampir habis, switch bertingkat, ruang tanpa jangkauan",
               Action.RECOMMEND, {"port-capacity": _BAD}),
    RelatedSop("SOP Maintenance Gangguan Jaringan",
               "perangkat atau link mati atau naik turun, kesalahan port bertambah, daya optik di luar batas, "
               "UPS memakai baterai, suhu melewati batas, crash, pesan kritis dalam log, rute default hilang",
               Action.REFER,
               {"reachability": _BROKEN, "uplinks": _BAD, "interface-errors": _BAD, "temperature": _BROKEN,
                "flapping": _BAD, "optics": _BROKEN, "ups": _BROKEN, "link-aggregation": _BAD,
                "routing-peers": _BROKEN, "redundancy": _BROKEN, "restart-cause": _BROKEN, "log-review": _BROKEN,
                "default-route": _BROKEN}),
    RelatedSop("SOP Permohonan Colocation", "server milik OPD di ruang OPD", Action.RECOMMEND),
    RelatedSop("SOP Permohonan Server", "kebutuhan kapasitas ditemukan", Action.RECOMMEND),
    RelatedSop("SOP Pemeliharaan Server", "peringatan perangkat keras server dalam putaran", Action.REFER),
    RelatedSop("SOP Penarikan Server Dari Data Center", "server menganggur atau habis masa", Action.REFER),
    RelatedSop("SOP Penyediaan Hosting Aplikasi", "aplikasi publik berjalan di komputer OPD", Action.RECOMMEND),
)  # fmt: skip


def sop_for(check: str, status: Status) -> RelatedSop | None:
    """Return the SOP that a result is handed to, None when it stays with the round ("tidak ada")."""
    return next((sop for sop in RELATED_SOPS if status in sop.checks.get(check, ())), None)
