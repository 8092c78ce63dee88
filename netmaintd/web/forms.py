"""Paper forms: printed blank or prefilled, found again by their code, and typed in later in the order of the paper."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any
from uuid import uuid4

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from netmaintd.documents.contexts.signers import name_of
from netmaintd.errors import DecisionNotAllowed, NotFound
from netmaintd.model.dossier import ManualEntry, VisitRecord
from netmaintd.model.form_codes import read_form_code
from netmaintd.model.results import Status
from netmaintd.model.rounds import PlannedSite, Round
from netmaintd.signoff.visit_entry import why_read_only
from netmaintd.usecases.enter_form import enter_form
from netmaintd.usecases.list_visits import list_visits
from netmaintd.usecases.print_form import print_blank_form, print_form
from netmaintd.usecases.record_visit import Saving
from netmaintd.web.form_fields import PaperFields, paper_form
from netmaintd.web.form_lines import Part, lines_of, parts_of
from netmaintd.web.pages import render
from netmaintd.web.site import site_of
from netmaintd.web.visit_form import Shown, shown_again, shown_joined, shown_record
from netmaintd.web.visits import planned_at, told_clash, turned_down

router = APIRouter()


@router.get("/formulir")
def form_by_code(request: Request, kode: str = "") -> Response:
    """Lead from the code of a sheet to where it is typed in; without one, list the locations at hand."""
    site, visitor = site_of(request), request.state.visitor
    code = read_form_code(kode)
    place = site.store.form_codes.place(code.code) if code else None
    if place:
        return RedirectResponse(f"/putaran/{place[0]}/formulir/{place[1]}/isi?kode={code}", status_code=303)
    blank = bool(code and code.blank)
    return render(
        request, "form_code.html", status=404 if kode and not blank else 200, typed=kode[:60], blank=blank,
        found=list_visits(site.store, site.office, visitor.user, visitor.roles, site.now()),
        plans=site.configuration().plans,
    )  # fmt: skip


@router.get("/formulir/kosong")
def blank_form(request: Request, rencana: str = "") -> Response:
    """Return a blank form as PDF."""
    site = site_of(request)
    return _pdf(print_blank_form(site.configuration(), rencana, site.now()), "formulir-kosong.pdf")


@router.get("/putaran/{round_id}/formulir/{place}")
def form_paper(request: Request, round_id: str, place: str, perangkat: str = "") -> Response:
    """Return the form of a location as PDF, or the sheet of one of its devices."""
    site, user = site_of(request), request.state.visitor.user
    pdf = print_form(site.store, site.configuration(), round_id, place, user, site.now(), perangkat)
    return _pdf(pdf, f"{'-'.join(filter(None, (round_id, 'formulir', place, perangkat)))}.pdf")


@router.get("/putaran/{round_id}/formulir/{place}/isi")
def form_entry(request: Request, round_id: str, place: str, kode: str = "", bagian: int = 1) -> Response:
    """Show the form of a location as it lies on the desk."""
    site = site_of(request)
    round_, planned = planned_at(request, round_id, place)
    newest = site.store.records.visit(round_id, place)
    shown = shown_record(newest.record, _appointed(round_), site.office.zone)
    if bagian > 1:
        shown = _as_typed_before(shown, newest.record, request)
    return _page(request, round_, planned, newest.record, newest.version, shown, _part(planned, round_, bagian), kode)


@router.post("/putaran/{round_id}/formulir/{place}/isi")
def enter_form_page(
    request: Request, round_id: str, place: str, fields: Annotated[PaperFields, Form()], bagian: int = 1
) -> Response:
    """Record what was typed from paper and its scan, or show it again with what is wrong."""
    site, visitor, now = site_of(request), request.state.visitor, site_of(request).now()
    round_, planned = planned_at(request, round_id, place)
    part = _part(planned, round_, bagian)
    try:
        before = site.store.records.visit(round_id, place, fields.versi).record
        form, troubles = paper_form(fields, before, lines_of(round_, part), visitor, now, site.office.zone)
        saving = enter_form(site.store, site.office, round_id, place, form, visitor.user, now)
    except DecisionNotAllowed:
        return turned_down(request, 403, why_read_only(round_, place, visitor.user, visitor.roles))
    if saving.saved and not troubles:
        return RedirectResponse(_next(request, part, fields.kode), status_code=303)
    return _once_more(request, round_, planned, fields, saving, troubles, part)


def _once_more(
    request: Request, round_: Round, planned: PlannedSite, fields: PaperFields, saving: Saving,
    troubles: tuple[str, ...], part: Part,
) -> Response:  # fmt: skip
    """Show the form as it was typed; files must be chosen anew, unless they were kept already."""
    joined = shown_record(saving.joined, _appointed(round_), site_of(request).office.zone)
    shown = shown_joined(fields, joined) if saving.clashes else shown_again(fields, joined)
    version = saving.newest.version if saving.clashes else fields.versi
    return _page(
        request, round_, planned, saving.newest.record, version, shown, part, fields.kode,
        status=409 if saving.clashes else 422, troubles=(*troubles, *saving.faults), who=saving.newest,
        news=[told_clash(round_, clash.what, clash.theirs) for clash in saving.clashes], actions=fields.of("tindakan"),
    )  # fmt: skip


def _page(
    request: Request, round_: Round, planned: PlannedSite, record: VisitRecord, version: int, shown: Shown, part: Part,
    kode: str, *, status: int = 200, **told: Any,
) -> Response:  # fmt: skip
    site, visitor = site_of(request), request.state.visitor
    return render(
        request, "form.html", status=status, round=round_, planned=planned, record=record, version=version,
        shown=shown, sending=uuid4().hex, part=part, parts=len(parts_of(planned, round_.work_plan.manual)),
        kode=kode[:60], lines=lines_of(round_, part), statuses=tuple(Status),
        records=site.store.records.results_at(round_.id, planned.site),
        read_only=why_read_only(round_, planned.site, visitor.user, visitor.roles), appointed=_appointed(round_),
        copied=[entry for entry in record.manual if entry.from_paper], typist=lambda user: name_of(round_, user),
        base=f"/putaran/{round_.id}/formulir/{planned.site}", visit=f"/kunjungan/{round_.id}/{planned.site}",
        **{"troubles": (), "news": (), "who": None, "actions": {}, **told},
    )  # fmt: skip


def _part(planned: PlannedSite, round_: Round, number: int) -> Part:
    parts = parts_of(planned, round_.work_plan.manual)
    if not 0 < number <= len(parts):
        raise NotFound(f"the form of {planned.site} has {len(parts)} parts, not {number}")
    return parts[number - 1]


def _as_typed_before(shown: Shown, record: VisitRecord, request: Request) -> Shown:
    """Return a form that repeats when and by whom the work was done, as the same person wrote for the part before."""
    user, zone = request.state.visitor.user, site_of(request).office.zone
    mine: list[ManualEntry] = [e for e in record.manual if e.from_paper and e.entered_by == user]
    if not mine:
        return shown
    last = max(mine, key=lambda entry: entry.entered_at)
    done = last.performed_at.astimezone(zone).strftime("%Y-%m-%dT%H:%M")
    return replace(shown, text=shown.text | {"dilakukan": done, "pelaksana": last.by})


def _next(request: Request, part: Part, kode: str) -> str:
    """Return the address of what comes after a part: the next one, or the form as it is recorded."""
    number = part.number if part.last else part.number + 1
    code = read_form_code(kode)
    return f"{request.url.path}?bagian={number}{f'&kode={code}' if code else ''}#tercatat"


def _appointed(round_: Round) -> tuple[str, ...]:
    return tuple(officer.name for officer in round_.officers)


def _pdf(content: bytes, name: str) -> Response:
    shown = name.encode("ascii", "replace").decode().replace('"', "")
    headers = {"Content-Disposition": f'inline; filename="{shown}"', "Content-Security-Policy": "sandbox"}
    return Response(content, media_type="application/pdf", headers=headers)
