"""Lembar catatan pemeriksaan: what each level noted while the report went up, returns included (steps 8 to 10)."""

from __future__ import annotations

from netmaintd.documents.contexts.case import Case, Data
from netmaintd.documents.contexts.signers import signer, standing
from netmaintd.model.documents import DocumentKind
from netmaintd.model.rounds import StepEntry
from netmaintd.signoff.table import CHECKING_STEPS, STEPS, TRANSITIONS

_LABELS = {(row.step, row.verb): row.label for row in TRANSITIONS}
_LAST = (10, ("accept", "accept-with-instructions"))


def build(case: Case) -> Data:
    """Return the data of the sheet: every stay at a checking step, oldest first."""
    checked = [entry for entry in case.round.trail if entry.step in CHECKING_STEPS and entry.site is None]
    return {
        "report_number": case.issue.numbers.get(DocumentKind.LAPORAN_HASIL, "–"),
        "rows": [_row(case, entry) for entry in checked],
        "instructions": list(case.round.follow_ups),
        "signer": signer(case, standing(case.round, *_LAST), "Kepala Dinas"),
    }


def _row(case: Case, entry: StepEntry) -> Data:
    by = entry.by
    return {
        "step": f"{entry.step}. {STEPS[entry.step].title}",
        "received": case.short(entry.received_at),
        "left": case.short(entry.left_at),
        "by": f"{by.name}, {by.capacity.prefix}{by.title}" if by else "–",
        "decision": _LABELS.get((entry.step, entry.verb or ""), "belum diputuskan"),
        "note": entry.note or "–",
    }
