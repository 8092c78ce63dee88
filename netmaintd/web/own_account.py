"""The own account: password, second step, sessions."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup

from netmaintd.documents.qr import qr_svg
from netmaintd.errors import PasswordRefused
from netmaintd.usecases.keep_accounts import change_own_password
from netmaintd.usecases.keep_codes import offer_codes, turn_codes_off, turn_codes_on
from netmaintd.web.login import address_of, limits_of
from netmaintd.web.pages import render
from netmaintd.web.refusals import wait
from netmaintd.web.site import site_of
from netmaintd.web.visitor import token_of

router = APIRouter()
Word = Annotated[str, Form(max_length=200)]


@router.get("/akun")
def own_account(request: Request) -> Response:
    """Show the own account and the posts of its person."""
    site, user = site_of(request), request.state.visitor.user
    today = site.now().astimezone(site.office.zone).date()
    posts = [post for post in site.store.people.list() if post.official.user == user and post.holds_on(today)]
    return render(request, "own_account.html", posts=posts)


@router.get("/akun/sandi")
def password_page(request: Request) -> Response:
    """Show the form for the own password."""
    return render(request, "password.html", trouble="")


@router.post("/akun/sandi")
def change_password(request: Request, lama: Word, baru: Word, ulang: Word) -> Response:
    """Change the own password; every session ends, this one too."""
    site, user = site_of(request), request.state.visitor.user
    key, address = f"sandi {user}", address_of(request)
    time = limits_of(request).take(key, address, site.now())
    if time:
        return wait(request, time)
    try:
        change_own_password(site.store, user, lama, baru, ulang, site.now())
    except PasswordRefused as error:
        return render(request, "password.html", status=422, trouble=str(error))
    limits_of(request).passed(key, address)
    return RedirectResponse("/masuk", status_code=303)


@router.get("/akun/kode")
def code_page(request: Request) -> Response:
    """Show whether codes are used, and how to begin."""
    return _code_page(request)


@router.post("/akun/kode")
def codes_on(request: Request, rahasia: Word, kode: Word) -> Response:
    """Use codes from now on, once one of them fitted."""
    site, user = site_of(request), request.state.visitor.user
    key, address = f"kode {user}", address_of(request)
    time = limits_of(request).take(key, address, site.now())
    if time:
        return wait(request, time)
    try:
        turn_codes_on(site.store, user, rahasia, kode.replace(" ", ""), site.now(), token_of(request))
    except PasswordRefused as error:
        return _code_page(request, str(error), rahasia)
    limits_of(request).passed(key, address)
    return RedirectResponse("/akun", status_code=303)


@router.post("/akun/kode/matikan")
def codes_off(request: Request, sandi: Word) -> Response:
    """Use no codes any more; the password is asked for, for a phone may lie unattended."""
    site, user = site_of(request), request.state.visitor.user
    key, address = f"sandi {user}", address_of(request)
    time = limits_of(request).take(key, address, site.now())
    if time:
        return wait(request, time)
    try:
        turn_codes_off(site.store, user, sandi, site.now(), token_of(request))
    except PasswordRefused as error:
        return _code_page(request, str(error))
    limits_of(request).passed(key, address)
    return RedirectResponse("/akun/kode", status_code=303)


@router.get("/akun/sesi")
def own_sessions(request: Request) -> Response:
    """Show where the own account is logged in."""
    site, user = site_of(request), request.state.visitor.user
    return render(request, "own_sessions.html", sessions=site.store.logins.of(user, site.now(), token_of(request)))


@router.post("/akun/sesi")
def end_own_sessions(request: Request, kunci: Word = "") -> Response:
    """End one of the own sessions, or all others."""
    site, user = site_of(request), request.state.visitor.user
    site.store.logins.end_of(user, user, site.now(), key=kunci, but="" if kunci else token_of(request))
    return RedirectResponse("/akun/sesi", status_code=303)


def _code_page(request: Request, trouble: str = "", secret: str = "") -> Response:
    visitor, site = request.state.visitor, site_of(request)
    offer = None if visitor.account.two_factor else offer_codes(visitor.user, site.office.agency, secret)
    return render(
        request, "own_codes.html", status=422 if trouble else 200, trouble=trouble, offer=offer,
        picture=_picture(offer.address) if offer else "",
    )  # fmt: skip


def _picture(text: str) -> Markup:
    """Return a QR code as SVG; it is drawn from our own text alone."""
    return Markup(qr_svg(text).decode())  # noqa: S704  it holds numbers only
