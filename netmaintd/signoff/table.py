"""The SOP as data: its eleven steps, and everything that may be decided at each of them.

An auditor can read this file. Steps, order, roles and days are the SOP's (05/SOP/Kominfo-PE/10/2018); the ways
back are office practice, which the SOP leaves open. Nothing that is not a row here can be decided: there is
no bypass for an administrator. A new step or way back is a new row.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from netmaintd.model.people import Role
from netmaintd.model.rounds import LAST_STEP, RoundStatus

KASI, KABID, KADIS, TIM, OPD = Role.KASI, Role.KABID, Role.KADIS, Role.TIM, Role.OPD
CHECKING_STEPS = frozenset({8, 9, 10})
"""Who carried out the work (steps 6 and 7) may not decide here: four eyes."""


class Requirement(StrEnum):
    """What must be said with a decision, by the names of `model.rounds.Decision`."""

    SITE = "site"
    """The decision concerns one visit."""
    REASON = "reason"
    NOTE = "note"
    """The instruction of a disposition, or the question that is asked; said in the field `reason`."""
    UNTIL = "until"
    ITEMS = "items"
    INSTRUCTIONS = "instructions"
    """Items or, when there is only one, the reason: what is to be done before the next round."""
    OFFICERS = "officers"
    SIGNATURE = "signature"
    """Who signed for the agency: name, post, time, method."""


class Effect(StrEnum):
    """What a decision does to the round or, with `Requirement.SITE`, to one visit."""

    FORWARD = "forward"
    RETURN = "return"
    """Opens the earlier step anew with a new clock; the old stay remains visible."""
    STAY = "stay"
    """Recorded; step and clock go on."""
    EXCUSE = "excuse"
    """The location is left out; its visit is closed."""
    OVERRIDE = "override"
    """Gaps of the completeness gate are let pass, and printed with the reason."""
    PAUSE = "pause"
    RESUME = "resume"
    END = "end"
    """Documents stay."""
    FINISH = "finish"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the SOP. `days` are working days; `role` hands over to `to`."""

    number: int
    role: Role | None
    to: Role | None
    title: str
    days: int
    needs: tuple[str, ...]
    output: str


@dataclass(frozen=True, slots=True)
class Transition:
    """One thing that may be decided.

    Attributes:
        step: where it may be decided; the visit's step when `requires` has the site, else the round's.
        verb: the word on the command line; `label` is the same in Indonesian.
        roles: who may decide it.
        target: the step afterwards.
        status: the round's status in which it may be decided.
        four_eyes: not for those who carried out the work.
    """

    step: int
    verb: str
    roles: frozenset[Role]
    target: int
    label: str
    effect: Effect
    requires: frozenset[Requirement] = frozenset()
    status: RoundStatus = RoundStatus.ACTIVE
    four_eyes: bool = False

    @property
    def per_visit(self) -> bool:
        """Whether it concerns one visit rather than the round."""
        return Requirement.SITE in self.requires


STEPS: dict[int, Step] = {
    step.number: step
    for step in (
        Step(1, KASI, KABID, "Menyusun rencana kerja dan melaporkannya", 3, ("alat tulis", "komputer"),
             "rencana kerja"),
        Step(2, KABID, KADIS, "Melaporkan rencana kepada Kepala Dinas", 1, ("rencana kerja",), "laporan"),
        Step(3, KADIS, KABID, "Mendisposisikan rencana kerja untuk dilaksanakan", 1,
             ("rencana kerja", "alat tulis", "lembar disposisi"), "disposisi"),
        Step(4, KABID, KASI, "Mendisposisikan kepada Kepala Seksi", 1,
             ("komputer", "alat tulis", "lembar disposisi"), "disposisi"),
        Step(5, KASI, TIM, "Menunjuk Staf / Tim Data Center", 1,
             ("komputer", "alat tulis", "lembar disposisi"), "disposisi"),
        Step(6, TIM, TIM, "Melakukan pemeliharaan jaringan sesuai rencana kerja", 1,
             ("rencana kerja", "komputer", "toolkit jaringan", "kamera/HP"), "laporan"),
        Step(7, TIM, KASI, "Membuat berita acara yang diketahui OPD dan laporan hasil", 1,
             ("komputer", "koneksi internet", "kamera/HP", "berita acara"), "dokumentasi"),
        Step(8, KASI, KABID, "Menerima dan memeriksa laporan", 1, ("berita acara",), "dokumen"),
        Step(9, KABID, KADIS, "Menerima laporan untuk dilaporkan kepada Kepala Dinas", 1, ("berita acara",), "dokumen"),
        Step(10, KADIS, None, "Melakukan review", 1, ("berita acara",), "dokumen"),
        Step(11, None, None, "Selesai", 0, ("dokumentasi",), "dokumentasi"),
    )
}  # fmt: skip

_E, _R = Effect, Requirement


def _row(
    step: int, verb: str, roles: AbstractSet[Role], target: int, label: str, effect: Effect,
    requires: AbstractSet[Requirement] = frozenset(), *,
    status: RoundStatus = RoundStatus.ACTIVE, four_eyes: bool = False,
) -> Transition:  # fmt: skip
    return Transition(step, verb, frozenset(roles), target, label, effect, frozenset(requires), status, four_eyes)


TRANSITIONS: tuple[Transition, ...] = (
    # Down the chain: from the plan to the appointed team.
    _row(1, "submit", {KASI}, 2, "ajukan rencana kerja", _E.FORWARD),
    _row(2, "forward", {KABID}, 3, "laporkan kepada Kepala Dinas", _E.FORWARD),
    _row(2, "return", {KABID}, 1, "kembalikan untuk diperbaiki", _E.RETURN, {_R.REASON}),
    _row(3, "dispose", {KADIS}, 4, "disposisikan untuk dilaksanakan", _E.FORWARD, {_R.NOTE}),
    _row(3, "return", {KADIS}, 1, "minta perbaikan rencana", _E.RETURN, {_R.REASON}),
    _row(3, "postpone", {KADIS}, 3, "tunda sampai tanggal", _E.PAUSE, {_R.REASON, _R.UNTIL}),
    _row(3, "refuse", {KADIS}, 3, "tolak", _E.END, {_R.REASON}),
    _row(3, "resume", {KADIS}, 3, "lanjutkan yang ditunda", _E.RESUME, status=RoundStatus.PAUSED),
    _row(4, "dispose", {KABID}, 5, "teruskan disposisi", _E.FORWARD, {_R.NOTE}),
    _row(4, "clarify", {KABID}, 3, "minta penjelasan", _E.RETURN, {_R.NOTE}),
    _row(5, "appoint", {KASI}, 6, "tunjuk pelaksana", _E.FORWARD, {_R.OFFICERS, _R.NOTE}),
    _row(5, "return", {KASI}, 1, "susun ulang rencana (petugas atau tanggal)", _E.RETURN, {_R.REASON}),
    _row(5, "hold", {KASI}, 5, "tahan dulu (petugas atau tanggal)", _E.STAY, {_R.REASON}),
    # At the locations: each visit has its own steps 6 and 7, the round waits for the last of them. The agency
    # decides only about its own visits (`agency.py`); the team records what it said there.
    _row(6, "finish-visit", {TIM}, 7, "selesaikan pekerjaan di lokasi", _E.FORWARD, {_R.SITE}),
    _row(6, "finish-partial", {TIM}, 7, "selesaikan tanpa perangkat tertentu, dengan alasan", _E.FORWARD,
         {_R.SITE, _R.ITEMS}),
    _row(6, "partial", {TIM}, 6, "sebagian selesai, sisanya lain hari", _E.STAY, {_R.SITE, _R.REASON}),
    _row(6, "excuse-visit", {TIM, KASI}, 6, "kecualikan lokasi", _E.EXCUSE, {_R.SITE, _R.REASON}),
    _row(7, "acknowledge", {TIM, OPD}, 8, "catat berita acara diketahui OPD", _E.FORWARD, {_R.SITE, _R.SIGNATURE}),
    _row(7, "object", {TIM, OPD}, 6, "catat keberatan OPD", _E.RETURN, {_R.SITE, _R.REASON, _R.SIGNATURE}),
    _row(7, "await-signature", {TIM}, 7, "catat OPD tidak di tempat", _E.STAY, {_R.SITE, _R.REASON}),
    _row(7, "document-absence", {KASI}, 8, "catat OPD tidak hadir", _E.FORWARD, {_R.SITE, _R.REASON}),
    _row(7, "override-gap", {KASI}, 7, "terima kekurangan dengan alasan", _E.OVERRIDE, {_R.ITEMS, _R.REASON},
         four_eyes=True),
    _row(7, "submit-report", {TIM}, 8, "serahkan laporan hasil", _E.FORWARD),
    # Up the chain: checked, reported, reviewed.
    _row(8, "accept", {KASI}, 9, "terima setelah diperiksa", _E.FORWARD, four_eyes=True),
    _row(8, "return-documents", {KASI}, 7, "kembalikan: dokumen kurang", _E.RETURN, {_R.ITEMS}, four_eyes=True),
    _row(8, "return-work", {KASI}, 6, "kembalikan: pekerjaan kurang", _E.RETURN, {_R.ITEMS}, four_eyes=True),
    _row(9, "accept", {KABID}, 10, "terima dan laporkan kepada Kepala Dinas", _E.FORWARD, four_eyes=True),
    _row(9, "return", {KABID}, 8, "kembalikan kepada Kepala Seksi", _E.RETURN, {_R.REASON}, four_eyes=True),
    _row(10, "accept", {KADIS}, 11, "setujui", _E.FINISH, four_eyes=True),
    _row(10, "accept-with-instructions", {KADIS}, 11, "setujui dengan instruksi", _E.FINISH, {_R.INSTRUCTIONS},
         four_eyes=True),
    _row(10, "return", {KADIS}, 9, "kembalikan kepada Kepala Bidang", _E.RETURN, {_R.REASON}, four_eyes=True),
    # From anywhere, also from a pause.
    *(
        _row(step, "cancel", {KASI, KABID, KADIS}, step, "batalkan putaran", _E.END, {_R.REASON},
             four_eyes=step in CHECKING_STEPS)
        for step in range(1, LAST_STEP)
    ),
    _row(3, "cancel", {KASI, KABID, KADIS}, 3, "batalkan putaran", _E.END, {_R.REASON}, status=RoundStatus.PAUSED),
)  # fmt: skip


def label_of(step: int, verb: str | None) -> str:
    """Return in words what was decided at a step, empty for what nobody decided."""
    return next((row.label for row in TRANSITIONS if (row.step, row.verb) == (step, verb)), "")
