"""The register of documents, and the exact bytes of each under their hash."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from netmaintd.errors import NotFound
from netmaintd.model.documents import DocumentKind
from netmaintd.web.api.paging import (
    TABLE,
    USUAL,
    CursorText,
    Form,
    Hash,
    Limit,
    Page,
    Word,
    of,
    portion,
    reply,
    tagged,
    unpack,
)
from netmaintd.web.api.problems import REFUSALS
from netmaintd.web.export_tables import documents_table
from netmaintd.web.site import site_of
from netmaintd.web.table_files import as_csv

if TYPE_CHECKING:
    from netmaintd.model.documents import IssuedDocument

router = APIRouter(prefix="/api/v1", tags=["documents"], responses=REFUSALS)
Cursor = Annotated[CursorText, of(int)]


class DocumentOut(BaseModel):
    """One version of one document."""

    sha256: str
    round: str
    kind: DocumentKind
    title: str
    site: str | None
    version: int
    number: str | None = Field(description="Nomor register kantor, bila sudah diberi.")
    issued_at: datetime
    supersedes: str | None = Field(description="sha256 versi sebelumnya.")


@router.get(
    "/documents",
    name="api_documents",
    description="Register dokumen, menurut urutan terbit; dapat disaring.",
    response_model=Page[DocumentOut],
    responses=TABLE,
)
def documents(
    request: Request, round: Word | None = None, kind: DocumentKind | None = None, site: Word | None = None,  # noqa: A002
    cursor: Cursor | None = None, limit: Limit = USUAL, form: Form = "json",
) -> Response:  # fmt: skip
    """List the register in the order of issue, perhaps only a round, a kind or a location."""
    if form == "csv":
        return as_csv(documents_table(request, round, kind, site))
    last = unpack(cursor, int)
    listed = site_of(request).store.listed
    found = listed.documents(limit + 1, last[0] if last else 0, round_id=round, kind=kind, site=site)
    part = portion(found, limit)
    items = [_document(one) for _, one in part.things]
    return reply(request, Page[DocumentOut](items=items, next=part.next(lambda one: (one[0],))))


@router.get(
    "/documents/{sha256}", name="api_document", description="Isi satu dokumen, persis seperti yang dibaca.",
    response_class=Response,
    responses={200: {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}},
)  # fmt: skip
def document(request: Request, sha256: Annotated[Hash, Path(description="Dari register.")]) -> Response:
    """Return the bytes of one version: exactly those that were read and signed."""
    store = site_of(request).store
    if store.documents.find(sha256) is None:
        raise NotFound(f"no document with the hash {sha256[:12]}")
    return tagged(request, store.documents.content(sha256), "application/pdf", tag=sha256)


def _document(issued: IssuedDocument) -> DocumentOut:
    return DocumentOut(
        sha256=issued.sha256, round=issued.round_id, kind=issued.kind, title=issued.kind.heading, site=issued.site,
        version=issued.version, number=issued.number, issued_at=issued.issued_at, supersedes=issued.supersedes,
    )  # fmt: skip
