"""Versions of a work plan: who saved which when, what each changed, two of them compared, and one to read."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

from fastapi import APIRouter, Request
from fastapi.responses import Response

from netmaintd.errors import NotFound
from netmaintd.model.documents import DocumentKind
from netmaintd.model.plan_versions import WorkPlanVersion
from netmaintd.model.rounds import Round
from netmaintd.signoff.plan_difference import difference
from netmaintd.signoff.plan_faults import WHO_EDITS, editable
from netmaintd.web.pages import render
from netmaintd.web.site import site_of
from netmaintd.web.work_plan import PHOTOS

router = APIRouter()


@router.get("/putaran/{round_id}/rencana/versi")
def plan_versions(request: Request, round_id: str) -> Response:
    """List all versions, newest first, each with what it changed."""
    store = site_of(request).store
    round_, versions = store.rounds.get(round_id), store.work_plans.list(round_id)
    changes = {new.version: difference(old.plan, new.plan) for old, new in pairwise(versions)}
    papers = [one for one in store.documents.list(round_id) if one.kind is DocumentKind.RENCANA_KERJA]
    handed_in = {one.version: [paper for paper in papers if _held(one, versions, paper.issued_at)] for one in versions}
    return render(
        request, "work_plan_versions.html", round=round_, versions=versions[::-1], changes=changes,
        handed_in=handed_in, may_edit=_may_edit(request, round_),
    )  # fmt: skip


@router.get("/putaran/{round_id}/rencana/versi/banding")
def plan_difference(request: Request, round_id: str, dari: int = 0, sampai: int = 0) -> Response:
    """Compare two versions in words; the last two where none is named."""
    store = site_of(request).store
    round_, versions = store.rounds.get(round_id), store.work_plans.list(round_id)
    old = _version(versions, dari or max(versions[-1].version - 1, 1))
    new = _version(versions, sampai or versions[-1].version)
    return render(
        request, "work_plan_difference.html", round=round_, versions=versions, old=old, new=new,
        changes=difference(old.plan, new.plan),
    )  # fmt: skip


@router.get("/putaran/{round_id}/rencana/versi/{version}")
def plan_version(request: Request, round_id: str, version: int) -> Response:
    """Show one version whole."""
    store = site_of(request).store
    found = store.work_plans.get(round_id, version)
    return render(
        request, "work_plan_version.html", round=store.rounds.get(round_id), one=found, photos=PHOTOS,
        newest=store.work_plans.newest(round_id).version,
    )  # fmt: skip


def _version(versions: list[WorkPlanVersion], number: int) -> WorkPlanVersion:
    for one in versions:
        if one.version == number:
            return one
    raise NotFound(f"the work plan has no version {number}")


def _held(one: WorkPlanVersion, versions: list[WorkPlanVersion], at: datetime) -> bool:
    """Whether a version was the newest at an instant."""
    before = [other.version for other in versions if other.at <= at]
    return bool(before) and one.version == before[-1]


def _may_edit(request: Request, round_: Round) -> bool:
    return editable(round_) and WHO_EDITS in request.state.visitor.roles
