"""The gate between steps 7 and 8: everything that is missing, by name, each with the way to where it is filled in."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from netmaintd.errors import AlreadyRecorded, DecisionNotAllowed, NotFound
from netmaintd.signoff.completeness import open_gaps, overridden
from netmaintd.signoff.gap import Blank, Gap
from netmaintd.signoff.trail import executors
from netmaintd.signoff.visit_entry import why_read_only
from netmaintd.signoff.waiting import open_to
from netmaintd.signoff.who_fills import POINTS, who_fills
from netmaintd.usecases.repeat_examination import repeat_examination
from netmaintd.web.gap_links import place_of
from netmaintd.web.pages import render
from netmaintd.web.site import site_of

if TYPE_CHECKING:
    from netmaintd.model.dossier import Dossier
    from netmaintd.model.people import Role
    from netmaintd.model.rounds import Override, Round
    from netmaintd.web.visitor import Visitor

logger = logging.getLogger(__name__)
router = APIRouter()
Line = Annotated[str, Form(max_length=300)]
AT_ONCE = 300
"""So many items are shown on one page; of more only the locations, each with its own page."""
OVERRIDE = "override-gap"
NOT_REPEATED = "Pemeriksaan ulang belum diminta: tulis alasannya, dan pastikan lokasinya masih pada langkah 6."
ASKED_ALREADY = "Pemeriksaan ulang perangkat ini sudah diminta dan menunggu dilaksanakan."


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the page."""

    gap: Gap
    href: str
    who: frozenset[Role]
    """Who can fill it in; empty when only the section head can let it pass."""
    mine: bool
    override: Override | None = None


@router.get("/putaran/{round_id}/kelengkapan")
def completeness(
    request: Request, round_id: str, lokasi: str = "", butir: Annotated[int, Query(ge=0, le=9)] = 0
) -> Response:
    """Show what is missing, perhaps only of one location or one point of the gate."""
    return _page(request, round_id, lokasi, butir)


@router.post("/putaran/{round_id}/kelengkapan/ulang")
def ask_again(request: Request, round_id: str, perangkat: Line, alasan: Line = "") -> Response:
    """Ask for one more examination of a device."""
    site, user = site_of(request), request.state.visitor.user
    try:
        repeat_examination(site.store, site.office, round_id, perangkat, alasan, user, site.now())
    except AlreadyRecorded:
        return _page(request, round_id, status=422, trouble=ASKED_ALREADY)
    except (DecisionNotAllowed, NotFound) as error:
        logger.info("repetition refused", extra={"round": round_id, "why": type(error).__name__})
        return _page(request, round_id, status=422, trouble=NOT_REPEATED)
    return RedirectResponse(f"/putaran/{round_id}/kelengkapan", status_code=303)


def _page(
    request: Request, round_id: str, place: str = "", point: int = 0, status: int = 200, trouble: str = ""
) -> Response:
    site, visitor = site_of(request), request.state.visitor
    dossier = site.store.dossiers.get(round_id)
    round_, missing = dossier.round, open_gaps(dossier)
    shown = [gap for gap in missing if point in (0, gap.number) and place in ("", gap.site)]
    whole = len(shown) <= AT_ONCE or bool(place)
    items = [_item(round_, gap, visitor) for gap in shown] if whole else []
    places = Counter(gap.site for gap in shown)
    answers = [one for one in open_to(round_, visitor.roles, site.now(), site.calendar) if one.entry.site is None]
    may = any(row.verb == OVERRIDE for one in answers for row in one.options)
    worked = may and visitor.user in executors(round_)
    return render(
        request, "completeness.html", status=status, round=round_, total=len(missing), shown=len(shown), whole=whole,
        points=POINTS, counts=Counter(gap.number for gap in missing), point=point, place=place, trouble=trouble,
        groups=_groups(round_, items), places=places, examined=_examined(dossier), verb=OVERRIDE,
        passed=[_item(round_, gap, visitor, override) for gap, override in overridden(dossier)],
        mine=sum(_mine(round_, gap, visitor) for gap in missing), overrides=may and not worked,
        worked=worked, examination=Blank.EXAMINATION,
    )  # fmt: skip


def _item(round_: Round, gap: Gap, visitor: Visitor, override: Override | None = None) -> Item:
    who = who_fills(round_, gap)
    return Item(gap, place_of(round_, gap), who, _mine(round_, gap, visitor), override)


def _mine(round_: Round, gap: Gap, visitor: Visitor) -> bool:
    """Whether the visitor can fill it in now."""
    if not who_fills(round_, gap) & visitor.roles:
        return False
    return gap.blank is Blank.SIGNATURE or not why_read_only(round_, gap.site, visitor.user, visitor.roles)


def _groups(round_: Round, items: list[Item]) -> list[tuple[str, dict[str, list[Item]]]]:
    """Return the items by location in the order of the plan and by device; those of the whole round come first."""
    titles = {"": "", **{site.site: site.title for site in round_.work_plan.sites}}
    found: dict[str, dict[str, list[Item]]] = {name: {} for name in titles}
    for item in items:
        found[item.gap.site].setdefault(item.gap.device, []).append(item)
    return [(name, dict(sorted(devices.items()))) for name, devices in found.items() if devices]


def _examined(dossier: Dossier) -> frozenset[str]:
    """Return the devices that can be examined once more: those with a record."""
    return frozenset(record.device for record in dossier.devices if record.examined_at)
