"""Documents as they were frozen: the exact bytes under their hash."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from netmaintd.errors import NotFound
from netmaintd.web.site import site_of

router = APIRouter()


@router.get("/dokumen/{sha256}")
def document(request: Request, sha256: str) -> Response:
    """Return one version of a document; only documents have an address here, no other stored bytes."""
    store = site_of(request).store
    issued = store.documents.find(sha256)
    if issued is None:
        raise NotFound(f"no document with the hash {sha256[:12]}")
    name = issued.file_name.encode("ascii", "replace").decode()
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Content-Security-Policy": "sandbox"}
    return Response(store.documents.content(sha256), media_type="application/pdf", headers=headers)
