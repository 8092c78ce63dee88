"""Documents as Word files, for an office that edits them: the same data as on paper, in templates of Word's own kind.

The only file that imports docxtpl and python-docx. A template runs in Jinja's sandbox with the published data alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from io import BytesIO
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from docx.shared import Mm
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from netmaintd.documents.clean import clean
from netmaintd.documents.contexts import Data, Issue, context
from netmaintd.documents.own_templates import own_templates
from netmaintd.errors import DocumentError
from netmaintd.model.documents import DocumentKind
from netmaintd.model.dossier import Dossier
from netmaintd.model.office import Office, PageSize

KINDS = (DocumentKind.RENCANA_KERJA, DocumentKind.BERITA_ACARA, DocumentKind.LAPORAN_HASIL)
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SIZES = {PageSize.A4: (210, 297), PageSize.F4: (215, 330)}


@dataclass(frozen=True, slots=True)
class WordFile:
    """A Word file. `trouble` says why the office's own template was not used; empty when it was, or there is none."""

    content: bytes
    trouble: str = ""


def word_file(issue: Issue, dossier: Dossier, office: Office, *, srikandi: bool = False) -> WordFile:
    """Return a document for editing in Word; it is no version of the register.

    Args:
        srikandi: leave number, date and signature to the national letters system, by its own variables.

    Raises:
        DocumentError: there is no such Word file, or the shipped template could not be filled.
    """
    if issue.kind not in KINDS:
        raise DocumentError(f"{issue.kind.value} is not made as a Word file; these are: {', '.join(KINDS)}")
    data = clean({**context(issue, dossier, office), "srikandi": srikandi})
    name = f"{issue.kind.value}.docx"
    own = own_templates(office.templates).get(name)
    shipped = (resources.files(__name__) / name).read_bytes()
    if own is None:
        return WordFile(_filled(name, shipped, data, office))
    try:
        return WordFile(_filled(name, own, data, office))
    except DocumentError as error:
        return WordFile(_filled(name, shipped, data, office), str(error))


def _filled(name: str, template: bytes, data: Data, office: Office) -> bytes:
    try:
        document = DocxTemplate(BytesIO(template))
        document.render(data, ImmutableSandboxedEnvironment(autoescape=True), autoescape=True)
        for section in document.docx.sections:
            width, height = _SIZES[office.page]
            section.page_width, section.page_height = Mm(width), Mm(height)
        written = BytesIO()
        document.save(written)
    except (TemplateError, PackageNotFoundError, BadZipFile, KeyError, ValueError, TypeError) as error:
        line = getattr(error, "lineno", None)
        raise DocumentError(f"{name}{f', line {line}' if line else ''}: {error}") from error
    return written.getvalue()
