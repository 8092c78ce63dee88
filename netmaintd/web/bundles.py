"""The bundle of a finished round, to be taken along: one ZIP, whose manifest is told in the audit chain."""

from __future__ import annotations

from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, cast

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from netmaintd.errors import DecisionNotAllowed
from netmaintd.usecases.write_bundle import write_bundle
from netmaintd.web.refusals import refused
from netmaintd.web.site import site_of

router = APIRouter()
_IN_MEMORY = 4 * 1024 * 1024
_CHUNK = 256 * 1024


@router.get("/putaran/{round_id}/berkas.zip")
def bundle(request: Request, round_id: str) -> Response:
    """Return the bundle of a round that is through."""
    site = site_of(request)
    made = cast("BinaryIO", SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115  closed when it was sent
    try:
        write_bundle(site.store, round_id, site.masked, made, request.state.visitor.user, site.now())
    except DecisionNotAllowed as error:
        made.close()
        return refused(request, 404, str(error))
    made.seek(0)
    headers = {"Content-Disposition": f'attachment; filename="{_safe(round_id)}.zip"'}
    return StreamingResponse(_sent(made), media_type="application/zip", headers=headers)


def _sent(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _safe(name: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in name)
