"""QR codes: what is read from them is what was put in."""

from __future__ import annotations

import pytest
import typst
import zxingcpp
from PIL import Image

from netmaintd.documents.qr import qr_svg
from netmaintd.errors import DocumentError


def read_back(svg: bytes, folder) -> str:
    """Return what a reader sees on paper, at 150 dots per inch and 22 mm."""
    (folder / "qr.svg").write_bytes(svg)
    source = '#set page(width: 40mm, height: 40mm, margin: 5mm)\n#image("qr.svg", width: 22mm)'
    (folder / "paper.typ").write_text(source)
    png = folder / "paper.png"
    typst.compile(folder / "paper.typ", output=png, root=folder, ppi=150.0)
    with Image.open(png) as image:
        return "".join(found.text for found in zxingcpp.read_barcodes(image))


@pytest.mark.parametrize(
    "text",
    ["K7QM-4ZT1-9XWC-P0VA-3", "https://jaringan.kominfo.contoh.go.id/verifikasi/K7QM4-ZT19X-WCP0V", "Jl. Mérdeka <&>"],
)
def test_what_is_read_from_a_printed_code_is_what_was_put_in(text: str, tmp_path) -> None:
    assert read_back(qr_svg(text), tmp_path) == text


def test_the_same_text_gives_the_same_bytes() -> None:
    assert qr_svg("K7QM") == qr_svg("K7QM") != qr_svg("K7QN")


@pytest.mark.parametrize("text", ["", "x" * 5000])
def test_what_no_code_can_hold_is_refused(text: str) -> None:
    with pytest.raises(DocumentError):
        qr_svg(text)
