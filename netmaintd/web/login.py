"""Logging in and out, and the own password."""

from __future__ import annotations

import logging
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from netmaintd.errors import PasswordRefused
from netmaintd.usecases.keep_accounts import change_own_password
from netmaintd.web.pages import render
from netmaintd.web.refusals import refused
from netmaintd.web.site import site_of
from netmaintd.web.visitor import COOKIE

logger = logging.getLogger(__name__)
router = APIRouter()
Word = Annotated[str, Form(max_length=200)]
_WRONG = "Nama pengguna, sandi, atau kode tidak cocok."


@router.get("/masuk")
def login_page(request: Request, ke: str = "/") -> Response:
    """Show the form."""
    return render(request, "login.html", back=_inside(ke), trouble="", user="")


@router.post("/masuk")
def log_in(request: Request, pengguna: Word, sandi: Word, kode: Word = "", ke: Word = "/") -> Response:
    """Begin a session when name, password and code fit; which of them did not is not said."""
    site, limits = site_of(request), request.app.state.limits
    now, address = site.now(), request.client.host if request.client else ""
    if limits.reached(pengguna, address, now):
        return refused(request, 429)
    if not _fits(request, pengguna, sandi, kode.replace(" ", "")):
        limits.failed(pengguna, address, now)
        site.store.logins.refused(pengguna, "password or code", now)
        logger.warning("login refused", extra={"address": address})
        return render(request, "login.html", status=401, back=_inside(ke), trouble=_WRONG, user=pengguna)
    limits.passed(pengguna)
    answer = RedirectResponse(_inside(ke), status_code=303)
    token = site.store.logins.begin(pengguna, now)
    answer.set_cookie(COOKIE, token, secure=True, httponly=True, samesite="lax", path="/")
    return answer


@router.post("/keluar")
def log_out(request: Request) -> Response:
    """End the session, here and in the store."""
    site = site_of(request)
    site.store.logins.end(request.cookies.get(COOKIE, ""), site.now())
    answer = RedirectResponse("/masuk", status_code=303)
    answer.delete_cookie(COOKIE, secure=True, httponly=True, samesite="lax", path="/")
    return answer


@router.get("/akun/sandi")
def password_page(request: Request) -> Response:
    """Show the form for the own password."""
    return render(request, "password.html", trouble="")


@router.post("/akun/sandi")
def change_password(request: Request, lama: Word, baru: Word, ulang: Word) -> Response:
    """Change the own password; every session ends, this one too."""
    site, user = site_of(request), request.state.visitor.user
    try:
        change_own_password(site.store, user, lama, baru, ulang, site.now())
    except PasswordRefused as error:
        return render(request, "password.html", status=422, trouble=str(error))
    return RedirectResponse("/masuk", status_code=303)


def _fits(request: Request, user: str, password: str, code: str) -> bool:
    site = site_of(request)
    if not site.store.accounts.password_fits(user, password):
        return False
    account = site.store.accounts.get(user)
    return account is not None and (not account.two_factor or site.store.accounts.code_fits(user, code, site.now()))


def _inside(path: str) -> str:
    """Return where to go after the login, only within this site."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() else "/"
