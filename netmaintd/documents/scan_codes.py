"""Which documents or forms a scan shows: their codes, read from the QR codes on its pages.

The only file that imports pypdfium2 and zxingcpp. A page is drawn at the resolution that a code needs and no finer,
whatever size it claims to have.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pypdfium2
import zxingcpp
from PIL import Image

from netmaintd.documents.scans import ReadScan
from netmaintd.errors import UploadRefused
from netmaintd.model.document_codes import read_code
from netmaintd.model.form_codes import FormCode, read_form_code

MOST_PAGES = 60
_DPI, _LONGEST_PX = 200, 3000
_QR = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])


def codes_on(scan: ReadScan) -> tuple[str, ...]:
    """Return the codes of documents on the pages of a scan, each once, in the order of the pages.

    Raises:
        UploadRefused: it cannot be opened, or has more pages than anybody scans.
    """
    return tuple(dict.fromkeys(code for text in _texts(scan) if (code := read_code(text))))


def form_codes_on(scan: ReadScan) -> tuple[FormCode, ...]:
    """Return the codes of forms on the pages of a scan, as `codes_on` those of documents."""
    return tuple(dict.fromkeys(code for text in _texts(scan) if (code := read_form_code(text))))


def _texts(scan: ReadScan) -> list[str]:
    return [found.text for page in _pages(scan) for found in zxingcpp.read_barcodes(page, formats=_QR)]


def _pages(scan: ReadScan) -> Iterator[Image.Image]:
    if scan.media_type != "application/pdf":
        with Image.open(BytesIO(scan.content), formats=("JPEG",)) as picture:
            yield picture.convert("L")
        return
    try:
        document = pypdfium2.PdfDocument(scan.content)
    except pypdfium2.PdfiumError as error:
        raise UploadRefused("PDF ini rusak atau berkata sandi; pindai kertasnya sekali lagi.") from error
    try:
        if len(document) > MOST_PAGES:
            raise UploadRefused(f"Pindaian lebih dari {MOST_PAGES} halaman; unggah satu dokumen saja.")
        for page in document:
            longest = max(*page.get_size(), 1.0)
            yield page.render(scale=min(_DPI / 72, _LONGEST_PX / longest), grayscale=True).to_pil()
    except pypdfium2.PdfiumError as error:
        raise UploadRefused("Halaman pindaian tidak terbaca; pindai kertasnya sekali lagi.") from error
    finally:
        document.close()
