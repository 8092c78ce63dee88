"""An office whose first visit waits for its agency, and what somebody there sends."""

from __future__ import annotations

import re
from typing import Any

import httpx2 as httpx

from netmaintd.model.documents import DocumentKind
from netmaintd.model.people import Assignment, Official, Role
from netmaintd.model.rounds import Signature
from samples import NOW
from visiting import HERE, at_work
from web_office import WebOffice

CAMAT = Official("camat", "Siti Aminah, S.Sos.", Role.OPD, "Camat Lokasi A", opd="OPD a")
SAID = {"penanda": "Nurhayati", "jabatan": "Sekretaris Camat", "setuju": "ya", "sikap": "mengetahui"}


def at_minutes(web: WebOffice) -> str:
    """Finish the work at the first location and return the page of its agency."""
    at_work(web)
    assert web.decide("tim1", "finish-visit", lokasi=HERE).status_code == 303
    return f"/putaran/{web.round_id}/saksi/{HERE}"


def shown(web: WebOffice) -> str:
    """Return the hash of the newest berita acara."""
    document = web.store.documents.latest(web.round_id, DocumentKind.BERITA_ACARA, HERE)
    assert document
    return document.sha256


def answer(web: WebOffice, user: str, way: str = "", files: Any = None, **fields: str) -> httpx.Response:
    """Send the form of the page as it stands."""
    data = {**SAID, "dokumen": shown(web), **fields}
    sent: httpx.Response = web.browser(user).post(
        f"/putaran/{web.round_id}/saksi/{HERE}{way}", data=data, files=files
    )  # fmt: skip
    return sent


def signature(web: WebOffice) -> Signature | None:
    """Return what is recorded of the agency."""
    return web.store.rounds.get(web.round_id).visit(HERE).signature


def link(web: WebOffice, user: str = "tim1") -> str:
    """Make a link on the page and return its address within the site."""
    page = web.browser(user).post(f"/putaran/{web.round_id}/saksi/{HERE}/tautan")
    assert page.status_code == 200, page.text
    found = re.search(r"https?://[^/]+(/tanda-tangan/[\w-]+)", page.text)
    assert found
    return found.group(1)


def camat(web: WebOffice, opd: str = "OPD a") -> None:
    """Give the agency at a location an account."""
    official = Official(CAMAT.user, CAMAT.name, Role.OPD, CAMAT.title, opd=opd)
    web.account(CAMAT.user)
    web.store.people.assign(Assignment(official, NOW.date()), "administrator", NOW)
