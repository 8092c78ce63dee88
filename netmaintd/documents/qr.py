"""QR codes, as pictures for paper and for pages. The only file that imports segno.

A template gets one as it gets any picture: `qr_svg` gives the bytes of a file that `make.py` lays beside the
template under `qr.svg`, and the data name it.
"""

from __future__ import annotations

from io import BytesIO

import segno

from netmaintd.errors import DocumentError


def qr_svg(text: str, *, border: int = 4) -> bytes:
    """Return a QR code as SVG, black on white; the same text gives the same bytes.

    It survives the loss of 15 % of its area (level M): a stamp's edge, a fold, a bad printer.

    Args:
        text: what a reader finds.
        border: quiet zone around it, in modules; less than 4 only where the place around it stays white.

    Raises:
        DocumentError: the text is empty or longer than a QR code can hold.
    """
    if not text:
        raise DocumentError("a QR code of nothing was asked for")
    try:
        code = segno.make_qr(text, error="m", boost_error=False)
    except segno.DataOverflowError as error:
        raise DocumentError(f"a text of {len(text)} characters is too long for a QR code") from error
    written = BytesIO()
    code.save(
        written, kind="svg", border=border, light="#fff", omitsize=True, xmldecl=False, svgclass=None, lineclass=None
    )
    return written.getvalue()
