"""Tokens of the API, made and revoked by their owner. A new one stands on the answer once, and nowhere else."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from netmaintd.errors import AccountRefused
from netmaintd.model.api_tokens import Scope
from netmaintd.usecases.keep_tokens import DEFAULT_DAYS, MAY_DECIDE, MOST_DAYS, make_own_token
from netmaintd.web.login import address_of, limits_of
from netmaintd.web.pages import render
from netmaintd.web.refusals import wait
from netmaintd.web.site import site_of

router = APIRouter()
Word = Annotated[str, Form(max_length=200)]
Days = Annotated[int, Form(ge=0, le=9999)]
Scopes = Annotated[list[Scope] | None, Form()]


@router.get("/akun/token")
def own_tokens(request: Request) -> Response:
    """Show the own tokens, and the form for a new one."""
    return _page(request)


@router.post("/akun/token")
def make_token(
    request: Request, untuk: Word, wewenang: Scopes = None, hari: Days = DEFAULT_DAYS, kode: Word = ""
) -> Response:
    """Make a token and show it, once."""
    site, visitor = site_of(request), request.state.visitor
    key, address, now = f"kode {visitor.user}", address_of(request), site.now()
    if kode and (time := limits_of(request).take(key, address, now)):
        return wait(request, time)
    two_factor = site.configuration().settings.web.two_factor
    try:
        token = make_own_token(
            site.store, visitor.user, untuk, set(wewenang or ()), hari, kode.replace(" ", ""), visitor.roles,
            two_factor, now,
        )  # fmt: skip
    except AccountRefused as error:
        return _page(request, trouble=str(error), title=untuk, chosen=frozenset(wewenang or ()), days=hari)
    if kode:
        limits_of(request).passed(key, address)
    return _page(request, token=token)


@router.post("/akun/token/{key}/cabut")
def revoke_token(request: Request, key: str) -> Response:
    """Take one of the own tokens away; one that is gone already is gone."""
    site, user = site_of(request), request.state.visitor.user
    site.store.api_tokens.revoke(user, key, user, site.now())
    return RedirectResponse("/akun/token", status_code=303)


def _page(
    request: Request, *, token: str = "", trouble: str = "", title: str = "", chosen: frozenset[Scope] = frozenset(),
    days: int = DEFAULT_DAYS,
) -> Response:  # fmt: skip
    site, visitor = site_of(request), request.state.visitor
    return render(
        request, "own_tokens.html", status=422 if trouble else 200, token=token, trouble=trouble, typed=title,
        chosen=chosen, days=days, most_days=MOST_DAYS, now=site.now(), tokens=site.store.api_tokens.of(visitor.user),
        scopes=[one for one in Scope if one is not Scope.DECIDE or MAY_DECIDE & visitor.roles],
    )  # fmt: skip
