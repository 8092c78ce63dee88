"""The choice of a language, on each page and for strangers too: a cookie, and back to where the reader was."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from netmaintd.errors import NotFound
from netmaintd.web.languages import COOKIE, LANGUAGES, NAMES

router = APIRouter()
_YEAR_S = 365 * 24 * 3600


class Choice(NamedTuple):
    """Another language, by its own name, with the address that chooses it."""

    code: str
    name: str
    href: str


@router.get("/bahasa/{code}")
def choose_language(code: str, ke: str = "/") -> Response:
    """Remember a language and go back; it changes nothing but the reader's own cookie."""
    if code not in LANGUAGES:
        raise NotFound(f"no language {code!r}")
    answer = RedirectResponse(inside(ke), status_code=303)
    answer.set_cookie(COOKIE, code, max_age=_YEAR_S, secure=True, httponly=True, samesite="lax", path="/")
    return answer


def choices(request: Request, language: str) -> tuple[Choice, ...]:
    """Return the languages that a page does not have, each with the way back to it."""
    back = urlencode({"ke": _here(request)})
    return tuple(Choice(code, NAMES[code], f"/bahasa/{code}?{back}") for code in LANGUAGES if code != language)


def inside(path: str) -> str:
    """Return where to go, only within this site."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() else "/"


def _here(request: Request) -> str:
    """Return the address of a page; of one that answers a form, the page on which the form stands."""
    if request.method in ("GET", "HEAD"):
        path, query = quote(request.url.path, safe="/%"), request.url.query
    else:
        sender = urlsplit(request.headers.get("referer", ""))
        if sender.netloc != request.headers.get("host"):
            return "/"
        path, query = sender.path, sender.query
    kept = urlencode([(name, value) for name, value in parse_qsl(query) if name != COOKIE])
    return f"{path}?{kept}" if kept else path
