"""Make a paper form: its pages are counted first, because each bears a code of its own."""

from __future__ import annotations

from netmaintd.documents.contexts.form import FormSheet, form_address, form_data
from netmaintd.documents.make import emblem
from netmaintd.documents.own_templates import own_templates
from netmaintd.documents.qr import qr_svg
from netmaintd.documents.render import Paper, compose
from netmaintd.model.form_codes import FormCode
from netmaintd.model.office import Office

TEMPLATE = "formulir-pemeriksaan"


def make_form(sheet: FormSheet, office: Office) -> bytes:
    """Return the PDF (PDF/A-2b) of a form; the same sheet gives the same bytes.

    Raises:
        DocumentError: it could not be rendered, or the arms of the letterhead cannot be used.
    """
    counted = _made(sheet, office, 1)
    pages = max((room.page for room in counted.rooms), default=1)  # the last room is on the last page
    return counted.pdf if pages == 1 else _made(sheet, office, pages).pdf


def _made(sheet: FormSheet, office: Office, pages: int) -> Paper:
    arms = emblem(office)
    codes = {f"qr-{page}.svg": qr_svg(form_address(office, FormCode(sheet.code, page))) for page in range(1, pages + 1)}
    data = {**form_data(sheet, office), "arms": next(iter(arms), ""), "qrs": list(codes)}
    return compose(TEMPLATE, data, {**arms, **codes}, own_templates(office.templates))
