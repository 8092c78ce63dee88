"""How the shipped Word templates came to be: `python tests/documents/word_templates.py FOLDER` writes them anew."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
FONT = "Arial"


class Sheet:
    """One template on its way."""

    def __init__(self) -> None:
        self.document = Document()
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin, section.right_margin = Mm(25), Mm(20)
        section.top_margin, section.bottom_margin = Mm(16), Mm(20)
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = FONT, Pt(10.5)
        style.paragraph_format.space_after = Pt(4)
        properties = self.document.core_properties
        properties.author, properties.language = "{{ office.agency }}", "id-ID"
        properties.created = properties.modified = datetime(2026, 1, 1)

    def line(self, text: str = "", size: float = 10.5, *, bold: bool = False, align: Any = None) -> Any:
        paragraph = self.document.add_paragraph()
        run = paragraph.add_run(text)
        run.bold, run.font.size, run.font.name = bold, Pt(size), FONT
        if align is not None:
            paragraph.alignment = align
        return paragraph

    def letterhead(self) -> None:
        self.line("{{ office.government|upper }}", 13, align=CENTRE)
        self.line("{{ office.agency|upper }}", 18, bold=True, align=CENTRE)
        self.line("{{ office.address }}", 8.5, align=CENTRE)
        _ruled(self.line("{{ office.contact_line }}", 8.5, align=CENTRE))

    def title(self) -> None:
        self.line("{{ heading|upper }}", 12, bold=True, align=CENTRE)
        self.line("Nomor: " + _or_srikandi("${nomor_naskah}", "{{ number }}"), align=CENTRE)

    def section(self, text: str) -> None:
        self.line(text, bold=True).paragraph_format.keep_with_next = True

    def each(self, loop: str, text: str) -> None:
        """Give one paragraph for each item."""
        self.line(f"{{%p for {loop} %}}")
        self.line(text)
        self.line("{%p endfor %}")

    def table(self, heads: Sequence[str], loop: str, cells: Sequence[str]) -> None:
        """Give a table with a row for each item."""
        table = self.document.add_table(rows=4, cols=len(heads))
        table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
        rows = table.rows
        for cell, head in zip(rows[0].cells, heads, strict=True):
            _fill(cell, head, bold=True)
        _repeats(rows[0])
        _fill(rows[1].cells[0], f"{{%tr for {loop} %}}")
        for cell, text in zip(rows[2].cells, cells, strict=True):
            _fill(cell, text)
        _fill(rows[3].cells[0], "{%tr endfor %}")
        self.line()

    def signature(self, person: str, caption: str = "") -> None:
        """Give the block of one who signs, at the right."""
        if caption:
            self.line(caption, align=RIGHT)
        self.line(_or_srikandi("${jabatan_pengirim}", f"{{{{ {person}.post }}}},"), align=RIGHT)
        self.line(_or_srikandi("${ttd_pengirim}", ""), align=RIGHT)
        self.line()
        self.line(_or_srikandi("${nama_pengirim}", f"{{{{ {person}.name }}}}"), bold=True, align=RIGHT)
        number = f"{{% if {person}.nip != '–' %}}NIP. {{{{ {person}.nip }}}}{{% endif %}}"
        self.line(_or_srikandi("", number), align=RIGHT)

    def signatures(self, loop: str, caption: str) -> None:
        """Give the blocks of several; of one where the letters system signs."""
        self.line(f"{{%p for person in {loop} %}}")
        self.line("{%p if not srikandi or loop.first %}")
        self.signature("person", caption)
        self.line("{%p endif %}")
        self.line("{%p endfor %}")

    def dated(self) -> None:
        self.line("{{ office.place }}, " + _or_srikandi("${tanggal_naskah}", "{{ date }}"), align=RIGHT)


def _or_srikandi(variable: str, ours: str) -> str:
    """Return what stands there: a variable of the national letters system, or what we know ourselves."""
    return f"{{% if srikandi %}}{variable}{{% else %}}{ours}{{% endif %}}"


def _fill(cell: Any, text: str, *, bold: bool = False) -> None:
    run = cell.paragraphs[0].add_run(text)
    run.bold, run.font.size, run.font.name = bold, Pt(8.5), FONT


def _repeats(row: Any) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _ruled(paragraph: Any) -> None:
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "thickThinSmallGap"), ("sz", "18"), ("space", "4"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)


def work_plan() -> Sheet:
    sheet = Sheet()
    sheet.letterhead()
    sheet.title()
    sheet.line("Periode: {{ round.period }}")
    sheet.section("A. Dasar")
    sheet.each("item in basis", "– {{ item }}")
    sheet.section("B. Tujuan")
    sheet.line("{{ purpose }}")
    sheet.section("C. Sasaran dan jadwal")
    sheet.line("{{ counts.sites }} lokasi, {{ counts.devices }} perangkat")
    place = ("{{ site.title }} ({{ site.opd }})", "{{ site.day }}, {{ site.hours }}", "{{ site.contact }}")
    sheet.table(("Lokasi", "Waktu", "Kontak OPD"), "site in sites", place)
    sheet.line("{%p for site in sites %}")
    sheet.section("{{ site.title }}")
    device = ("{{ d.name }}", "{{ d.address }}", "{{ d.type }}", "{{ d.serial }}", "{{ d.checks }}")
    sheet.table(("Perangkat", "IP", "Merk/tipe", "No. seri", "Pemeriksaan"), "d in site.devices", device)
    sheet.line("{%p endfor %}")
    sheet.section("D. Jenis pemeriksaan")
    sheet.each("row in checks", "{{ row|join(' – ') }}")
    sheet.table(
        ("Kelas perangkat", "Jumlah", "Pemeriksaan"), "row in classes", [f"{{{{ row[{n}] }}}}" for n in range(3)]
    )
    sheet.section("E. Personel")
    sheet.each("o in officers", "– {{ o.name }}, {{ o.title }}")
    sheet.section("F. Peralatan dan bahan")
    sheet.each("item in equipment", "– {{ item }}")
    sheet.section("G. Risiko dan pemulihan")
    sheet.each("item in risks", "– {{ item }}")
    sheet.section("H. Dampak layanan")
    sheet.line("{{ impact }}")
    sheet.dated()
    sheet.signatures("signers", "{{ person.caption }}")
    return sheet


def minutes() -> Sheet:
    sheet = Sheet()
    sheet.letterhead()
    sheet.title()
    sheet.line("{{ opening }}, bertempat di {{ place }}, kami yang bertanda tangan di bawah ini:")
    sheet.each("o in officers", "– {{ o.name }}, {{ o.title }}{% if o.nip != '–' %}, NIP. {{ o.nip }}{% endif %}")
    sheet.line("{%p if variant == 'pihak' %}")
    sheet.line("{{ parties.first }}")
    sheet.line("– {{ opd.name }}, {{ opd.post }}{% if opd.nip != '–' %}, NIP. {{ opd.nip }}{% endif %}")
    sheet.line("{{ parties.second }}")
    sheet.line("{%p endif %}")
    sheet.line("Dasar:")
    sheet.each("item in basis", "– {{ item }}")
    sheet.line(
        "{% if parties.known %}PIHAK PERTAMA {% endif %}telah melaksanakan pemeliharaan jaringan di {{ site }}, "
        "pukul {{ begin }} sampai {{ end }}{% if parties.known %}, dan {{ parties.known }}{% endif %}."
    )
    heads = ("Perangkat", "Merk/tipe", "No. seri", "Rak", "IP", "Kondisi awal", "Tindakan", "Hasil", "Ket.")
    keys = ("name", "type", "serial", "rack", "address", "before", "action", "status", "note")
    sheet.table(heads, "d in devices", [f"{{{{ d.{key} }}}}" for key in keys])
    sheet.section("Temuan dan rujukan")
    sheet.line("{% if not findings %}{{ nothing_found }}{% endif %}")
    finding = ("{{ f.device }}", "{{ f.check }}", "{{ f.status }}", "{{ f.summary }}", "{{ f.sop }}")
    sheet.table(("Perangkat", "Pemeriksaan", "Hasil", "Uraian", "Dirujuk ke"), "f in findings", finding)
    sheet.section("Pemeriksaan lapangan")
    by_hand = ("{{ m.item }}", "{{ m.device }}", "{{ m.status }}", "{{ m.note }}", "{{ m.by }}")
    sheet.table(("Butir", "Perangkat", "Hasil", "Catatan", "Oleh"), "m in manual", by_hand)
    sheet.section("Suku cadang yang diganti")
    sheet.each("row in parts", "– {{ row|join(', ') }}")
    sheet.line("Perubahan konfigurasi: {{ changes }}")
    sheet.line("Catatan OPD: {{ opd_note }}")
    sheet.line("{{ closing }}")
    sheet.dated()
    sheet.line("{% if variant == 'pihak' %}PIHAK KEDUA{% else %}Mengetahui{% endif %}, {{ opd.post }}")
    sheet.line()
    sheet.line("{{ opd.name }}", bold=True)
    sheet.line("{% if opd.nip != '–' %}NIP. {{ opd.nip }}{% endif %}")
    sheet.signatures("officers", "{% if variant == 'pihak' %}PIHAK PERTAMA{% else %}Petugas{% endif %}")
    return sheet


def report() -> Sheet:
    sheet = Sheet()
    sheet.letterhead()
    sheet.title()
    sheet.section("Ringkasan untuk Kepala Dinas")
    sheet.line(
        "{{ counts.sites }} lokasi, {{ counts.devices }} perangkat: {{ tally.ok }} baik, {{ tally.warning }} perlu "
        "perhatian, {{ tally.critical }} rusak, {{ tally.unknown }} tidak diperiksa. {{ previous }}"
    )
    sheet.line("Yang diperlukan: {{ needed }}")
    sheet.section("A. Pendahuluan")
    sheet.line("Maksud dan tujuan: {{ purpose }}")
    sheet.line("Ruang lingkup:")
    sheet.each("item in scope", "– {{ item }}")
    sheet.line("Dasar:")
    sheet.each("item in basis", "– {{ item }}")
    sheet.section("B. Kegiatan")
    cells = [f"{{{{ row[{place}] }}}}" for place in range(4)]
    sheet.table(("Lokasi", "Waktu", "Petugas", "Tindakan"), "row in activities", cells)
    sheet.section("C. Hasil")
    keys = ("title", "opd", "devices", "ok", "warning", "critical", "unknown")
    heads = ("Lokasi", "OPD", "Perangkat", "Baik", "Perlu perhatian", "Rusak", "Tidak diperiksa")
    sheet.table(heads, "s in sites", [f"{{{{ s.{key} }}}}" for key in keys])
    sheet.line("{% if not findings %}{{ nothing_found }}{% endif %}")
    finding = ("{{ f.device }}, {{ f.site }}", "{{ f.check }}", "{{ f.status }}", "{{ f.summary }}", "{{ f.sop }}")
    sheet.table(("Perangkat, lokasi", "Pemeriksaan", "Hasil", "Uraian", "Dirujuk ke"), "f in findings", finding)
    sheet.line("Hambatan:")
    sheet.each("item in obstacles", "– {{ item }}")
    sheet.section("D. Simpulan dan Saran")
    sheet.each("item in conclusion", "– {{ item }}")
    sheet.section("E. Penutup")
    sheet.line("Demikian laporan ini dibuat untuk dipergunakan sebagaimana mestinya.")
    sheet.dated()
    sheet.signature("signer")
    return sheet


SHEETS = {"rencana-kerja": work_plan, "berita-acara": minutes, "laporan-hasil": report}

if __name__ == "__main__":
    for name, make in SHEETS.items():
        make().document.save(str(Path(sys.argv[1]) / f"{name}.docx"))
