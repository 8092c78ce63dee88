"""What a program reads that does not get what it asked for: problem details (RFC 9457), their sentence Indonesian."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

ROOT = "/api/"
MEDIA_TYPE = "application/problem+json"
SENTENCES = {
    400: ("Bad Request", "Permintaan tidak dapat dibaca; lihat /api/v1/docs."),
    401: ("Unauthorized", "Token tidak dikenal, sudah berakhir, atau dicabut. Buat yang baru di /akun/token."),
    403: ("Forbidden", "Bukan wewenang pemilik token ini hari ini."),
    404: ("Not Found", "Tidak ada yang bernama demikian."),
    405: ("Method Not Allowed", "Alamat ini tidak menerima metode itu; lihat /api/v1/docs."),
    409: ("Conflict", "Keadaannya sudah berubah; baca sekali lagi, lalu putuskan."),
    413: ("Content Too Large", "Permintaan terlalu besar."),
    422: ("Unprocessable Content", "Isi permintaan tidak sesuai; lihat `errors`."),
    429: ("Too Many Requests", "Terlalu sering; tunggu selama yang tertulis pada Retry-After."),
    500: ("Internal Server Error", "Terjadi kesalahan di sini; coba lagi, lalu hubungi administrator."),
}  # fmt: skip
"""Status to its title and to what is said where nothing better is known."""


class Fault(BaseModel):
    """One field that cannot be taken."""

    where: str = Field(description="Tempat dan nama: `query.limit`, `body.version`.")
    what: str


class Problem(BaseModel):
    """Why a request was refused."""

    type: str = Field("about:blank", description="`about:blank`, atau jenis kesalahan yang dapat dibedakan program.")
    title: str
    status: int
    detail: str = Field(
        description="Satu kalimat dalam bahasa Indonesia: apa yang terjadi dan apa yang harus dilakukan."
    )
    errors: list[Fault] = Field([], description="Bidang yang tidak dapat diterima, bila ada.")


def problem(
    status: int, detail: str = "", *, kind: str = "", headers: Mapping[str, str] | None = None, **more: Any
) -> JSONResponse:
    """Return the answer of a refusal.

    Args:
        status: of the answer.
        detail: the sentence; the usual one where it is empty.
        kind: tells apart what has the same status: `stale-decision`.
        headers: further ones.
        more: further members that a program may read.
    """
    title, usual = SENTENCES.get(status, SENTENCES[400])
    told = {
        "type": f"urn:netmaintd:{kind}" if kind else "about:blank", "title": title, "status": status,
        "detail": detail or usual, **more,
    }  # fmt: skip
    return JSONResponse(jsonable_encoder(told), status, dict(headers or {}), MEDIA_TYPE)


def invalid(faults: Sequence[Any]) -> JSONResponse:
    """Return the answer to a request whose fields pydantic did not take. What was sent is not sent back."""
    errors = [{"where": _printable(".".join(map(str, fault["loc"]))), "what": fault["msg"]} for fault in faults]
    return problem(422, errors=errors)


def _printable(text: str) -> str:
    """Return a name that may be any key of a body in what every encoding takes."""
    return text.encode("ascii", "backslashreplace").decode()[:200]


_SHAPE = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"description": SENTENCES[status][0], "content": _SHAPE}
    for status in (400, 401, 403, 404, 422, 429)
}  # fmt: skip
"""What any route may answer, for the description."""
