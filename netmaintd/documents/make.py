"""Make a document: context, pictures, PDF. A photo that cannot be decoded is listed without its picture."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace

from netmaintd.documents.contexts import Issue, context
from netmaintd.documents.own_templates import own_templates
from netmaintd.documents.pictures import arms, drawing_files, kind_of, picture_files
from netmaintd.documents.qr import qr_svg
from netmaintd.documents.render import Paper, compose, decodes, knows_font
from netmaintd.errors import DocumentError
from netmaintd.model.dossier import Dossier
from netmaintd.model.office import Office

logger = logging.getLogger(__name__)


def make(issue: Issue, dossier: Dossier, office: Office) -> bytes:
    """Return the PDF (PDF/A-2b) of a document; the same input gives the same bytes. Raises as `paper` does."""
    return paper(issue, dossier, office).pdf


def paper(issue: Issue, dossier: Dossier, office: Office) -> Paper:
    """Return the PDF of a document with its rooms for signatures.

    Raises:
        DocumentError: it could not be rendered, or the arms of the letterhead cannot be used.
    """
    try:
        return _made(issue, dossier, office)
    except DocumentError:
        usable = _drawn(issue.pictures)
        if len(usable) == len(issue.pictures):
            raise
    left_out = sorted(issue.pictures.keys() - usable.keys())
    logger.warning("pictures left out of a document", extra={"kind": issue.kind.value, "sha256": left_out})
    return _made(replace(issue, pictures=usable), dossier, office)


def _made(issue: Issue, dossier: Dossier, office: Office) -> Paper:
    arms_file = emblem(office)
    code = {"qr.svg": qr_svg(office.code_address(issue.code), border=2)} if issue.code else {}
    data = {**context(issue, dossier, office), "arms": next(iter(arms_file), ""), "qr": next(iter(code), "")}
    photos = dossier.visit_record(issue.site).photos if issue.site else ()
    drawn, own = drawing_files(dossier.round, issue.site, issue.pictures), own_templates(office.templates)
    _tell_of_a_missing_font(office, own)
    pictures = {**arms_file, **code, **drawn, **picture_files(photos, issue.pictures)}
    return compose(issue.kind.value, data, pictures, own)


def _tell_of_a_missing_font(office: Office, own: Mapping[str, bytes]) -> None:
    """A document is never held up by its letters: without them it is set in the shipped ones."""
    if office.font != Office().font and not knows_font(office.font, own):
        logger.warning("font of the office is missing, the shipped one is used", extra={"font": office.font})


def emblem(office: Office) -> dict[str, bytes]:
    """Return name and bytes of the arms of the letterhead, nothing without; DocumentError: they cannot be drawn."""
    found = arms(office.logo) if office.logo else {}
    if not all(decodes(name, content) for name, content in found.items()):
        raise DocumentError(f"logo {office.logo}: the picture cannot be drawn; correct office.logo in the settings")
    return found


def _drawn(pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    return {sha256: content for sha256, content in pictures.items() if decodes(f"picture.{kind_of(content)}", content)}
