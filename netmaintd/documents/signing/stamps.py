"""What is seen of a signature on the page, drawn by the template `stempel.typ`: fonts embedded, as PDF/A asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from netmaintd.documents.contexts import Data
from netmaintd.documents.qr import qr_svg
from netmaintd.documents.render import draw, render
from netmaintd.model.signatures import SignatureBox

_CODE = "code.svg"


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who signs, in which room of the page. `address` is where anybody may verify the document; empty draws no code."""

    box: SignatureBox
    name: str
    post: str
    day: date
    address: str = ""

    def pdf(self) -> bytes:
        """Return it as a PDF of one page as large as the box; DocumentError when it cannot be drawn."""
        return render("stempel", self._data, self._pictures)

    def picture(self) -> bytes:
        """Return it as PNG, for services that draw it themselves; raises as `pdf`."""
        return draw("stempel", self._data, self._pictures)

    @property
    def _data(self) -> Data:
        return {
            "width": self.box.width, "height": self.box.height, "name": self.name, "post": self.post,
            "code": _CODE if self.address else "", "day": [self.day.year, self.day.month, self.day.day],
        }  # fmt: skip

    @property
    def _pictures(self) -> dict[str, bytes]:
        return {_CODE: qr_svg(self.address)} if self.address else {}
