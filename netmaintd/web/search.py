"""One box for everything, and the page of a person that it leads to: which posts somebody held when."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from netmaintd.errors import NotFound
from netmaintd.usecases.search_office import SHORTEST, plain, search_office
from netmaintd.web.pages import render
from netmaintd.web.paging import Words
from netmaintd.web.site import site_of
from netmaintd.web.titles import titles

router = APIRouter()


@router.get("/cari")
def search(request: Request, kata: Words = "") -> Response:
    """Show what has the words in it."""
    site = site_of(request)
    word = plain(kata)
    found = search_office(site.store, site.configuration().inventory, word)
    return render(
        request, "search.html", word=word, found=found, short=len(word) < SHORTEST, title=titles(site)
    )  # fmt: skip


@router.get("/pejabat/{user}")
def person(request: Request, user: str) -> Response:
    """Show the posts of a person, newest first, without numbers of the person; NotFound for nobody."""
    posts = [one for one in site_of(request).store.people.list() if one.official.user == user]
    if not posts:
        raise NotFound(f"no person {user!r}")
    return render(request, "person.html", posts=sorted(posts, key=lambda one: one.since, reverse=True))
