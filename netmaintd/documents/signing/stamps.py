"""What is seen of a signature on the page, drawn by the template `stempel.typ`: fonts embedded, as PDF/A asks."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import segno

from netmaintd.documents.render import render
from netmaintd.model.signatures import SignatureBox

_CODE = "code.svg"


def stamp(box: SignatureBox, name: str, post: str, day: date, address: str) -> bytes:
    """Return a PDF of one page as large as a box; without an address no code is drawn.

    Raises:
        DocumentError: it could not be drawn.
    """
    data = {
        "width": box.width, "height": box.height, "name": name, "post": post, "code": _CODE if address else "",
        "day": [day.year, day.month, day.day],
    }  # fmt: skip
    return render("stempel", data, {_CODE: _code(address)} if address else {})


def _code(address: str) -> bytes:
    drawn = BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", border=1)
    return drawn.getvalue()
