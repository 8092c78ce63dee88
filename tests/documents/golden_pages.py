"""What pages looked like when somebody last looked at them: for each a picture of 24 by 34 points, kept in one file.

`python tests/documents/golden_pages.py` (with `tests` and `tests/documents` on PYTHONPATH) writes the file anew, and
the pages themselves under `build/golden-pages`: look at those before you commit the file.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from amounts import GROWING, Amount, form, made
from netmaintd.model.documents import DocumentKind
from netmaintd.model.office import MinutesVariant, PageSize
from sample_dossier import OFFICE, sample_pdf
from text_of_pages import poppler

KEPT = Path(__file__).with_name("golden_pages.json")
PICTURES = Path(__file__).parents[2] / "build" / "golden-pages"
FORM, PARTIES = "formulir-pemeriksaan", "berita-acara-pihak"
_DPI = 30
_SIZE = (24, 34)
_INK_STEP = 8
"""So many shades of grey are one of sixteen steps: text at this size is a light grey, and the darkest do not matter."""
_SHOWN = 3
"""Of the pages of a long paper, so many from its beginning and from its end."""
ALIKE = 0.25
"""So many steps two pages may differ on average: other versions of poppler smooth in another way."""

Pages = dict[str, list[str] | int]


def papers() -> Iterator[tuple[str, bytes]]:
    """Give name and PDF of everything that is kept, one after the other."""
    for name in names():
        yield name, pdf_of(name)


def names() -> list[str]:
    kinds = [*DocumentKind, FORM]
    every = [(kind, amount) for kind in kinds for amount in (Amount.SHORT, Amount.TYPICAL)]
    every += [(PARTIES, Amount.TYPICAL), *((kind, Amount.MANY) for kind in GROWING)]
    return [f"{kind}/{amount}/{page}" for kind, amount in every for page in PageSize]


def pdf_of(name: str) -> bytes:
    kind, amount, page = name.split("/")
    if kind == FORM:
        return form(Amount(amount), PageSize(page))
    if kind == PARTIES:
        both = {"page": PageSize(page), "minutes_variant": MinutesVariant.PIHAK}
        return sample_pdf(DocumentKind.BERITA_ACARA, office=OFFICE.model_copy(update=both))
    return made(DocumentKind(kind), Amount(amount), PageSize(page)).pdf


def pages_of(pdf: bytes) -> Pages:
    """Return how many pages there are, and the fingerprints of those at the beginning and at the end."""
    with tempfile.TemporaryDirectory() as folder:
        drawn = [_fingerprint(picture) for picture in draw(pdf, Path(folder), _DPI)]
    shown = drawn if len(drawn) <= 2 * _SHOWN else drawn[:_SHOWN] + drawn[-_SHOWN:]
    return {"count": len(drawn), "shown": shown}


def draw(pdf: bytes, folder: Path, dpi: int) -> list[Path]:
    """Draw all pages in grey into a folder."""
    command = [poppler("pdftoppm"), "-r", str(dpi), "-gray", "-png", "-", str(folder / "page")]
    subprocess.run(command, input=pdf, capture_output=True, check=True, timeout=120)
    return sorted(folder.glob("page-*.png"))


def difference(one: str, other: str) -> float:
    """Return by how many steps of sixteen two pages differ, on average."""
    return sum(abs(int(a, 16) - int(b, 16)) for a, b in zip(one, other, strict=True)) / len(one)


def _fingerprint(picture: Path) -> str:
    with Image.open(picture) as image:
        size = _SIZE if image.height > image.width else _SIZE[::-1]
        shades = image.convert("L").resize(size, Image.Resampling.BOX).tobytes()
    return "".join(f"{min(15, (255 - shade) // _INK_STEP):x}" for shade in shades)


def write() -> None:
    found: dict[str, Pages] = {}
    for name, pdf in papers():
        found[name] = pages_of(pdf)
        folder = PICTURES / name
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("page-*.png"):
            old.unlink()
        draw(pdf, folder, 60)
    KEPT.write_text(f"{json.dumps(found, indent=0)}\n", "utf-8")


if __name__ == "__main__":
    write()
