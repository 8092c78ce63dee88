"""Who holds which post, kept by administrators. A NIP is in no address, and a list shows only its first part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from netmaintd.errors import AccountRefused
from netmaintd.model.nip import doubts, masked
from netmaintd.model.people import Assignment, Capacity, Official, Role, held_twice
from netmaintd.model.rounds import RoundStatus
from netmaintd.usecases.assign_post import assign_post
from netmaintd.usecases.assign_post import end_post as write_end
from netmaintd.web.pages import render
from netmaintd.web.site import Site, site_of

router = APIRouter()
Line = Annotated[str, Form(max_length=200)]
_FIELDS = (
    "pengguna", "nama", "peran", "jabatan", "kedudukan", "pangkat", "nip", "telepon", "keputusan", "sampai", "opd",
)  # fmt: skip
NOT_A_DAY = "Tanggal tidak dapat dibaca; pilih dari kalender, atau tulis seperti 2026-11-25."
NOT_A_ROLE = "Pilih peran dan kedudukan dari daftar."


@dataclass(frozen=True, slots=True)
class Row:
    """One post as the list shows it."""

    number: int
    post: Assignment
    nip: str
    doubts: tuple[str, ...]


@router.get("/jabatan")
def posts(request: Request) -> Response:
    """Show all posts: held today, to come, ended."""
    return _list(request)


@router.get("/jabatan/baru")
def post_form(request: Request, pengguna: str = "") -> Response:
    """Show the form for a post."""
    return _form(request, {"pengguna": pengguna, "sejak": _today(site_of(request)).isoformat()})


@router.post("/jabatan")
def give_post(
    request: Request, pengguna: Line, nama: Line, peran: Line, jabatan: Line, kedudukan: Line = "definitif",
    pangkat: Line = "", nip: Line = "", telepon: Line = "", keputusan: Line = "", sejak: Line = "", sampai: Line = "",
    opd: Line = "",
) -> Response:  # fmt: skip
    """Give a person a post."""
    site = site_of(request)
    typed = {
        "pengguna": pengguna, "nama": nama, "peran": peran, "jabatan": jabatan, "kedudukan": kedudukan,
        "pangkat": pangkat, "nip": nip, "telepon": telepon, "keputusan": keputusan, "sejak": sejak, "sampai": sampai,
        "opd": opd,
    }  # fmt: skip
    try:
        assign_post(site.store, _assignment(typed), request.state.visitor.user, site.now())
    except AccountRefused as error:
        return _form(request, typed, str(error))
    return RedirectResponse("/jabatan", status_code=303)


@router.post("/jabatan/{number}/akhiri")
def end_post(request: Request, number: int, sampai: Line) -> Response:
    """Record the last day of a post."""
    site = site_of(request)
    try:
        write_end(site.store, number, _day(sampai), _today(site), request.state.visitor.user, site.now())
    except AccountRefused as error:
        return _list(request, str(error))
    return RedirectResponse("/jabatan", status_code=303)


def _list(request: Request, trouble: str = "") -> Response:
    site = site_of(request)
    today = _today(site)
    rows = [
        Row(number, post, masked(post.official.nip), doubts(post.official.nip, today) if post.official.nip else ())
        for number, post in site.store.people.numbered().items()
    ]
    rows.sort(key=lambda row: (list(Role).index(row.post.official.role), row.post.official.name))
    held = [row for row in rows if row.post.holds_on(today)]
    users = [row.post.official.user for row in held]
    return render(
        request, "posts.html", status=422 if trouble else 200, trouble=trouble, today=today, held=held,
        coming=[row for row in rows if row.post.since > today],
        ended=[row for row in rows if row.post.until and row.post.until < today],
        clashes=held_twice([row.post for row in rows if not row.post.until or row.post.until >= today]),
        several={user for user in users if users.count(user) > 1},
    )  # fmt: skip


def _form(request: Request, typed: dict[str, str], trouble: str = "") -> Response:
    known = sorted({one.user for one in site_of(request).store.accounts.list()})
    empty = dict.fromkeys(
        (
            "pengguna",
            "nama",
            "peran",
            "jabatan",
            "kedudukan",
            "pangkat",
            "nip",
            "telepon",
            "keputusan",
            "sampai",
            "opd",
        ),
        "",
    )
    return render(
        request, "post.html", status=422 if trouble else 200, trouble=trouble, typed=empty | typed, known=known,
        roles=tuple(Role), capacities=tuple(Capacity), agencies=_agencies(site_of(request)),
    )  # fmt: skip


def _assignment(typed: dict[str, str]) -> Assignment:
    """Return what was typed; AccountRefused where it cannot be read."""
    said = {name: " ".join(value.split()) for name, value in typed.items()}
    try:
        role, capacity = Role(said["peran"]), Capacity(said["kedudukan"])
    except ValueError as error:
        raise AccountRefused(NOT_A_ROLE) from error
    official = Official(
        said["pengguna"].lower(), said["nama"], role, said["jabatan"], capacity, said["pangkat"] or None,
        said["keputusan"] or None, said["nip"].replace(" ", "") or None,
        opd=(said["opd"] or None) if role is Role.OPD else None,
    )  # fmt: skip
    until = _day(said["sampai"]) if said["sampai"] else None
    return Assignment(official, _day(said["sejak"]), until, said["telepon"] or None)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise AccountRefused(NOT_A_DAY) from error


def _agencies(site: Site) -> list[str]:
    """Return the agencies at locations, of the inventory and of rounds that go on since before it changed."""
    going_on = site.store.rounds.list(RoundStatus.ACTIVE, RoundStatus.PAUSED)
    planned = {place.opd for round_ in going_on for place in round_.work_plan.sites}
    return sorted(planned | {place.opd for place in site.configuration().inventory.sites})


def _today(site: Site) -> date:
    return site.now().astimezone(site.office.zone).date()
