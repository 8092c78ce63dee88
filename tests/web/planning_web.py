"""An office whose round stands at step 1, with the files that its work plan is made of, and the editor's form."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

import httpx2 as httpx

from netmaintd.model.devices import Device, Inventory, Site
from netmaintd.model.plans import Plan
from web_office import WebOffice

FILE = Plan.model_validate(
    {
        "name": "triwulan", "title": "Pemeliharaan", "cron": "0 9 3 12 *",
        "window": {"start": "08:00", "end": "17:00", "days": [1, 2, 3, 4, 5]},
        "devices": {"exclude": ["ups-1"]}, "checks": [{"check": "reachability"}, {"check": "cpu"}],
    }
)  # fmt: skip
SSH = {"credential": "petugas"}


def site(name: str) -> Site:
    return Site(name=name, title=f"Lokasi {name}", opd=f"OPD {name}", address="Jalan Contoh 1")


def device(name: str, where: str, **said: Any) -> Device:
    return Device.model_validate({"name": name, "address": "127.0.0.1", "site": where, "platform": "cisco_ios"} | said)


INVENTORY = Inventory(
    sites=(site("a"), site("b")),
    devices=(
        device("sw-a1", "a"), device("sw-a2", "a"), device("ups-1", "a"), device("sw-lama", "a", enabled=False),
        device("sw-b1", "b"), device("sw-b2", "b"),
    ),
)  # fmt: skip
"""What the drafted round has, and one device more: `sw-b2` came since."""


def with_files(web: WebOffice, inventory: Inventory = INVENTORY, plans: tuple[Plan, ...] = (FILE,)) -> None:
    """Put inventory and plans to work."""
    web.configuration = dataclasses.replace(web.configuration, inventory=inventory, plans=plans)


class _Fields(HTMLParser):
    """What a browser would send of the first form with a name that we want."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self._area: str | None = None
        self._select: str | None = None
        self._first = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        name, kind = said.get("name") or "", said.get("type") or "text"
        if tag == "input" and name and (kind not in ("checkbox", "radio") or "checked" in said):
            self._add(name, said.get("value") or "")
        elif tag == "textarea":
            self._area = name
            self._add(name, "")
        elif tag == "select":
            self._select, self._first = name, True
        elif tag == "option" and self._select:
            if self._first or "selected" in said:
                values = self.found.setdefault(self._select, [])
                if not self._first:
                    values.pop()
                values.append(said.get("value") or "")
            self._first = False

    def handle_endtag(self, tag: str) -> None:
        self._area = None if tag == "textarea" else self._area
        self._select = None if tag == "select" else self._select

    def handle_data(self, data: str) -> None:
        if self._area:
            self.found[self._area][-1] += data

    def _add(self, name: str, value: str) -> None:
        self.found.setdefault(name, []).append(value)


def fields_of(page: str) -> dict[str, list[str]]:
    """Return the fields of a page's form as a browser would send them."""
    reader = _Fields()
    reader.feed(page)
    return reader.found


def address(web: WebOffice, rest: str = "") -> str:
    return f"/putaran/{web.round_id}/rencana{rest}"


def filled(web: WebOffice, changes: Mapping[str, Any] | None = None, start: str = "") -> dict[str, Any]:
    """Return the editor's form as it is shown, with other words in some fields."""
    page = web.browser("kasi").get(address(web, start))
    assert page.status_code == 200, page.text
    return {**fields_of(page.text), **(changes or {})}


def post(web: WebOffice, form: Mapping[str, Any], user: str = "kasi") -> httpx.Response:
    """Send the form."""
    answer: httpx.Response = web.browser(user).post(address(web), data=form)
    return answer


def save(web: WebOffice, changes: Mapping[str, Any]) -> httpx.Response:
    """Change some fields of the form as it is shown, and send it."""
    return post(web, filled(web, changes))
