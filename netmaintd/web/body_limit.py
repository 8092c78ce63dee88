"""How much a request may carry: said before the first byte is read, and never spooled to disk beyond it."""

from __future__ import annotations

from fastapi import Request

MOST_BYTES = 18 * 1024 * 1024
"""A photo of 15 MB with its form."""
READ_TO_ITS_END = 64 * 1024 * 1024
"""A browser that is answered while it sends shows no sentence but a broken line; up to here it is let finish."""


def too_large(request: Request) -> bool:
    """Whether a request carries more than is taken, or does not say how much."""
    if request.headers.get("transfer-encoding"):
        return True
    length = request.headers.get("content-length", "0")
    return not length.isascii() or not length.isdigit() or int(length) > MOST_BYTES


async def let_finish(request: Request) -> None:
    """Read what is not taken, as far as it is worth it."""
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) <= READ_TO_ITS_END:
        async for _ in request.stream():
            pass
