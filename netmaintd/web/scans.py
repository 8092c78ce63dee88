"""Scans of documents that were signed with a pen: uploaded from anywhere, known by the code on their pages."""

from __future__ import annotations

from datetime import datetime, time
from typing import Annotated

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from netmaintd.documents.photographs import MOST_BYTES
from netmaintd.errors import DecisionNotAllowed, UploadRefused
from netmaintd.usecases.file_scan import Signing, file_scan
from netmaintd.web.pages import render
from netmaintd.web.site import site_of

router = APIRouter()
Line = Annotated[str, Form(max_length=200)]
NO_DAY = "Tanggal tanda tangan tidak terbaca; pilih dari kalender."


@router.get("/pindaian")
def scan_page(request: Request, dokumen: str = "") -> Response:
    """Show the form."""
    return _page(request, dokumen, {})


@router.post("/pindaian")
def send_scan(
    request: Request, berkas: UploadFile, penanda: Line = "", jabatan: Line = "", tanggal: Line = "", dokumen: Line = ""
) -> Response:
    """File a scan with the document that its code names, or that the visitor names."""
    site, user = site_of(request), request.state.visitor.user
    typed = {"penanda": penanda, "jabatan": jabatan, "tanggal": tanggal}
    try:
        day = datetime.combine(datetime.fromisoformat(tanggal).date(), time(), site.office.zone)
    except ValueError:
        return _page(request, dokumen, typed, NO_DAY)
    content = berkas.file.read(MOST_BYTES + 1)
    try:
        filed = file_scan(
            site.store, site.office, content, Signing(penanda, jabatan, day), user, site.now(), dokumen.strip()
        )
    except (UploadRefused, DecisionNotAllowed) as error:
        return _page(request, dokumen, typed, str(error))
    return RedirectResponse(f"/dokumen/{filed.document.sha256}/tanda-tangan", status_code=303)


def _page(request: Request, sha256: str, typed: dict[str, str], trouble: str = "") -> Response:
    document = site_of(request).store.documents.find(sha256) if sha256 else None
    blank = {"penanda": "", "jabatan": "", "tanggal": ""}
    return render(
        request, "scan.html", status=422 if trouble else 200, document=document, typed={**blank, **typed},
        trouble=trouble,
    )  # fmt: skip
