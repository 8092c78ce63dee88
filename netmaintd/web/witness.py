"""The agency at a location before its berita acara: read it, sign it on this phone or in an own account, or object.

For the team the same page leads to the other ways: a one-time link, the paper, and what to do when nobody is there.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import uuid4

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from netmaintd.documents.photographs import MOST_BYTES
from netmaintd.errors import DecisionNotAllowed, NotFound, StaleDecision, UploadRefused, WitnessRefused
from netmaintd.model.people import Role
from netmaintd.model.rounds import REPORT_STEP, SignatureMethod
from netmaintd.signoff.agency import speaks_for
from netmaintd.usecases.read_minutes import NOT_WAITING, read_minutes
from netmaintd.usecases.read_minutes import renew_minutes as issue_anew
from netmaintd.usecases.sign_minutes import sign_minutes
from netmaintd.usecases.sign_on_paper import NOT_THAT_DAY, Sheet, attach_sheet
from netmaintd.usecases.sign_on_paper import sign_on_paper as record_paper
from netmaintd.web.pages import render
from netmaintd.web.site import site_of
from netmaintd.web.visits import planned_at
from netmaintd.web.witness_form import AnswerFields

router = APIRouter()
PAGE = "/putaran/{round_id}/saksi/{place}"
CHANGED = "Berita acara ini sudah berubah. Baca versi di bawah, lalu jawab sekali lagi."
Line = Annotated[str, Form(max_length=200)]
Upload = Annotated[UploadFile | None, File()]


@router.get(PAGE)
def witness(request: Request, round_id: str, place: str) -> Response:
    """Show the berita acara of a location, and how it can be answered."""
    return witness_page(request, round_id, place)


@router.get(PAGE + "/berita-acara.pdf")
def minutes_paper(request: Request, round_id: str, place: str) -> Response:
    """Return the newest berita acara of a location."""
    planned_at(request, round_id, place)
    site = site_of(request)
    document = read_minutes(site.store, site.office, round_id, place).document
    if document is None:
        raise NotFound(f"{round_id}/{place} has no berita acara yet")
    return pdf(site.store.documents.content(document.sha256), document.file_name)


@router.post(PAGE)
def sign_as_witness(request: Request, round_id: str, place: str, fields: Annotated[AnswerFields, Form()]) -> Response:
    """Record what the agency answers here."""
    site, visitor = site_of(request), request.state.visitor
    planned_at(request, round_id, place)
    try:
        sign_minutes(
            site.store, site.office, site.calendar, round_id, place, fields.said, visitor.user, site.now()
        )  # fmt: skip
    except (WitnessRefused, UploadRefused, DecisionNotAllowed, StaleDecision) as error:
        return _once_more(request, round_id, place, error, typed=fields)
    return RedirectResponse(request.url.path, status_code=303)


@router.post(PAGE + "/kertas")
def sign_on_paper(
    request: Request, round_id: str, place: str, fields: Annotated[AnswerFields, Form()], tanggal: Line = "",
    menyusul: Line = "", kirim: Line = "", berkas: Upload = None,
) -> Response:  # fmt: skip
    """Record a signature on paper, with its scan or the word that it follows."""
    site, visitor = site_of(request), request.state.visitor
    planned_at(request, round_id, place)
    try:
        sheet = Sheet(_day(tanggal), _content(berkas), bool(menyusul), kirim or uuid4().hex)
        record_paper(
            site.store, site.office, site.calendar, round_id, place, fields.said, sheet, visitor.user, site.now()
        )  # fmt: skip
    except (WitnessRefused, UploadRefused, DecisionNotAllowed, StaleDecision) as error:
        return _once_more(request, round_id, place, error, typed=fields, paper=True)
    return RedirectResponse(f"/putaran/{round_id}/saksi/{place}", status_code=303)


@router.post(PAGE + "/lembar")
def bring_sheet(request: Request, round_id: str, place: str, berkas: Upload = None, kirim: Line = "") -> Response:
    """Attach the scan of a sheet that was signed before."""
    site, visitor = site_of(request), request.state.visitor
    planned_at(request, round_id, place)
    try:
        attach_sheet(
            site.store, site.office, round_id, place, _content(berkas), kirim, visitor.user, site.now()
        )  # fmt: skip
    except (WitnessRefused, UploadRefused) as error:
        return _once_more(request, round_id, place, error)
    return RedirectResponse(f"/putaran/{round_id}/saksi/{place}", status_code=303)


@router.post(PAGE + "/perbarui")
def renew_minutes(request: Request, round_id: str, place: str) -> Response:
    """Issue the berita acara anew with what was written down since."""
    site, visitor = site_of(request), request.state.visitor
    planned_at(request, round_id, place)
    try:
        issue_anew(site.store, site.office, site.calendar, round_id, place, visitor.user, site.now())
    except WitnessRefused as error:
        return _once_more(request, round_id, place, error)
    return RedirectResponse(f"/putaran/{round_id}/saksi/{place}", status_code=303)


def witness_page(request: Request, round_id: str, place: str, status: int = 200, **told: Any) -> Response:
    """Return the page, perhaps with what went wrong or what was made."""
    site, visitor = site_of(request), request.state.visitor
    _round, planned = planned_at(request, round_id, place)
    minutes = read_minutes(site.store, site.office, round_id, place)
    own = next((post for post in visitor.posts if speaks_for(post, minutes.round, place)), None)
    absences = [
        entry for entry in minutes.round.trail
        if entry.site == place and entry.step == REPORT_STEP and entry.verb == "await-signature"
    ]  # fmt: skip
    team = Role.TIM in visitor.roles
    return render(
        request, "witness.html", status=status, minutes=minutes, planned=planned, own=own, absences=absences,
        links=site.store.witness_links.of(round_id, place) if team or Role.KASI in visitor.roles else (),
        team=team, kasi=Role.KASI in visitor.roles, methods=SignatureMethod, sending=uuid4().hex,
        sheets=[scan for scan in site.store.records.visit(round_id, place).record.scans if scan.document_sha256],
        base=f"/putaran/{round_id}/saksi/{place}", now=site.now(),
        **{"trouble": "", "typed": AnswerFields(), "paper": False, "made": None, **told},
    )  # fmt: skip


def pdf(content: bytes, name: str) -> Response:
    """Return a document as a file that browsers show and never run."""
    plain = name.encode("ascii", "replace").decode()
    headers = {"Content-Disposition": f'inline; filename="{plain}"', "Content-Security-Policy": "sandbox"}
    return Response(content, media_type="application/pdf", headers=headers)


def _once_more(request: Request, round_id: str, place: str, error: Exception, **told: Any) -> Response:
    if isinstance(error, StaleDecision):
        return witness_page(request, round_id, place, 409, trouble=CHANGED, **told)
    if isinstance(error, DecisionNotAllowed):
        return witness_page(request, round_id, place, 409, trouble=NOT_WAITING, **told)
    return witness_page(request, round_id, place, 422, trouble=str(error), **told)


def _content(file: UploadFile | None) -> bytes:
    return file.file.read(MOST_BYTES + 1) if file else b""


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise WitnessRefused(NOT_THAT_DAY) from error
