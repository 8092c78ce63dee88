"""Pages as a printer would put them on paper, small, to see where there is ink."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path

import typst
from PIL import Image

import netmaintd.documents
from netmaintd.documents.clean import clean
from netmaintd.documents.contexts import Data

_ROOM = Path(netmaintd.documents.__file__).parent
_PPI = 40


@dataclass(frozen=True, slots=True)
class Page:
    """One page; lengths in mm from the left or the top edge."""

    image: Image.Image

    def ink(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether anything is printed in a part; a negative length is measured from the other edge."""
        width, height = self.image.size
        x1, x2 = (_pixel(at, width) for at in (left, right))
        y1, y2 = (_pixel(at, height) for at in (top, bottom))
        darkest, _ = self.image.crop((x1, y1, x2, y2)).getextrema()
        return bool(darkest < 250)


def pages(template: str, data: Data) -> list[Page]:
    """Return the pages of a document without its pictures."""
    drawn = typst.compile(
        _ROOM / "templates" / f"{template}.typ", root=_ROOM / "templates", font_paths=[_ROOM / "fonts"],
        ignore_system_fonts=True, sys_inputs={"data": json.dumps(clean(data))}, format="png", ppi=_PPI,
    )  # fmt: skip
    sheets = drawn if isinstance(drawn, list) else [drawn]
    return [Page(Image.open(io.BytesIO(sheet)).convert("L")) for sheet in sheets]


def _pixel(at_mm: float, whole: int) -> int:
    pixel = round(at_mm / 25.4 * _PPI)
    return pixel if at_mm >= 0 else whole + pixel
