"""Surat perintah tugas: who is sent where, when, and what he reports back (step 5)."""

from __future__ import annotations

from netmaintd.documents.contexts.case import Case, Data
from netmaintd.documents.contexts.signers import by_hand, person, standing
from netmaintd.documents.words import listed
from netmaintd.model.documents import DocumentKind


def build(case: Case) -> Data:
    """Return the data of the order. It is signed on paper: nobody approved this document in the application."""
    disposed = standing(case.round, 3, ("dispose",))
    plan_number = case.issue.numbers.get(DocumentKind.RENCANA_KERJA)
    basis = case.basis()
    if plan_number:
        basis.append(f"Rencana Kerja Nomor {plan_number}")
    on = f" tanggal {case.date(disposed.left_at)}" if disposed else ""
    return {
        "basis": [*basis, f"Disposisi Kepala Dinas{on} atas {case.round.title}"],
        "officers": [person(officer) for officer in case.round.officers],
        "tasks": [
            f"Melaksanakan {case.round.title} di {_places(case)}, {case.span}.",
            "Membuat berita acara per lokasi yang diketahui OPD lokasi pemeliharaan.",
            "Melaporkan hasil pelaksanaan secara tertulis kepada Kepala Seksi.",
        ],
        "signer": by_hand(disposed, "Kepala Dinas"),
        "copies": [f"Kepala {case.office.division}", f"Kepala {case.office.section}"],
    }


def _places(case: Case) -> str:
    return listed([site.title for site in case.plan.sites])
