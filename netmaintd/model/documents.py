"""Documents of the office: kinds, numbers, versions. The bytes lie in the store under their hash."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DocumentKind(StrEnum):
    """What the office files. Values are stable: they are file names and command words."""

    RENCANA_KERJA = "rencana-kerja"
    NOTA_DINAS_RENCANA = "nota-dinas-rencana"
    LEMBAR_DISPOSISI = "lembar-disposisi"
    SURAT_PERINTAH_TUGAS = "surat-perintah-tugas"
    BERITA_ACARA = "berita-acara"
    LAPORAN_HASIL = "laporan-hasil"
    NOTA_DINAS_LAPORAN = "nota-dinas-laporan"
    LEMBAR_PEMERIKSAAN = "lembar-pemeriksaan"
    LAPORAN_PUBLIK = "laporan-publik"
    """The report without what identifies devices on the network."""

    @property
    def heading(self) -> str:
        """The heading on paper."""
        return _HEADINGS[self]

    @property
    def abbreviation(self) -> str:
        """What usually stands for the kind in a number: its initials."""
        return "".join(word[0] for word in self.value.split("-")).upper()

    @property
    def per_site(self) -> bool:
        """One for each location, rather than one for the round."""
        return self is DocumentKind.BERITA_ACARA


_HEADINGS = {
    DocumentKind.RENCANA_KERJA: "Rencana Kerja Pemeliharaan Jaringan Berkala",
    DocumentKind.NOTA_DINAS_RENCANA: "Nota Dinas Rencana Kerja",
    DocumentKind.LEMBAR_DISPOSISI: "Lembar Disposisi",
    DocumentKind.SURAT_PERINTAH_TUGAS: "Surat Perintah Tugas",
    DocumentKind.BERITA_ACARA: "Berita Acara Pemeliharaan Jaringan Berkala",
    DocumentKind.LAPORAN_HASIL: "Laporan Hasil Pemeliharaan Jaringan Berkala",
    DocumentKind.NOTA_DINAS_LAPORAN: "Nota Dinas Laporan Hasil",
    DocumentKind.LEMBAR_PEMERIKSAAN: "Lembar Catatan Pemeriksaan",
    DocumentKind.LAPORAN_PUBLIK: "Laporan Hasil Pemeliharaan Jaringan Berkala (untuk umum)",
}


@dataclass(frozen=True, slots=True)
class IssuedDocument:
    """One version of one document. A correction is a new version; nothing is overwritten."""

    round_id: str
    kind: DocumentKind
    version: int
    sha256: str
    issued_at: datetime
    site: str | None = None
    number: str | None = None
    supersedes: str | None = None
    """sha256 of the version before."""
    code: str | None = None
    """By which anybody may ask for it; None for versions from before there were codes."""

    @property
    def file_name(self) -> str:
        """Safe name for a file: round, kind, location, version."""
        site = f"-{self.site}" if self.site else ""
        return f"{self.round_id}-{self.kind.value}{site}-v{self.version}.pdf"
