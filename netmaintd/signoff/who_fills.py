"""Who can still fill in what is missing, as a round stands; the nine points of the gate in words."""

from __future__ import annotations

from netmaintd.model.people import Role
from netmaintd.model.rounds import REPORT_STEP, WORK_STEP, Round, RoundStatus
from netmaintd.signoff.gap import Blank, Gap

POINTS = {
    1: "Hasil setiap perangkat dan butir",
    2: "Perbandingan dengan inventaris",
    3: "Foto sebelum dan sesudah",
    4: "Tindakan, suku cadang, dan perubahan konfigurasi",
    5: "Kunjungan dan tanda tangan OPD",
    6: "Disposisi",
    7: "Penyimpangan dari rencana",
    8: "Temuan dan SOP terkait",
    9: "Isian dari kertas",
}
"""The nine points of the gate, as a page names them."""
_NOBODY: frozenset[Role] = frozenset()


def who_fills(round_: Round, gap: Gap) -> frozenset[Role]:
    """Return who can fill in what is missing, as the round stands; empty when only an override is left."""
    if round_.status is not RoundStatus.ACTIVE or round_.step not in (WORK_STEP, REPORT_STEP) or not gap.site:
        return _NOBODY
    if gap.blank is Blank.SHEET:
        return frozenset({Role.TIM, Role.KASI})
    visit = round_.visit(gap.site)
    if visit.closed or gap.blank is Blank.FINDING:
        return _NOBODY
    if gap.blank is Blank.SIGNATURE:
        return frozenset({Role.TIM} if visit.step == WORK_STEP else {Role.TIM, Role.OPD, Role.KASI})
    if gap.blank is Blank.EXAMINATION and visit.step != WORK_STEP:
        return _NOBODY
    return frozenset({Role.TIM, Role.KASI})
