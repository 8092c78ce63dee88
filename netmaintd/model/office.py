"""The office itself: letterhead, place, numbers. One part of the settings file."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field

from netmaintd.model.devices import FileModel, Label
from netmaintd.model.documents import DocumentKind
from netmaintd.model.number_format import countable

_UNPRINTED = {"logo", "templates", "number_words", "number_kinds", "minutes_variant", "headings"}


def _public_address(value: str) -> str:
    name = value.partition("://")[2].partition("/")[0]
    if not value.startswith(("https://", "http://")) or not name or set(value) & set(' ?#@"<>'):
        raise ValueError("must be an address such as https://jaringan.kominfo.contoh.go.id")
    return value.rstrip("/")


class PageSize(StrEnum):
    """Paper that Indonesian offices use."""

    A4 = "a4"
    F4 = "f4"
    """215 x 330 mm."""


class MinutesVariant(StrEnum):
    """Who a berita acara is between."""

    MENGETAHUI = "mengetahui"
    """The officers sign, the agency of the location knows of it."""
    PIHAK = "pihak"
    """PIHAK PERTAMA are the officers, PIHAK KEDUA is the agency."""


class Office(FileModel):
    """Letterhead and what stands on every document."""

    government: Label = "PEMERINTAH KOTA CONTOH"
    agency: Label = "DINAS KOMUNIKASI DAN INFORMATIKA"
    address: Label = "Jalan Contoh Nomor 1, Kota Contoh"
    contact_line: Label = "Telepon (0000) 000000, Pos-el kominfo@contoh.go.id"
    place: Label = "Kota Contoh"
    """Where documents are signed: `Batam, 24 November 2026`."""
    division: Label = "Bidang Penyelenggaraan e-Government"
    section: Label = "Seksi Infrastruktur dan Teknologi"
    sop_number: Label = "05/SOP/Kominfo-PE/10/2018"
    time_zone: Label = "Asia/Jakarta"
    time_zone_label: Label = "WIB"
    page: PageSize = PageSize.A4
    web_address: Annotated[Label, AfterValidator(_public_address)] | None = None
    """Of these pages, as people outside reach them: it is printed on documents, in words and as QR code."""
    logo: Label | None = None
    """Path of an SVG or PNG file with the arms; the place stays empty without one."""
    font: Label = "Liberation Sans"
    """Family of all letters; another one than this is a TTF or OTF file in the folder of templates."""
    minutes_variant: MinutesVariant = MinutesVariant.MENGETAHUI
    templates: Label | None = None
    """Folder of the office's own templates and fonts, which take the place of the shipped ones."""
    headings: dict[DocumentKind, Label] = Field(default_factory=dict)
    """Document kind to the heading that the office prints over it, where it is not ours."""
    number_formats: dict[DocumentKind, Annotated[Label, AfterValidator(countable)]] = Field(default_factory=dict)
    """Document kind to number format, for example `{klasifikasi}/{urut:03}/{jenis}/{unit}/{tahun}`."""
    number_words: dict[Literal["derajat", "klasifikasi", "unit"], Label] = Field(default_factory=dict)
    """What stands for these in the formats."""
    number_kinds: dict[DocumentKind, Label] = Field(default_factory=dict)
    """What stands for `jenis`, where it is not the initials of the kind."""
    related_sops: tuple[Label, ...] = ()

    @property
    def zone(self) -> ZoneInfo:
        """Office time."""
        return ZoneInfo(self.time_zone)

    @property
    def printed(self) -> dict[str, object]:
        """What every template may print of it: no paths of the machine, nothing that concerns one document."""
        return self.model_dump(mode="json", exclude=_UNPRINTED)

    def heading(self, kind: DocumentKind) -> str:
        """Return what stands over a document of a kind."""
        return self.headings.get(kind, kind.heading)

    def words_for_numbers(self, kind: DocumentKind) -> dict[str, str]:
        """Return what stands for the words of a number format, for a kind of document."""
        words = {str(word): text for word, text in self.number_words.items()}
        return {**words, "jenis": self.number_kinds.get(kind, kind.abbreviation)}

    def code_address(self, code: str) -> str:
        """Return what the QR code of a document leads to: its page; the code alone where nobody outside has pages."""
        return f"{self.web_address}/verifikasi/{code}" if self.web_address else code
