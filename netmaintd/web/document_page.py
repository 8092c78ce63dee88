"""A document's own page: its versions, its code, and its number, which section and division head keep."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from netmaintd.errors import AlreadyRecorded, DocumentError, NotFound
from netmaintd.model.document_numbers import NumberState
from netmaintd.model.documents import IssuedDocument
from netmaintd.usecases.issue_document import issue_document
from netmaintd.usecases.number_document import NUMBERERS, Numbering, cancel_number, give_reserved, number_document
from netmaintd.web.pages import render
from netmaintd.web.site import site_of

router = APIRouter()
Line = Annotated[str, Form(max_length=600)]
NO_DAY = "Tanggal nomor tidak terbaca; pilih dari kalender."


@router.get("/dokumen/{sha256}/rincian", name="document_page")
def details(request: Request, sha256: str) -> Response:
    """Show one version of a document with the others, its code and its numbers."""
    return _page(request, _document(request, sha256))


@router.post("/dokumen/{sha256}/nomor", name="number_document")
def take(request: Request, sha256: str, nomor: Line = "", tanggal: Line = "", cara: Line = "berikan") -> Response:
    """Give the document a number, or keep one for it."""
    site, document = site_of(request), _document(request, sha256)
    try:
        how = Numbering(nomor if nomor.strip() else None, _day(tanggal), cara == "cadangkan")
        number_document(
            site.store, site.office, document.round_id, document.kind, document.site, request.state.visitor.user,
            site.now(), how,
        )  # fmt: skip
    except (DocumentError, AlreadyRecorded) as error:
        return _page(request, document, str(error), nomor)
    return _back(document)


@router.post("/dokumen/{sha256}/nomor/berikan", name="give_number")
def give(request: Request, sha256: str, nomor: Line, tanggal: Line = "") -> Response:
    """Give the document the number that was kept for it."""
    site, document = site_of(request), _document(request, sha256)
    try:
        _of_this(request, document, nomor)
        give_reserved(site.store, site.office, nomor, request.state.visitor.user, site.now(), _day(tanggal))
    except (DocumentError, AlreadyRecorded) as error:
        return _page(request, document, str(error))
    return _back(document)


@router.post("/dokumen/{sha256}/nomor/batalkan", name="cancel_number")
def cancel(request: Request, sha256: str, nomor: Line, alasan: Line = "") -> Response:
    """Cancel the number of the document."""
    site, document = site_of(request), _document(request, sha256)
    try:
        _of_this(request, document, nomor)
        cancel_number(site.store, site.office, nomor, alasan, request.state.visitor.user, site.now())
    except (DocumentError, AlreadyRecorded) as error:
        return _page(request, document, str(error))
    return _back(document)


@router.post("/dokumen/{sha256}/terbitkan", name="issue_again")
def issue_again(request: Request, sha256: str) -> Response:
    """Issue the document anew, with what the store has of it now."""
    site, document = site_of(request), _document(request, sha256)
    dossier = site.store.dossiers.get(document.round_id)
    try:
        issued = issue_document(
            site.store, site.office, site.calendar, dossier, document.kind, document.site,
            request.state.visitor.user, site.now(),
        )  # fmt: skip
    except DocumentError as error:
        return _page(request, document, str(error))
    return _back(issued)


def _document(request: Request, sha256: str) -> IssuedDocument:
    document = site_of(request).store.documents.find(sha256)
    if document is None:
        raise NotFound(f"no document with the hash {sha256[:12]}")
    return document


def _of_this(request: Request, document: IssuedDocument, number: str) -> None:
    """Refuse a number that belongs to another document than the page's."""
    known = site_of(request).store.numbers.of(document.round_id, document.kind, document.site)
    if number not in {one.number for one in known}:
        raise NotFound(f"no number {number!r} of {document.kind.value}")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text.strip() else None
    except ValueError as error:
        raise DocumentError(NO_DAY) from error


def _back(document: IssuedDocument) -> Response:
    return RedirectResponse(f"/dokumen/{document.sha256}/rincian", status_code=303)


def _page(request: Request, document: IssuedDocument, trouble: str = "", typed: str = "") -> Response:
    site, visitor = site_of(request), request.state.visitor
    store, round_ = site.store, site.store.rounds.get(document.round_id)
    numbers = store.numbers.of(document.round_id, document.kind, document.site)
    same = [one for one in store.documents.list(document.round_id) if one.kind is document.kind]
    return render(
        request, "document.html", status=422 if trouble else 200, document=document, round=round_, trouble=trouble,
        typed=typed, versions=[one for one in same if one.site == document.site], numbers=numbers,
        live=next((one for one in numbers if one.state is not NumberState.CANCELLED), None),
        keeps=not visitor.roles.isdisjoint(NUMBERERS), by_format=document.kind in site.office.number_formats,
        today=site.now().astimezone(site.office.zone).date(), copies=store.signed_copies.of(document.sha256),
    )  # fmt: skip
