"""Who asks the API, and whether he may: a program with a token of its owner's, or a browser with its session.

A token comes in the header Authorization and in no other way; where there is one, cookies are not looked at, so
that a foreign page can neither send one nor use the session of its reader beside it. A token may what its owner
may today, and of that only its scopes.
"""

from __future__ import annotations

import logging
from math import ceil
from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import Response

from netmaintd.store.tokens import digest
from netmaintd.web.api.problems import problem
from netmaintd.web.login import address_of
from netmaintd.web.policy import RULES
from netmaintd.web.site import site_of
from netmaintd.web.visitor import Visitor, visitor_of, visitor_with

if TYPE_CHECKING:
    from datetime import timedelta

    from netmaintd.web.api.pace import Pace
    from netmaintd.web.limits import Limits

logger = logging.getLogger(__name__)
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="netmaintd"'}
FIRST = "Sertakan token: Authorization: Bearer nmt_…; pemiliknya membuatnya di /akun/token."
OWES = "Pemilik token harus menyelesaikan dahulu {page} di peramban."
NO_SCOPE = "Token ini tidak mempunyai wewenang {scopes}; pemiliknya dapat membuat token lain di /akun/token."
_SCHEME = "bearer "


def admit(request: Request, *, own_page: bool) -> Response | None:
    """Return the refusal of a request, None when it may go on; who asks is then in `request.state.visitor`.

    Args:
        request: of the API.
        own_page: it changes nothing, or says that it comes from a page of this site.
    """
    site, address = site_of(request), address_of(request)
    wait = _pace(request).of_address(address, site.now())
    if wait:
        return too_often(wait)
    header = request.headers.get("authorization")
    if header is not None:
        return _with_token(request, header, address)
    request.state.visitor = visitor_of(request)
    if not own_page:
        return problem(403, "Dengan sesi peramban hanya halaman sendiri yang boleh mengubah; program memakai token.")
    return _judge(request, request.state.visitor)


def too_often(wait: timedelta) -> Response:
    """Return the answer to who must wait."""
    return problem(429, headers={"Retry-After": str(max(1, ceil(wait.total_seconds())))})


def _with_token(request: Request, header: str, address: str) -> Response | None:
    site, now = site_of(request), site_of(request).now()
    token = header[len(_SCHEME) :].strip() if header.lower().startswith(_SCHEME) else ""
    found = site.store.api_tokens.find(token, now) if token else None
    request.state.visitor = None
    if found is None:
        return _turned_away(request, token, address, "unknown", problem(401, headers=CHALLENGE))
    known, account = found
    wait = _pace(request).of_token(known.key, now)
    if wait:
        return too_often(wait)
    visitor = request.state.visitor = visitor_with(site, account, known.scopes)
    refusal = _judge(request, visitor)
    name = request.scope["route"].name
    return refusal and _turned_away(request, token, address, name, refusal)


def _judge(request: Request, visitor: Visitor | None) -> Response | None:
    route = request.scope["route"].name
    rule = RULES[route]
    if rule.lets(visitor, request):
        return None
    if visitor is None:
        return problem(401, FIRST, headers=CHALLENGE)
    if visitor.owes:
        return problem(403, OWES.format(page=visitor.owes), kind="owner-must-act")
    if visitor.scopes is not None and rule.scopes.isdisjoint(visitor.scopes):
        wanted = sorted(rule.scopes)
        return problem(403, NO_SCOPE.format(scopes=" atau ".join(wanted)), kind="scope-missing", scopes=wanted)
    return problem(403)


def _turned_away(request: Request, token: str, address: str, why: str, answer: Response) -> Response:
    """Tell the audit chain of a token that did not get in; of one that comes again and again only some times."""
    site, limits = site_of(request), _limits(request)
    wait = limits.take(digest(token)[:16], address, site.now())
    if wait:
        return too_often(wait)
    logger.warning("token refused", extra={"address": address, "why": why})
    site.store.api_tokens.refused(token, why, site.now())
    return answer


def _pace(request: Request) -> Pace:
    pace: Pace = request.app.state.pace
    return pace


def _limits(request: Request) -> Limits:
    limits: Limits = request.app.state.token_limits
    return limits
