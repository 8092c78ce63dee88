"""The sample of the package, as documents.

Also the way to look at the paper: `python tests/documents/sample_dossier.py FOLDER` writes every document in A4 and F4.
"""

from __future__ import annotations

import sys
from pathlib import Path

from netmaintd.documents.make import make
from netmaintd.documents.sample import CODE, ISSUED, NUMBERS, PICTURES, sample_dossier, sample_issue, undecided
from netmaintd.documents.sample.people import KABID, KADIS, KASI, OFFICE, OPENED, TEAM
from netmaintd.documents.sample.results import CHANGE
from netmaintd.model.documents import DocumentKind
from netmaintd.model.office import Office, PageSize
from sample_pictures import ARMS

__all__ = [
    "CHANGE", "CODE", "ISSUED", "KABID", "KADIS", "KASI", "NUMBERS", "OFFICE", "OPENED", "PICTURES", "TEAM",
    "sample_dossier", "sample_issue", "sample_pdf", "undecided",
]  # fmt: skip


def sample_pdf(kind: DocumentKind, site: str = "walikota", office: Office = OFFICE) -> bytes:
    """Return one document of the sample."""
    return make(sample_issue(kind, site), sample_dossier(), office)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    arms = folder / "arms.svg"
    arms.write_bytes(ARMS)
    for page in PageSize:
        for kind in DocumentKind:
            paper = OFFICE.model_copy(update={"page": page, "logo": str(arms)})
            (folder / f"{kind.value}-{page.value}.pdf").write_bytes(sample_pdf(kind, office=paper))
