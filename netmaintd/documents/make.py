"""Make a document: context, template, PDF. Data go in as JSON, never as source; no network, no system fonts."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import typst

from netmaintd.documents.clean import clean
from netmaintd.documents.contexts import Data, Issue, context
from netmaintd.errors import DocumentError
from netmaintd.model.dossier import Dossier
from netmaintd.model.office import Office


def make(issue: Issue, dossier: Dossier, office: Office) -> bytes:
    """Return the PDF (PDF/A-2b) of a document; the same input gives the same bytes.

    Raises:
        DocumentError: it could not be rendered.
    """
    return render(issue.kind.value, context(issue, dossier, office))


def render(template: str, data: Data) -> bytes:
    """Return the PDF of a template with some data; raises like `make`."""
    with resources.as_file(resources.files("netmaintd.documents")) as folder:
        source = Path(folder) / "templates" / f"{template}.typ"
        try:
            pdf = typst.compile(
                source,
                root=Path(folder) / "templates",
                font_paths=[Path(folder) / "fonts"],
                ignore_system_fonts=True,
                sys_inputs={"data": json.dumps(clean(data), ensure_ascii=False, sort_keys=True)},
                pdf_standards=["a-2b"],
            )
        except (RuntimeError, OSError, ValueError) as error:
            raise DocumentError(f"{template} could not be rendered: {error}") from error
    if not isinstance(pdf, bytes):
        raise DocumentError(f"{template} gave no PDF")
    return pdf
