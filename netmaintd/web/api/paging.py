"""Long lists in pages, each with the cursor of the next; and answers that are not sent twice (ETag).

A cursor names the last thing of its page, so what is added meanwhile neither doubles nor hides anything. It is
opaque for those who use it, and hostile for us: it is read back only as the key of its own list.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Generic, Literal, TypeVar

from fastapi import Query, Request
from fastapi.responses import Response
from pydantic import AfterValidator, BaseModel, Field, StringConstraints

T = TypeVar("T")
MOST, USUAL = 500, 50
LARGEST = 2**63 - 1
"""The largest number that a database takes for a key."""
Limit = Annotated[int, Query(ge=1, le=MOST, description="Berapa banyak dalam satu halaman.")]
Form = Annotated[
    Literal["json", "csv"],
    Query(alias="format", description="`csv`: semua yang cocok dalam satu tabel (RFC 4180), tanpa halaman."),
]  # fmt: skip
TABLE: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}
"""What a route answers besides JSON that has a `format`, for the description."""
Word = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}$")]
"""A name as inventory, plans and checks have them; nothing else can be one, so nothing else is looked for."""
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
CursorText = Annotated[str, StringConstraints(max_length=600, pattern=r"^[A-Za-z0-9_-]+$")]
Key = tuple[str | int, ...]


class Page(BaseModel, Generic[T]):
    """One page of a list."""

    items: list[T]
    next: str | None = Field(
        None, description="Kirim sebagai `cursor` untuk halaman berikutnya; null: ini yang terakhir."
    )


def pack(*key: str | int) -> str:
    """Return the cursor of a key."""
    return base64.urlsafe_b64encode(json.dumps(key, separators=(",", ":")).encode()).decode().rstrip("=")


def unpack(cursor: str | None, *kinds: type) -> Any:
    """Return the key of a cursor, None without one.

    Raises:
        ValueError: it is none of this list.
    """
    if cursor is None:
        return None
    try:
        key = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError):
        raise ValueError("bukan cursor dari daftar ini") from None
    if not isinstance(key, list) or [type(part) for part in key] != list(kinds) or not all(map(_sane, key)):
        raise ValueError("bukan cursor dari daftar ini")
    return tuple(key)


def _sane(part: str | int) -> bool:
    return part.isprintable() if isinstance(part, str) else 0 <= part <= LARGEST


def of(*kinds: type) -> AfterValidator:
    """Return what refuses a cursor whose key has not these parts."""

    def check(cursor: str) -> str:
        unpack(cursor, *kinds)
        return cursor

    return AfterValidator(check)


@dataclass(frozen=True, slots=True)
class Portion(Generic[T]):
    """Some things of a list, and whether more follow."""

    things: Sequence[T]
    more: bool

    def next(self, key: Callable[[T], Key]) -> str | None:
        """Return the cursor of what follows, None where nothing does."""
        return pack(*key(self.things[-1])) if self.more and self.things else None


def portion(things: Sequence[T], limit: int) -> Portion[T]:
    """Return the first `limit` of things, of which one more than that was asked for."""
    return Portion(things[:limit], len(things) > limit)


def reply(request: Request, value: BaseModel, status: int = 200) -> Response:
    """Return a value as JSON, or 304 where the one who asks has exactly that."""
    return tagged(request, value.model_dump_json().encode(), "application/json", status)


def tagged(request: Request, content: bytes, media_type: str, status: int = 200, tag: str = "") -> Response:
    """Return bytes under their ETag, or 304 where the one who asks has them."""
    etag = f'"{tag or hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache", "Vary": "Authorization, Cookie"}
    known = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
    if known & {etag, "*"}:
        return Response(status_code=304, headers=headers)
    return Response(content, status, headers, media_type)
