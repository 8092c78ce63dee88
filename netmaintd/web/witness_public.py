"""What somebody of an agency sees who opens a one-time link: no login, one berita acara, one answer.

The address is the secret: it goes into no log and to no other site. Opening it changes nothing, for messengers open
what is sent; only the answer uses the link.
"""

from __future__ import annotations

import logging
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from netmaintd.errors import DecisionNotAllowed, StaleDecision, UploadRefused, WitnessRefused
from netmaintd.model.witness import LinkState
from netmaintd.usecases.sign_by_link import Opened, open_link, sign_by_link
from netmaintd.web.login import address_of, limits_of
from netmaintd.web.pages import render
from netmaintd.web.refusals import wait
from netmaintd.web.site import site_of
from netmaintd.web.visitor import visitor_of
from netmaintd.web.witness import pdf
from netmaintd.web.witness_form import AnswerFields

logger = logging.getLogger(__name__)
router = APIRouter()
PAGE = "/tanda-tangan/{token}"
_STATUS = {LinkState.OPEN: 200, LinkState.UNKNOWN: 404}


@router.get(PAGE)
def witness_link(request: Request, token: str) -> Response:
    """Show the berita acara of a link, or why it cannot be used."""
    opened = _opened(request, token)
    return opened if isinstance(opened, Response) else _page(request, opened)


@router.get(PAGE + "/berita-acara.pdf")
def witness_link_paper(request: Request, token: str) -> Response:
    """Return the berita acara of a link while it is open."""
    opened = _opened(request, token)
    if isinstance(opened, Response):
        return opened
    document = opened.minutes.document if opened.minutes else None
    if opened.state is not LinkState.OPEN or document is None:
        return _page(request, opened)
    return pdf(site_of(request).store.documents.content(document.sha256), document.file_name)


@router.post(PAGE)
def sign_by_witness_link(request: Request, token: str, fields: Annotated[AnswerFields, Form()]) -> Response:
    """Record the answer that is given with a link."""
    site = site_of(request)
    opened = _opened(request, token)
    if isinstance(opened, Response) or opened.state is not LinkState.OPEN:
        return opened if isinstance(opened, Response) else _page(request, opened)
    visitor = visitor_of(request)
    try:
        sign_by_link(
            site.store, site.office, site.calendar, token, fields.said, address_of(request),
            visitor.roles if visitor else (), site.now(),
        )  # fmt: skip
    except (DecisionNotAllowed, StaleDecision):
        return _page(request, open_link(site.store, site.office, token, site.now()))
    except (WitnessRefused, UploadRefused) as error:
        return _page(request, opened, str(error), fields)
    return render(request, "witness_done.html", opened=opened, objects=fields.said.objects)


def _opened(request: Request, token: str) -> Opened | Response:
    """Return what a link leads to; who asks for links that are none must wait."""
    site, limits, address = site_of(request), limits_of(request), address_of(request)
    name = f"tautan {address}"
    time = limits.take(name, address, site.now())
    if time:
        return wait(request, time)
    opened = open_link(site.store, site.office, token, site.now())
    if opened.state is LinkState.UNKNOWN:
        logger.warning("unknown witness link", extra={"address": address})
    else:
        limits.passed(name, address)
    return opened


def _page(request: Request, opened: Opened, trouble: str = "", typed: AnswerFields | None = None) -> Response:
    if opened.state is not LinkState.OPEN:
        status = _STATUS.get(opened.state, 410)
        return render(request, "witness_closed.html", status=status, opened=opened)
    return render(
        request, "witness_link.html", status=422 if trouble else 200, opened=opened, minutes=opened.minutes,
        planned=opened.minutes and opened.minutes.round.work_plan.site(opened.minutes.visit.site), trouble=trouble,
        typed=typed or AnswerFields(), own=None,
    )  # fmt: skip
