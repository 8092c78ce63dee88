"""Whether a document is genuine, for anybody: by the code on the paper, or by the file, which is never kept."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Annotated, Any

from fastapi import APIRouter, File, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from netmaintd.documents.signing.verdicts import signatures_in, trusted_certificates
from netmaintd.errors import UploadRefused
from netmaintd.model.document_codes import read_code
from netmaintd.usecases.verify_document import DocumentVerdict, look_up, verify_document
from netmaintd.web.body_limit import MOST_BYTES
from netmaintd.web.limits import place_of
from netmaintd.web.login import address_of
from netmaintd.web.pages import render
from netmaintd.web.site import site_of

router = APIRouter()
ASKED_A_MINUTE = 60
"""From one address: an auditor with a pile of paper is slower, who guesses codes is not."""
_TOO_OFTEN = "Terlalu sering dari alamat ini; tunggu satu menit, lalu coba lagi."
_NO_CODE = "Itu bukan kode dokumen: kode berisi 16 huruf dan angka, seperti K7QM-4ZT1-9XWC-P0VA."
_UNKNOWN = "Kode ini tidak terdaftar. Periksa lagi huruf dan angkanya; bila sama dengan kertas, dokumen itu tidak asli."
_NO_FILE = "Pilih berkas PDF dahulu."
_NO_PDF = "Berkas ini bukan PDF; pilih berkas PDF dokumen, bukan foto atau pindaiannya."


@router.get("/verifikasi")
def verification(request: Request, kode: str = "") -> Response:
    """Show both ways to ask; a code that was typed leads to its page."""
    if not kode.strip():
        return _page(request)
    code = read_code(kode)
    if code is None:
        return _page(request, 422, _NO_CODE, typed=kode[:60])
    return RedirectResponse(f"/verifikasi/{code}", status_code=303)


@router.get("/verifikasi/{code}", name="verified")
def by_code(request: Request, code: str) -> Response:
    """Show what anybody may know of the document with a code."""
    refusal = _too_often(request)
    if refusal:
        return refusal
    record = look_up(site_of(request).store, code)
    if record is None:
        return _page(request, 404, _UNKNOWN, typed=code[:60])
    return _page(request, record=record)


@router.post("/verifikasi", name="verify_file")
def by_file(request: Request, berkas: Annotated[UploadFile | None, File()] = None) -> Response:
    """Show whether a file is, byte for byte, a document of this office; it is forgotten with the answer."""
    refusal = _too_often(request)
    if refusal:
        return refusal
    content = berkas.file.read(MOST_BYTES) if berkas else b""
    if not content:
        return _page(request, 422, _NO_FILE)
    try:
        verdict = verify_document(site_of(request).store, content)
    except UploadRefused:
        return _page(request, 422, _NO_PDF)
    return _page(request, record=verdict.record, verdict=verdict, signatures=_signatures(request, verdict, content))


def _signatures(request: Request, verdict: DocumentVerdict, content: bytes) -> tuple[Mapping[str, Any], ...]:
    """Return what certified signatures are worth; only of a file that is registered, for others may be made to harm."""
    if verdict.copy is None or verdict.added:
        return ()
    site = site_of(request)
    trusted = trusted_certificates(site.configuration().settings.signing.trusted)
    return tuple({"good": one.good, "sentence": one.sentence} for one in signatures_in(content, trusted, site.now()))


def _too_often(request: Request) -> Response | None:
    time = request.app.state.verifying.of_address(place_of(address_of(request)), site_of(request).now())
    if not time:
        return None
    answer = _page(request, 429, _TOO_OFTEN)
    answer.headers["Retry-After"] = str(ceil(time.total_seconds()))
    return answer


def _page(request: Request, status: int = 200, trouble: str = "", **shown: Any) -> Response:
    blank = {"record": None, "verdict": None, "signatures": (), "typed": ""}
    answer = render(request, "verification.html", status=status, trouble=trouble, **{**blank, **shown})
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer
