"""Signing a document with a certificate, and copies that were signed elsewhere. What is typed stays in the request."""

from __future__ import annotations

import logging
from datetime import date
from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from netmaintd.documents.signing.keys import MOST_BYTES as MOST_KEY_BYTES
from netmaintd.documents.signing.verdicts import signatures_in, trusted_certificates
from netmaintd.documents.word import KINDS
from netmaintd.errors import (
    AlreadyRecorded,
    DecisionNotAllowed,
    DocumentError,
    NotFound,
    SecretMissing,
    StaleDecision,
    UploadRefused,
)
from netmaintd.usecases.import_signed import give_number, import_signed
from netmaintd.usecases.sign_document import BsreKey, FileKey, Key, Signing, TokenKey, rooms_of, sign_document
from netmaintd.web.body_limit import MOST_BYTES
from netmaintd.web.login import address_of, limits_of
from netmaintd.web.pages import render
from netmaintd.web.refusals import wait
from netmaintd.web.site import site_of

logger = logging.getLogger(__name__)
router = APIRouter()
Line = Annotated[str, Form(max_length=200)]
Upload = Annotated[UploadFile | None, File()]
NO_DAY = "Tanggal nomor tidak terbaca; pilih dari kalender."
NOT_NUMBERED = "Salinan sudah dicatat, nomornya belum: beri nomor pada halaman dokumen (kasi atau kabid)."


@router.get("/dokumen/{sha256}/tanda-tangan")
def signing_page(request: Request, sha256: str) -> Response:
    """Show who signed, and how the visitor may."""
    return _page(request, sha256)


@router.post("/dokumen/{sha256}/tanda-tangan")
def sign(
    request: Request, sha256: str, cara: Line, rahasia: Line = "", berkas: Upload = None, kunci: Line = "",
    nik: Line = "",
) -> Response:  # fmt: skip
    """Sign with what the person typed, once."""
    site, user = site_of(request), request.state.visitor.user
    who, address = f"tanda tangan {user}", address_of(request)
    time = limits_of(request).take(who, address, site.now())
    if time:
        return wait(request, time)
    configuration = site.configuration()
    signing = Signing(configuration.settings.signing, configuration.secrets.bsre)
    try:
        key = _key(cara, rahasia, berkas, kunci, nik)
        sign_document(site.store, site.office, signing, sha256, key, user, site.now())
    except (DecisionNotAllowed, StaleDecision, DocumentError, SecretMissing) as error:
        logger.info("not signed", extra={"sha256": sha256, "how": cara, "why": type(error).__name__})
        return _page(request, sha256, 422, str(error))
    limits_of(request).passed(who, address)
    return RedirectResponse(f"/dokumen/{sha256}/tanda-tangan", status_code=303)


@router.post("/dokumen/{sha256}/salinan")
def bring_copy(
    request: Request, sha256: str, berkas: UploadFile, dibuat_ulang: Line = "", nomor: Line = "", tanggal: Line = ""
) -> Response:
    """Record a copy that was signed elsewhere, with the number that it got there."""
    site, user = site_of(request), request.state.visitor.user
    content = berkas.file.read(MOST_BYTES)
    try:
        day = date.fromisoformat(tanggal) if tanggal.strip() else None
        import_signed(site.store, site.office, sha256, content, user, site.now(), rendered_anew=dibuat_ulang == "ya")
    except ValueError:
        return _page(request, sha256, 422, NO_DAY)
    except (DecisionNotAllowed, StaleDecision, UploadRefused) as error:
        return _page(request, sha256, 422, str(error))
    if nomor.strip():
        try:
            give_number(site.store, site.office, sha256, nomor.strip(), day, user, site.now())
        except (DecisionNotAllowed, DocumentError, AlreadyRecorded) as error:
            logger.info("copy recorded without its number", extra={"sha256": sha256, "why": type(error).__name__})
            return _page(request, sha256, 422, NOT_NUMBERED)
    return RedirectResponse(f"/dokumen/{sha256}/tanda-tangan", status_code=303)


@router.get("/dokumen/{sha256}/salinan/{copy}")
def signed_copy(request: Request, sha256: str, copy: str) -> Response:
    """Return one signed copy of a document."""
    store = site_of(request).store
    found = store.signed_copies.find(copy)
    if found is None or found.document_sha256 != sha256:
        raise NotFound(f"no copy {copy[:12]} of {sha256[:12]}")
    headers = {"Content-Disposition": f'inline; filename="{copy[:16]}.pdf"', "Content-Security-Policy": "sandbox"}
    return Response(store.signed_copies.content(copy), media_type="application/pdf", headers=headers)


def _key(cara: str, rahasia: str, berkas: UploadFile | None, kunci: str, nik: str) -> Key:
    if cara == "berkas" and berkas is not None:
        return FileKey(berkas.file.read(MOST_KEY_BYTES + 1), rahasia)
    if cara == "token" and kunci:
        return TokenKey(kunci, rahasia)
    if cara == "bsre" and nik:
        return BsreKey(nik, rahasia)
    raise UploadRefused("pilih cara menandatangani dan lengkapi isiannya")


def _page(request: Request, sha256: str, status: int = 200, trouble: str = "") -> Response:
    site, visitor = site_of(request), request.state.visitor
    document = site.store.documents.find(sha256)
    if document is None:
        raise NotFound(f"no document with the hash {sha256[:12]}")
    copies = site.store.signed_copies.of(sha256)
    settings, now = site.configuration().settings.signing, site.now()
    verdicts = (
        signatures_in(site.store.signed_copies.content(copies[-1].sha256), trusted_certificates(settings.trusted), now)
        if copies
        else ()
    )
    newest = site.store.documents.latest(document.round_id, document.kind, document.site)
    rooms = rooms_of(site.store, site.office, document, visitor.user, now) if visitor.posts else ()
    return render(
        request, "signing.html", status=status, document=document, copies=copies, verdicts=verdicts, trouble=trouble,
        rooms=rooms if newest == document else (), replaced=newest != document, settings=settings,
        word_kinds=tuple(KINDS),
        round=site.store.rounds.get(document.round_id),
    )  # fmt: skip
