"""Visits: today's, and one location with the automatic half beside the manual half."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Annotated, Any
from uuid import uuid4

from fastapi import APIRouter, Form, Request
from fastapi.responses import FileResponse, JSONResponse, RedirectResponse, Response

from netmaintd.documents.contexts.readings import check_title
from netmaintd.documents.contexts.signers import name_of
from netmaintd.errors import DecisionNotAllowed, NotFound
from netmaintd.model.dossier import VisitRecord
from netmaintd.model.results import Status
from netmaintd.model.rounds import PlannedSite, Round
from netmaintd.signoff.by_hand import made_by_hand
from netmaintd.signoff.visit_entry import why_read_only
from netmaintd.usecases.list_visits import When, list_visits
from netmaintd.usecases.record_visit import Saving, Sending, write_visit
from netmaintd.web.pages import part, render
from netmaintd.web.refusals import refused
from netmaintd.web.site import site_of
from netmaintd.web.visit_form import Shown, VisitFields, filled, shown_again, shown_joined, shown_record

router = APIRouter()
PER_PART = 25
"""Devices on one page: a form of more is slow on a phone, and parsers cap the fields of a form."""
_WORKER = Path(__file__).parent / "static" / "worker.js"
CLASHED = "Orang lain sudah mengubah hal yang sama. Buka kunjungannya, baca, lalu tekan Simpan."
FIELD_NAMES = {
    "arrived_at": "Jam datang", "departed_at": "Jam selesai", "officers": "Petugas", "met": "Yang ditemui",
    "no_photos_reason": "Alasan tanpa foto", "actions": "Tindakan", "parts": "Suku cadang",
    "config_changes": "Perubahan konfigurasi", "deviations": "Penyimpangan dari rencana", "opd_note": "Catatan OPD",
}  # fmt: skip


@router.get("/kunjungan")
def visits(request: Request) -> Response:
    """List the visits at hand: an officer's own, all for others."""
    site, visitor = site_of(request), request.state.visitor
    found = list_visits(site.store, site.office, visitor.user, visitor.roles, site.now())
    groups = [(when, [visit for visit in found if visit.when is when]) for when in When]
    return render(request, "visits.html", groups=groups, any=bool(found))


@router.get("/pekerja.js")
def worker() -> Response:
    """Return the service worker, from the root: it may only serve pages below its own address."""
    return FileResponse(_WORKER, media_type="text/javascript", headers={"Cache-Control": "no-cache"})


@router.get("/kunjungan/{round_id}/{place}", name="visit")
def visit(request: Request, round_id: str, place: str, bagian: int = 1) -> Response:
    """Show one location."""
    site = site_of(request)
    round_, planned = planned_at(request, round_id, place)
    newest = site.store.records.visit(round_id, place)
    shown = shown_record(newest.record, _appointed(round_), site.office.zone)
    return _page(request, round_, planned, newest.record, newest.version, shown, bagian)


@router.post("/kunjungan/{round_id}/{place}", name="write_visit")
def write(
    request: Request, round_id: str, place: str, fields: Annotated[VisitFields, Form()], bagian: int = 1
) -> Response:
    """Record what the form says, or show it again with what is wrong or what others changed meanwhile."""
    site, visitor, now = site_of(request), request.state.visitor, site_of(request).now()
    round_, planned = planned_at(request, round_id, place)
    said, troubles = filled(fields, visitor.name, visitor.user, now, site.office.zone)
    sending = Sending(fields.versi, fields.kirim or uuid4().hex, fields.digest)
    if troubles:
        newest = site.store.records.visit(round_id, place)
        saving = Saving(newest, newest.record, troubles)
    else:
        try:
            saving = write_visit(site.store, site.office, round_id, place, said, sending, visitor.user, now)
        except DecisionNotAllowed:
            return turned_down(request, 403, why_read_only(round_, place, visitor.user, visitor.roles))
    if saving.saved:
        return recorded(request, f"{request.url.path}?bagian={bagian}", saving.newest.version)
    return _once_more(request, round_, planned, fields, saving, bagian)


@router.get("/kunjungan/{round_id}/{place}/hasil")
def visit_results(request: Request, round_id: str, place: str, bagian: int = 1) -> Response:
    """Return the automatic half as one server-sent event when it changed; the browser asks again by itself."""
    _round, planned = planned_at(request, round_id, place)
    records = site_of(request).store.records.results_at(round_id, place)
    parts = {
        device.name: part(request, "visit_results.html", device=device, record=records.get(device.name))
        for device in _part(planned, bagian)
    }
    text = json.dumps(parts, sort_keys=True)
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    told = f"id: {digest}\ndata: {text}\n\n" if request.headers.get("last-event-id") != digest else ": same\n\n"
    return Response(f"retry: 5000\n{told}", media_type="text/event-stream")


def planned_at(request: Request, round_id: str, place: str) -> tuple[Round, PlannedSite]:
    """Return a round and a location of its plan; NotFound when there is no such one."""
    round_ = site_of(request).store.rounds.get(round_id)
    for planned in round_.work_plan.sites:
        if planned.site == place:
            return round_, planned
    raise NotFound(f"{round_id} has no location {place!r}")


def wants_json(request: Request) -> bool:
    """Whether a script of ours asks, which sends what was kept on a phone."""
    return "application/json" in request.headers.get("accept", "")


def recorded(request: Request, page: str, version: int) -> Response:
    """Answer that something is recorded: to a script in words, to a browser with the page."""
    if wants_json(request):
        return JSONResponse({"tercatat": True, "versi": version})
    return RedirectResponse(page, status_code=303)


def turned_down(request: Request, status: int, *sentences: str) -> Response:
    """Answer why something is not recorded."""
    if wants_json(request):
        return JSONResponse({"tercatat": False, "kalimat": sentences}, status_code=status)
    return refused(request, status, " ".join(sentences))


def _once_more(
    request: Request, round_: Round, planned: PlannedSite, fields: VisitFields, saving: Saving, bagian: int
) -> Response:
    """Show the form as it was sent: over the newest version where somebody else was faster."""
    status = 409 if saving.clashes else 422
    news = [told_clash(round_, clash.what, clash.theirs) for clash in saving.clashes]
    if wants_json(request):
        told = (CLASHED,) if news else ()
        return turned_down(request, status, *saving.faults, *told, *(f"{what}: {theirs}" for what, theirs in news))
    zone = site_of(request).office.zone
    version = saving.newest.version if saving.clashes else fields.versi
    joined = shown_record(saving.joined, _appointed(round_), zone)
    shown = shown_joined(fields, joined) if saving.clashes else shown_again(fields, joined)
    return _page(
        request, round_, planned, saving.newest.record, version, shown, bagian, status=status,
        troubles=saving.faults, news=news, who=saving.newest,
    )  # fmt: skip


def _page(
    request: Request, round_: Round, planned: PlannedSite, record: VisitRecord, version: int, shown: Shown,
    bagian: int, *, status: int = 200, **told: Any,
) -> Response:  # fmt: skip
    site, visitor = site_of(request), request.state.visitor
    devices = _part(planned, bagian)
    return render(
        request, "visit.html", status=status, round=round_, planned=planned, record=record, version=version,
        shown=shown, sending=uuid4().hex, devices=devices, part=bagian, parts=-(-len(planned.devices) // PER_PART),
        read_only=why_read_only(round_, planned.site, visitor.user, visitor.roles), statuses=tuple(Status),
        records=site.store.records.results_at(round_.id, planned.site), site_items=_items(round_, per_device=False),
        device_items=_items(round_, per_device=True), appointed=_appointed(round_),
        base=f"/kunjungan/{round_.id}/{planned.site}", typist=lambda user: name_of(round_, user),
        copied={(e.item, e.device or ""): e for e in record.manual if e.from_paper}, check_title=check_title,
        by_hand={device.name: made_by_hand(record, device) for device in devices},
        **{"troubles": (), "news": (), "who": None, **told},
    )  # fmt: skip


def _part(planned: PlannedSite, bagian: int) -> tuple[Any, ...]:
    start = max(bagian - 1, 0) * PER_PART
    return planned.devices[start : start + PER_PART]


def _items(round_: Round, *, per_device: bool) -> tuple[Any, ...]:
    return tuple(item for item in round_.work_plan.manual if item.per_device is per_device)


def _appointed(round_: Round) -> tuple[str, ...]:
    return tuple(officer.name for officer in round_.officers)


def told_clash(round_: Round, what: str | tuple[str, str | None], theirs: Any) -> tuple[str, str]:
    """Return the name of what somebody else changed, and what it says now."""
    if isinstance(what, str):
        value = theirs if isinstance(theirs, tuple) else (theirs,)
        return FIELD_NAMES[what], "; ".join(str(one) for one in value if one) or "–"
    title = next((item.title for item in round_.work_plan.manual if item.name == what[0]), check_title(what[0]))
    return f"{title}, {what[1]}" if what[1] else title, f"{theirs.status.word}. {theirs.note}"
