"""What every request passes: is it from a page of ours, may its sender ask for this, and what browsers are told.

A request that changes something is taken only from our own pages: browsers say where it comes from
(Sec-Fetch-Site), older ones name the origin; one that says neither is refused.
"""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from netmaintd.web.denials import SAFE, tell_denial
from netmaintd.web.policy import RULES
from netmaintd.web.refusals import refused
from netmaintd.web.visitor import visitor_of

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=()",
    "Cache-Control": "no-store",
}


PRIVATE_LINKS = "/tanda-tangan/"
"""Pages whose address is a secret: it goes to no other site, into no index and into no log."""


def headers_for(path: str) -> dict[str, str]:
    """Return what browsers are told with every answer."""
    secret = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
    return HEADERS | secret if path.startswith(PRIVATE_LINKS) else HEADERS


def from_our_own_page(request: Request) -> bool:
    """Whether a request that changes something comes from a page of this site.

    A page that tells nobody its address does not tell its origin either ("null"); who knows that address, which no
    cookie helps to, comes from that page.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("origin")
    if origin == "null":
        return request.url.path.startswith(PRIVATE_LINKS)
    return origin is not None and urlsplit(origin).netloc == request.headers.get("host")


def admit(request: Request) -> Response | None:
    """Return the refusal of a request, None when it may go on; who asks is then in `request.state.visitor`."""
    rule = RULES[request.scope["route"].name]
    visitor = request.state.visitor = None if rule.public else visitor_of(request)
    if rule.lets(visitor, request):
        return None
    if visitor is None:
        return _to_login(request)
    if not visitor.owes:
        return refused(request, 403)
    if request.method not in SAFE:
        tell_denial(request)
    return RedirectResponse(visitor.owes, status_code=303)


def _to_login(request: Request) -> Response:
    if request.method not in SAFE:
        return refused(request, 401)
    back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/masuk?{urlencode({'ke': back})}" if back != "/" else "/masuk", status_code=303)
