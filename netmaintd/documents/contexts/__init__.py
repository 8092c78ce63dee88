"""What a template is given: plain data from the dossier, nothing that a template would have to work out.

One file per document with a function `build(case) -> Data`; a new document is a new file and a row here.
Everything a template prints is text already; the same dossier gives the same context.
"""

from __future__ import annotations

from collections.abc import Callable

from netmaintd.documents.contexts import (
    assignment,
    disposition,
    minutes,
    official_note,
    report,
    review_sheet,
    work_plan,
)
from netmaintd.documents.contexts.case import BLANK, Case, Data, Issue
from netmaintd.model.documents import DocumentKind
from netmaintd.model.dossier import Dossier
from netmaintd.model.office import Office

__all__ = ["BLANK", "Data", "Issue", "context"]

_BUILDERS: dict[DocumentKind, Callable[[Case], Data]] = {
    DocumentKind.RENCANA_KERJA: work_plan.build,
    DocumentKind.NOTA_DINAS_RENCANA: official_note.build_plan,
    DocumentKind.LEMBAR_DISPOSISI: disposition.build,
    DocumentKind.SURAT_PERINTAH_TUGAS: assignment.build,
    DocumentKind.BERITA_ACARA: minutes.build,
    DocumentKind.LAPORAN_HASIL: report.build,
    DocumentKind.NOTA_DINAS_LAPORAN: official_note.build_report,
    DocumentKind.LEMBAR_PEMERIKSAAN: review_sheet.build,
    DocumentKind.LAPORAN_PUBLIK: report.build_public,
}


def context(issue: Issue, dossier: Dossier, office: Office) -> Data:
    """Return the data of one document: JSON-safe, and the same for the same dossier.

    Raises:
        DocumentError: a document of a location names none, or one that is not planned.
    """
    case = Case(issue, dossier, office)
    return {**_frame(case), **_BUILDERS[issue.kind](case)}


def _frame(case: Case) -> Data:
    """Return what every document bears: letterhead, number, date, and the footer's anchor."""
    issue, day = case.issue, case.day(case.issue.issued_at)
    return {
        "kind": issue.kind.value,
        "id": case.document_id,
        "heading": case.office.heading(issue.kind),
        "office": case.office.printed,
        "arms": "",
        "number": issue.number or BLANK,
        "date": case.date(issue.issued_at),
        "day": [day.year, day.month, day.day],
        "round": {"id": case.round.id, "title": case.round.title, "period": case.plan.period},
        "version": issue.version,
        "anchor": case.dossier.audit_head[:16],
        "code": issue.code,
        "qr": "",
        "check": _how_to_check(case.office),
    }


def _how_to_check(office: Office) -> str:
    if office.web_address:
        return f"Periksa keaslian: pindai, atau buka {office.web_address}/verifikasi"
    return "Keaslian diperiksa di kantor penerbit: netmaintd document verify, dengan kode ini atau berkas PDF"
