"""The chain of the SOP as data: steps, who acts, working days, and every way forward and back.

Source: SOP 05/SOP/Kominfo-PE/10/2018 (revised 9 March 2020), "Pemeliharaan Jaringan Berkala". Steps and days
are the SOP's; the ways back are the office's practice where the SOP is silent. Steps 6 and 7 belong to each
location visit, all others to the round. Nothing advances by itself and nobody may bypass a step.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from netmaintd.model.people import Role
from netmaintd.model.rounds import RoundStatus

KASI, KABID, KADIS, TIM, OPD = Role.KASI, Role.KABID, Role.KADIS, Role.TIM, Role.OPD


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the SOP. `days` are working days; `role` is who acts, None where nobody does any more."""

    number: int
    role: Role | None
    to: Role | None
    title: str
    days: int
    needs: str
    output: str


STEPS: dict[int, Step] = {
    step.number: step
    for step in (
        Step(1, KASI, KABID, "Menyusun rencana kerja dan melaporkannya", 3, "Alat tulis, komputer", "Rencana kerja"),
        Step(2, KABID, KADIS, "Melaporkan rencana kepada Kepala Dinas", 1, "Rencana kerja", "Laporan"),
        Step(3, KADIS, KABID, "Menerima dan mendisposisikan rencana kerja", 1, "Rencana kerja, lembar disposisi",
             "Disposisi Dinas"),
        Step(4, KABID, KASI, "Mendisposisikan kepada Kepala Seksi", 1, "Lembar disposisi", "Disposisi Dinas"),
        Step(5, KASI, TIM, "Menunjuk staf / Tim Data Center", 1, "Lembar disposisi", "Disposisi Dinas"),
        Step(6, TIM, TIM, "Melaksanakan pemeliharaan sesuai rencana kerja", 1,
             "Rencana kerja, komputer, toolkit jaringan, kamera/HP", "Laporan"),
        Step(7, TIM, KASI, "Membuat berita acara yang diketahui OPD dan laporan hasil", 1,
             "Komputer, koneksi internet, kamera/HP", "Dokumentasi"),
        Step(8, KASI, KABID, "Menerima dan memeriksa laporan", 1, "Berita acara pekerjaan", "Dokumen"),
        Step(9, KABID, KADIS, "Menerima laporan untuk dilaporkan kepada Kepala Dinas", 1, "Berita acara pekerjaan",
             "Dokumen"),
        Step(10, KADIS, None, "Melakukan reviu", 1, "Berita acara pekerjaan", "Dokumen"),
        Step(11, None, None, "Selesai", 0, "Dokumentasi", "Dokumentasi"),
    )
}  # fmt: skip


class Requires(StrEnum):
    """What must be said with a decision."""

    REASON = "reason"
    UNTIL = "until"
    ITEMS = "items"
    OFFICERS = "officers"
    SIGNATURE = "signature"
    SITE = "site"


class Effect(StrEnum):
    """What a decision does beyond moving the round."""

    MOVE = "move"
    """The round goes to the target step with a new clock."""
    STAY = "stay"
    """The round stays; the decision is recorded."""
    PAUSE = "pause"
    RESUME = "resume"
    END = "end"
    FINISH = "finish"
    """The round is done and locked."""
    VISIT_DONE = "visit_done"
    """The location's work is closed: its berita acara begins."""
    VISIT_EXCUSED = "visit_excused"
    VISIT_KNOWN = "visit_known"
    """The agency knows of the berita acara, or its absence is documented."""
    VISIT_BACK = "visit_back"
    """The location's work is opened again."""
    OVERRIDE = "override"
    """The section head lets a gap of the report pass, with a reason that is printed."""


@dataclass(frozen=True, slots=True)
class Transition:
    """One decision that may be made at a step."""

    step: int
    verb: str
    roles: frozenset[Role]
    effect: Effect
    target: int
    label: str
    """What it means, for people."""
    requires: frozenset[Requires] = frozenset()
    status: RoundStatus = RoundStatus.ACTIVE
    """In which status of the round it may be made."""


def _row(
    step: int, verb: str, roles: Role | tuple[Role, ...], effect: Effect, target: int, label: str,
    *requires: Requires, status: RoundStatus = RoundStatus.ACTIVE,
) -> Transition:  # fmt: skip
    who = frozenset(roles if isinstance(roles, tuple) else (roles,))
    return Transition(step, verb, who, effect, target, label, frozenset(requires), status)


_R = Requires
_CHAIN = (
    _row(1, "submit", KASI, Effect.MOVE, 2, "Ajukan rencana kerja kepada Kepala Bidang"),
    _row(2, "forward", KABID, Effect.MOVE, 3, "Laporkan rencana kepada Kepala Dinas"),
    _row(2, "return", KABID, Effect.MOVE, 1, "Kembalikan untuk diperbaiki", _R.REASON),
    _row(3, "dispose", KADIS, Effect.MOVE, 4, "Disposisi untuk dilaksanakan"),
    _row(3, "return", KADIS, Effect.MOVE, 1, "Perbaiki rencana kerja", _R.REASON),
    _row(3, "postpone", KADIS, Effect.PAUSE, 3, "Tunda sampai tanggal tertentu", _R.REASON, _R.UNTIL),
    _row(3, "refuse", KADIS, Effect.END, 3, "Tolak", _R.REASON),
    _row(3, "resume", KADIS, Effect.RESUME, 3, "Lanjutkan putaran yang ditunda", status=RoundStatus.PAUSED),
    _row(4, "dispose", KABID, Effect.MOVE, 5, "Disposisi kepada Kepala Seksi"),
    _row(4, "clarify", KABID, Effect.MOVE, 3, "Minta penjelasan Kepala Dinas", _R.REASON),
    _row(5, "appoint", KASI, Effect.MOVE, 6, "Tunjuk staf / Tim Data Center", _R.OFFICERS),
    _row(5, "return", KASI, Effect.MOVE, 1, "Susun ulang: tanggal atau tenaga tidak sesuai", _R.REASON),
    _row(5, "hold", KASI, Effect.STAY, 5, "Tahan: belum ada tenaga", _R.REASON),
    _row(6, "finish-visit", TIM, Effect.VISIT_DONE, 7, "Pekerjaan di lokasi selesai", _R.SITE),
    _row(6, "partial", TIM, Effect.STAY, 6, "Sebagian selesai; sisanya menunggu", _R.SITE, _R.REASON),
    _row(6, "excuse-visit", (TIM, KASI), Effect.VISIT_EXCUSED, 8, "Lokasi tidak dapat dikunjungi", _R.SITE, _R.REASON),
    _row(7, "acknowledge", (TIM, OPD), Effect.VISIT_KNOWN, 8, "OPD mengetahui berita acara", _R.SITE, _R.SIGNATURE),
    _row(7, "object", (TIM, OPD), Effect.VISIT_BACK, 6, "OPD keberatan; pekerjaan dibuka lagi", _R.SITE, _R.REASON),
    _row(7, "document-absence", KASI, Effect.VISIT_KNOWN, 8, "Catat OPD tidak hadir", _R.SITE, _R.REASON),
    _row(7, "override-gap", KASI, Effect.OVERRIDE, 7, "Terima kekurangan dengan alasan tercetak", _R.ITEMS, _R.REASON),
    _row(7, "submit-report", TIM, Effect.MOVE, 8, "Serahkan berita acara dan laporan hasil"),
    _row(8, "accept", KASI, Effect.MOVE, 9, "Diperiksa dan diteruskan"),
    _row(8, "return-documents", KASI, Effect.MOVE, 7, "Kembalikan: dokumen kurang", _R.ITEMS, _R.REASON),
    _row(8, "return-work", KASI, Effect.VISIT_BACK, 6, "Kembalikan: pekerjaan kurang", _R.SITE, _R.ITEMS, _R.REASON),
    _row(9, "accept", KABID, Effect.MOVE, 10, "Diterima dan dilaporkan kepada Kepala Dinas"),
    _row(9, "return", KABID, Effect.MOVE, 8, "Kembalikan kepada Kepala Seksi", _R.REASON),
    _row(10, "accept", KADIS, Effect.FINISH, 11, "Diterima"),
    _row(10, "accept-with-instructions", KADIS, Effect.FINISH, 11, "Diterima dengan petunjuk", _R.REASON),
    _row(10, "return", KADIS, Effect.MOVE, 9, "Kembalikan kepada Kepala Bidang", _R.REASON),
)
_CANCEL = tuple(
    _row(step, "cancel", (KASI, KABID, KADIS), Effect.END, step, "Hentikan putaran; dokumen tetap tersimpan", _R.REASON,
         status=status)
    for step in range(1, 11)
    for status in ((RoundStatus.ACTIVE, RoundStatus.PAUSED) if step == 3 else (RoundStatus.ACTIVE,))
)  # fmt: skip

TRANSITIONS: tuple[Transition, ...] = (*_CHAIN, *_CANCEL)
"""Every decision there is. What is not a row here is refused."""

VISIT_STEPS = frozenset({6, 7})
CHECKING_STEPS = frozenset({8, 9, 10})
"""Whoever carried out the work does not decide here."""
