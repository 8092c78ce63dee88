"""Photos of a visit and scans of its forms: taken with the phone, listed, and left out of the report with a reason."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import Response

from netmaintd.documents.photographs import MOST_BYTES
from netmaintd.errors import DecisionNotAllowed, UploadRefused
from netmaintd.signoff.visit_entry import why_read_only
from netmaintd.usecases.add_photo import NewPhoto, add_photo, add_scan, set_photo_aside
from netmaintd.web.pages import render
from netmaintd.web.site import site_of
from netmaintd.web.visits import planned_at, recorded, turned_down, wants_json

router = APIRouter()
Line = Annotated[str, Form(max_length=300)]
Upload = Annotated[UploadFile, File()]


@router.get("/kunjungan/{round_id}/{place}/foto")
def photos(request: Request, round_id: str, place: str, perangkat: str = "") -> Response:
    """Show all photos of a location, and the form for one more."""
    return _page(request, round_id, place, perangkat)


@router.post("/kunjungan/{round_id}/{place}/foto", name="add_photo")
def add(
    request: Request, round_id: str, place: str, foto: Upload, fase: Line = "other", keterangan: Line = "",
    perangkat: Line = "", kirim: Line = "", diambil: Line = "", asal: Line = "",
    exif: Annotated[UploadFile | None, File()] = None,
) -> Response:  # fmt: skip
    """Record a photo."""
    site = site_of(request)
    new = NewPhoto(
        foto.file.read(MOST_BYTES + 1), kirim or uuid4().hex, fase, keterangan, perangkat or None, _moment(diambil),
        exif.file.read(MOST_BYTES) if exif else b"", asal if len(asal) == 64 and asal.isalnum() else "",
    )  # fmt: skip
    try:
        saved = add_photo(site.store, site.office, round_id, place, new, request.state.visitor.user, site.now())
    except (DecisionNotAllowed, UploadRefused) as error:
        return _refuse(request, round_id, place, perangkat, error)
    return recorded(request, f"{request.url.path}?perangkat={perangkat}", saved.version)


@router.post("/kunjungan/{round_id}/{place}/foto/tidak-dipakai")
def set_aside(
    request: Request, round_id: str, place: str, sha256: Line, fase: Line, alasan: Line = "", perangkat: Line = ""
) -> Response:
    """Leave a photo out of the report."""
    site, user = site_of(request), request.state.visitor.user
    photo = (sha256, fase, perangkat or None)
    try:
        saved = set_photo_aside(site.store, site.office, round_id, place, photo, alasan, user, site.now())
    except (DecisionNotAllowed, UploadRefused) as error:
        return _refuse(request, round_id, place, perangkat, error)
    return recorded(request, f"/kunjungan/{round_id}/{place}/foto", saved.version)


@router.post("/kunjungan/{round_id}/{place}/pindaian", name="add_scan")
def scan(request: Request, round_id: str, place: str, berkas: Upload, judul: Line = "", kirim: Line = "") -> Response:
    """Record the scan of a form that was filled in on paper."""
    site, user = site_of(request), request.state.visitor.user
    content = berkas.file.read(MOST_BYTES + 1)
    try:
        saved = add_scan(
            site.store, site.office, round_id, place, content, judul or "Formulir", kirim or uuid4().hex, user,
            site.now(),
        )  # fmt: skip
    except (DecisionNotAllowed, UploadRefused) as error:
        return _refuse(request, round_id, place, "", error)
    return recorded(request, f"/kunjungan/{round_id}/{place}/foto#pindaian", saved.version)


@router.get("/kunjungan/{round_id}/{place}/foto/{sha256}")
def picture(request: Request, round_id: str, place: str, sha256: str) -> Response:
    """Return a photo as a picture, a scan as a file; only what this visit names has an address here."""
    content = site_of(request).store.records.photo(round_id, place, sha256)
    headers = {"Content-Security-Policy": "sandbox; default-src 'none'", "Cache-Control": "private, max-age=86400"}
    if content.startswith(b"%PDF-"):
        headers["Content-Disposition"] = f'attachment; filename="{sha256[:16]}.pdf"'
        return Response(content, media_type="application/pdf", headers=headers)
    kind = "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
    return Response(content, media_type=kind, headers=headers)


def _refuse(request: Request, round_id: str, place: str, device: str, error: Exception) -> Response:
    visitor = request.state.visitor
    round_, _ = planned_at(request, round_id, place)
    if isinstance(error, DecisionNotAllowed):
        return turned_down(request, 403, why_read_only(round_, place, visitor.user, visitor.roles))
    if wants_json(request):
        return turned_down(request, 422, str(error))
    return _page(request, round_id, place, device, 422, str(error))


def _page(request: Request, round_id: str, place: str, device: str, status: int = 200, trouble: str = "") -> Response:
    site, visitor = site_of(request), request.state.visitor
    round_, planned = planned_at(request, round_id, place)
    return render(
        request, "photos.html", status=status, round=round_, planned=planned, device=device, trouble=trouble,
        record=site.store.records.visit(round_id, place).record, sending=uuid4().hex, scan_sending=uuid4().hex,
        base=f"/kunjungan/{round_id}/{place}", read_only=why_read_only(round_, place, visitor.user, visitor.roles),
    )  # fmt: skip


def _moment(text: str) -> datetime | None:
    """Return when a phone says that a photo was taken; None where it says nothing that can be read."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else None
