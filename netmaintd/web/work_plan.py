"""The work plan at step 1: the section head edits it, each saving a version; others read what was handed in."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from netmaintd.errors import DecisionNotAllowed, NotFound
from netmaintd.model.plans import Photos
from netmaintd.model.rounds import WorkPlan
from netmaintd.signoff.plan_beginning import choices_of, fresh
from netmaintd.signoff.plan_choices import gone
from netmaintd.signoff.plan_faults import NOT_AT_PLAN, Remark
from netmaintd.usecases.edit_work_plan import Saving, chosen_plan, doubts, save_work_plan, wrongs
from netmaintd.usecases.prepare_work_plan import Desk, Source, open_desk
from netmaintd.usecases.preview_work_plan import preview_work_plan
from netmaintd.web.languages import catalogue, language_of
from netmaintd.web.pages import render
from netmaintd.web.refusals import refused
from netmaintd.web.site import site_of
from netmaintd.web.work_plan_fields import PlanForm, everywhere, form_of, item_rows, sent_form
from netmaintd.web.work_plan_reading import Reading
from netmaintd.web.work_plan_shown import shown_places

router = APIRouter()
NO_FILE = "Berkas rencana putaran ini tidak ada lagi di schedules/; minta administrator mengembalikannya."
PHOTOS = {
    Photos.NONE: "tanpa foto",
    Photos.OPTIONAL: "foto bila perlu",
    Photos.BEFORE_AFTER: "foto sebelum dan sesudah",
}
APPLY, CHECK = "terapkan", "periksa"
"""Buttons that save nothing: the page comes back with the form."""


@router.get("/putaran/{round_id}/rencana")
def plan_editor(request: Request, round_id: str, dari: str = "", tersimpan: int = 0) -> Response:
    """Show the work plan to be edited: as it is, as a fresh draft, or as in the last round."""
    desk = _desk(request, round_id, dari)
    if isinstance(desk, Response):
        return desk
    choices = choices_of(desk.base, desk.offer, desk.team)
    made = desk.newest.plan if desk.source is Source.NEWEST else chosen_plan(desk, choices)
    saved = tersimpan if tersimpan == desk.newest.version else 0
    return _page(request, desk, form_of(choices, desk.file.zone), made, just_saved=saved)


@router.post("/putaran/{round_id}/rencana")
def save_plan(request: Request, round_id: str, form: Annotated[PlanForm, Depends(sent_form)]) -> Response:
    """Save what the form says as a new version, or show it again with what is wrong or what others changed."""
    site, visitor, now = site_of(request), request.state.visitor, site_of(request).now()
    desk = _desk(request, round_id, form.one("dari"), posted=True)
    if isinstance(desk, Response):
        return desk
    if form.one("aksi") == APPLY:
        form = everywhere(form, tuple(place.site for place in desk.offer.everything.sites))
    items = {item.name for plan in (desk.base, desk.newest.plan) for item in plan.manual}
    reading = Reading(form, desk.offer, desk.team, items, desk.file.zone)
    choices = reading.choices()
    made, seen = chosen_plan(desk, choices), form.number("versi")
    if form.one("aksi") in (APPLY, CHECK) or reading.troubles:
        wrong = (*reading.troubles, *wrongs(desk, choices, now)) if form.one("aksi") != APPLY else ()
        return _page(request, desk, form, made, seen=seen, wrong=wrong, checked=True)
    try:
        saving = save_work_plan(site.store, site.configuration(), desk, choices, seen, visitor.user, now)
    except DecisionNotAllowed:
        return _refused(request, NOT_AT_PLAN)
    if saving.saved:
        page = f"/putaran/{round_id}/rencana?tersimpan={saving.newest.version}"
        return RedirectResponse(page, status_code=303)
    return _page(request, desk, form, made, seen=saving.newest.version, wrong=saving.faults, saving=saving)


@router.get("/putaran/{round_id}/rencana/pratinjau")
def plan_preview(request: Request, round_id: str) -> Response:
    """Return the newest version as the paper that handing in would freeze, marked as a preview."""
    site = site_of(request)
    try:
        pdf = preview_work_plan(site.store, site.office, site.calendar, round_id, site.now())
    except DecisionNotAllowed:
        return _refused(request, NOT_AT_PLAN)
    headers = {"Content-Disposition": 'inline; filename="pratinjau-rencana-kerja.pdf"',
               "Content-Security-Policy": "sandbox", "Cache-Control": "no-store"}  # fmt: skip
    return Response(pdf, media_type="application/pdf", headers=headers)


def _desk(request: Request, round_id: str, source: str, *, posted: bool = False) -> Desk | Response:
    """Return what is needed to edit, or the answer where the plan cannot be edited."""
    site = site_of(request)
    site.store.rounds.get(round_id)
    chosen = Source(source) if source in set(Source) else Source.NEWEST
    try:
        return open_desk(site.store, site.configuration(), site.calendar, round_id, chosen, site.now())
    except DecisionNotAllowed:
        if posted:
            return _refused(request, NOT_AT_PLAN)
        return RedirectResponse(f"/putaran/{round_id}/rencana/versi", status_code=303)
    except NotFound:
        return _refused(request, NO_FILE)


def _refused(request: Request, why: str) -> Response:
    """Say why the plan cannot be edited, in the language of the reader."""
    return refused(request, 409, catalogue(language_of(request)).gettext(why))


def _page(
    request: Request, desk: Desk, form: PlanForm, made: WorkPlan, *, seen: int = 0, wrong: tuple[Remark, ...] = (),
    saving: Saving | None = None, checked: bool = False, just_saved: int = 0,
) -> Response:  # fmt: skip
    """Return the page: what may be chosen, the form over it, and what is wrong, doubtful or changed."""
    site = site_of(request)
    stale = saving is not None and saving.stale
    return render(
        request, "work_plan.html", status=409 if stale else 422 if wrong else 200, round=desk.round, desk=desk,
        form=form, newest=saving.newest if saving else desk.newest, version=seen or desk.newest.version,
        items=item_rows(form), photos=PHOTOS, wrong=wrong, wrong_sites={name for one in wrong for name in one.sites},
        stale=stale, news=saving.news if saving else (), checked=checked, just_saved=just_saved,
        doubts=doubts(desk, made, site.now()), **_changed(desk, form),
    )  # fmt: skip


def _changed(desk: Desk, form: PlanForm) -> dict[str, Any]:
    """Return the locations as the form has them, and what inventory and posts say otherwise than the plan."""
    came, users = fresh(desk.base, desk.offer), {officer.user for officer in desk.team}
    return {
        "places": shown_places(form, desk.offer, came),
        "titles": {place.site: place.title for place in desk.offer.everything.sites},
        "fresh": came,
        "gone": gone(desk.base, desk.offer),
        "lost": [one for one in desk.base.planned_officers if one.user not in users],
    }
