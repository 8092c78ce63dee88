"""Lembar disposisi: one sheet that travels down three levels, each adding its own part (steps 3 to 5)."""

from __future__ import annotations

from netmaintd.documents.contexts.case import BLANK, Case, Data
from netmaintd.documents.contexts.signers import signer, standing
from netmaintd.model.documents import DocumentKind
from netmaintd.model.rounds import StepEntry


def build(case: Case) -> Data:
    """Return the data of the sheet; a level that has not disposed stays blank."""
    office = case.office
    letter = standing(case.round, 1, ("submit",))
    last = max((site.ends_at for site in case.plan.sites), default=None)
    levels = (
        (3, "Kepala Dinas", f"Kepala {office.division}"),
        (4, f"Kepala {office.division}", f"Kepala {office.section}"),
        (5, f"Kepala {office.section}", "Staf / Tim Data Center"),
    )
    return {
        "from": signer(case, letter, f"Kepala {office.section}")["title"],
        "letter_number": case.issue.numbers.get(DocumentKind.RENCANA_KERJA, BLANK),
        "letter_date": case.date(letter.left_at if letter else None),
        "received": _received(case),
        "subject": case.round.title,
        "due": case.date(last),
        "levels": [_level(case, *level) for level in levels],
        "officers": [officer.name for officer in case.round.officers],
    }


def _level(case: Case, step: int, level: str, to: str) -> Data:
    """Return one level. What was not written stays dots: no instruction is put into anybody's mouth."""
    entry = standing(case.round, step, ("dispose", "appoint"))
    return {
        "level": level.upper(),
        "to": to,
        "done": entry is not None,
        "instruction": entry.note if entry else "",
        "received": case.short(entry.received_at) if entry else BLANK,
        "left": case.short(entry.left_at) if entry else BLANK,
        "step": step,
        **signer(case, entry, level),
    }


def _received(case: Case) -> str:
    """Return when the head of the agency first had the plan that is on the sheet."""
    entries: list[StepEntry] = []
    for entry in case.round.trail:
        if entry.site is None and entry.step < 3:
            entries = []
        elif entry.step == 3:
            entries.append(entry)
    return case.date(entries[0].received_at if entries else None)
