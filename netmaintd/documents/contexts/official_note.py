"""Nota dinas: the head of the division reports the plan (step 2), and later the results (step 9), upwards."""

from __future__ import annotations

from netmaintd.documents.contexts.case import Case, Data
from netmaintd.documents.contexts.conditions import conditions, tally
from netmaintd.documents.contexts.signers import signer, standing
from netmaintd.documents.words import listed
from netmaintd.model.documents import DocumentKind

_TO, _REGARDS = "Kepala Dinas", "Atas perhatian Bapak/Ibu disampaikan terima kasih."


def build_plan(case: Case) -> Data:
    """Return the note with which the work plan goes up."""
    places = listed([f"{site.title} ({len(site.devices)} perangkat)" for site in case.plan.sites])
    return _note(
        case,
        2,
        ("forward",),
        subject=f"Laporan rencana kerja {case.round.title}",
        attached=("Rencana Kerja", DocumentKind.RENCANA_KERJA),
        copies=[f"Kepala {case.office.section}"],
        body=[
            f"Bersama ini dilaporkan rencana kerja {case.round.title} yang disusun Kepala {case.office.section}.",
            f"Pemeliharaan direncanakan di {places}, {case.span}. Dampak layanan: {case.plan.service_impact}.",
            "Mohon arahan dan disposisi Bapak/Ibu untuk pelaksanaannya.",
        ],
    )


def build_report(case: Case) -> Data:
    """Return the note with which the report of the results goes up."""
    counts = tally(conditions(case))
    referrals = len(case.dossier.referrals)
    told = (
        f"Dari {counts.total} perangkat, {counts.ok} baik, {counts.warning} perlu perhatian, {counts.critical} rusak, "
        f"dan {counts.unknown} tidak diperiksa."
    )
    referred = f"{referrals} temuan dirujuk ke SOP terkait." if referrals else "Tidak ada temuan yang dirujuk."
    return _note(
        case,
        9,
        ("accept",),
        subject=f"Laporan hasil {case.round.title}",
        attached=("Laporan Hasil", DocumentKind.LAPORAN_HASIL),
        copies=[f"Kepala {case.office.section}", "Tim Data Center"],
        body=[
            f"Bersama ini disampaikan laporan hasil {case.round.title} yang telah diperiksa Kepala "
            f"{case.office.section}.",
            f"{told} {referred}",
            "Mohon berkenan Bapak/Ibu melakukan review.",
        ],
    )


def _note(
    case: Case, step: int, verbs: tuple[str, ...], *, subject: str, attached: tuple[str, DocumentKind],
    copies: list[str], body: list[str],
) -> Data:  # fmt: skip
    title, kind = attached
    number = case.issue.numbers.get(kind)
    entry = standing(case.round, step, verbs)
    return {
        "to": _TO,
        "from": f"Kepala {case.office.division}",
        "subject": subject,
        "nature": "Biasa",
        "attached": f"1 (satu) berkas: {title}{f' Nomor {number}' if number else ''}",
        "note": entry.note if entry else "",
        "body": body,
        "regards": _REGARDS,
        "copies": copies,
        "signer": signer(case, entry, f"Kepala {case.office.division}"),
    }
