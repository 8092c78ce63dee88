"""Accounts of people, kept by administrators. A new password stands on the answer once, and nowhere else."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from netmaintd.errors import AccountRefused, AlreadyRecorded, NotFound
from netmaintd.model.accounts import Account, Grant
from netmaintd.usecases.keep_accounts import close_account, create_account, give_grants, reset_password
from netmaintd.web.pages import render
from netmaintd.web.site import site_of

router = APIRouter()
Word = Annotated[str, Form(max_length=200)]
Grants = Annotated[list[Grant] | None, Form()]
TAKEN = "Nama pengguna itu sudah dipakai; buka akunnya di bawah."


@router.get("/pengguna")
def accounts(request: Request) -> Response:
    """Show all accounts."""
    return _list(request)


@router.post("/pengguna")
def make_account(request: Request, pengguna: Word, wewenang: Grants = None) -> Response:
    """Make an account and show its first password."""
    site, actor = site_of(request), request.state.visitor.user
    user = pengguna.strip().lower()
    try:
        password = create_account(site.store, user, wewenang or (), actor, site.now())
    except AccountRefused as error:
        return _list(request, str(error), pengguna)
    except AlreadyRecorded:
        return _list(request, TAKEN, pengguna)
    return render(request, "first_password.html", user=user, password=password)


@router.get("/pengguna/{user}")
def account(request: Request, user: str) -> Response:
    """Show one account, and what can be done with it."""
    return _one(request, user)


@router.post("/pengguna/{user}/sandi")
def new_password(request: Request, user: str) -> Response:
    """Give an account a new first password and show it."""
    site = site_of(request)
    password = reset_password(site.store, user, request.state.visitor.user, site.now())
    return render(request, "first_password.html", user=user, password=password)


@router.post("/pengguna/{user}/tutup")
def shut_account(request: Request, user: str) -> Response:
    """Close an account."""
    site = site_of(request)
    try:
        close_account(site.store, user, request.state.visitor.user, site.now())
    except AccountRefused as error:
        return _one(request, user, str(error))
    return _back(user)


@router.post("/pengguna/{user}/buka")
def reopen_account(request: Request, user: str) -> Response:
    """Open a closed account."""
    site = site_of(request)
    site.store.accounts.set_disabled(user, False, request.state.visitor.user, site.now())
    return _back(user)


@router.post("/pengguna/{user}/wewenang")
def set_grants(request: Request, user: str, wewenang: Grants = None) -> Response:
    """Say what an account may beyond the posts of its person."""
    site = site_of(request)
    try:
        give_grants(site.store, user, wewenang or (), request.state.visitor.user, site.now())
    except AccountRefused as error:
        return _one(request, user, str(error))
    return _back(user)


@router.post("/pengguna/{user}/kode")
def no_codes(request: Request, user: str) -> Response:
    """Ask an account for no code any more, whose person lost the phone."""
    site = site_of(request)
    site.store.accounts.set_two_factor(user, None, request.state.visitor.user, site.now())
    return _back(user)


@router.post("/pengguna/{user}/sesi")
def end_sessions(request: Request, user: str) -> Response:
    """End all sessions of an account."""
    site = site_of(request)
    site.store.logins.end_of(user, request.state.visitor.user, site.now())
    return _back(user)


def _list(request: Request, trouble: str = "", typed: str = "") -> Response:
    site = site_of(request)
    today = site.now().astimezone(site.office.zone).date()
    posts: dict[str, list[str]] = {}
    for post in site.store.people.list():
        if post.holds_on(today):
            held = f"{post.official.capacity.prefix}{post.official.title}"
            posts.setdefault(post.official.user, []).append(f"{post.official.name}, {held}")
    return render(
        request, "accounts.html", status=422 if trouble else 200, accounts=site.store.accounts.list(), posts=posts,
        without=sorted(posts.keys() - {account.user for account in site.store.accounts.list()}),
        grants=tuple(Grant), trouble=trouble, typed=typed,
    )  # fmt: skip


def _one(request: Request, user: str, trouble: str = "") -> Response:
    site = site_of(request)
    posts = [post for post in site.store.people.list() if post.official.user == user]
    return render(
        request, "account.html", status=422 if trouble else 200, account=_known(request, user), posts=posts,
        sessions=len(site.store.logins.of(user, site.now())), grants=tuple(Grant), trouble=trouble,
    )  # fmt: skip


def _known(request: Request, user: str) -> Account:
    found = site_of(request).store.accounts.get(user)
    if found is None:
        raise NotFound(f"{user!r} has no account")
    return found


def _back(user: str) -> Response:
    return RedirectResponse(f"/pengguna/{user}", status_code=303)
