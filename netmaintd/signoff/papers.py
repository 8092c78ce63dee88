"""Which documents a decision brings forth: step and verb to kinds, in the order in which they are issued."""

from __future__ import annotations

from netmaintd.model.documents import DocumentKind
from netmaintd.model.rounds import Decision, Round

PAPERS: dict[tuple[int, str], tuple[DocumentKind, ...]] = {
    (1, "submit"): (DocumentKind.RENCANA_KERJA,),
    (2, "forward"): (DocumentKind.NOTA_DINAS_RENCANA,),
    (3, "dispose"): (DocumentKind.LEMBAR_DISPOSISI,),
    (4, "dispose"): (DocumentKind.LEMBAR_DISPOSISI,),
    (5, "appoint"): (DocumentKind.LEMBAR_DISPOSISI, DocumentKind.SURAT_PERINTAH_TUGAS),
    (6, "finish-visit"): (DocumentKind.BERITA_ACARA,),
    (6, "finish-partial"): (DocumentKind.BERITA_ACARA,),
    (7, "acknowledge"): (DocumentKind.BERITA_ACARA,),
    (7, "document-absence"): (DocumentKind.BERITA_ACARA,),
    (7, "submit-report"): (DocumentKind.LAPORAN_HASIL,),
    (9, "accept"): (DocumentKind.NOTA_DINAS_LAPORAN,),
    (10, "accept"): (DocumentKind.LEMBAR_PEMERIKSAAN, DocumentKind.LAPORAN_PUBLIK),
    (10, "accept-with-instructions"): (DocumentKind.LEMBAR_PEMERIKSAAN, DocumentKind.LAPORAN_PUBLIK),
}


def papers_of(round_: Round, decision: Decision) -> tuple[DocumentKind, ...]:
    """Return the kinds that a decision brings forth on a round that stands as it does."""
    step = round_.visit(decision.site).step if decision.site else round_.step
    return PAPERS.get((step, decision.verb), ())
