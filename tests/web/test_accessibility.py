"""Every page for everybody: WCAG 2.2 AA by axe-core, on a phone and on a desk, with a keyboard, and at 320 px.

The pages are the application's own GET routes: one that is added needs an address here, or stands among those
that are files and no pages. Folded parts are opened first, since what is folded is not looked at.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from fastapi.routing import APIRoute

from browsing import DESK, PHONE, SIZES, logged_in, picture, served, stranger
from lived_in_office import LivedInOffice, lived_in_office
from netmaintd.web.app import ROUTERS, STATIC

EXAMPLES: dict[str, tuple[tuple[str, str], ...]] = {
    "login_page": (("", "/masuk"),),
    "own_account": (("kadis", "/akun"),),
    "password_page": (("kadis", "/akun/sandi"),),
    "code_page": (("kadis", "/akun/kode"),),
    "own_sessions": (("kasi", "/akun/sesi"),),
    "inbox": (("kasi", "/"), ("tim1", "/"), ("auditor", "/"), ("admin", "/")),
    "rounds": (("auditor", "/putaran"),),
    "round": (
        ("tim1", "/putaran/{current}"),
        ("auditor", "/putaran/{finished}"),
        ("kabid", "/putaran/{drafted}"),
    ),
    "decision_page": (
        ("kasi", "/putaran/{drafted}/keputusan"),
        ("kadis", "/putaran/{drafted}/keputusan"),
        ("tim1", "/putaran/{current}/keputusan?lokasi={open}"),
        ("tim1", "/putaran/{current}/keputusan?lokasi={worked}"),
    ),
    "completeness": (("kasi", "/putaran/{current}/kelengkapan"), ("auditor", "/putaran/{finished}/kelengkapan")),
    "devices": (("auditor", "/perangkat"), ("auditor", "/perangkat?cari=tidak+ada")),
    "device": (("auditor", "/perangkat/{ill}"), ("kasi", "/perangkat/{silent}")),
    "accounts": (("admin", "/pengguna"),),
    "account": (("admin", "/pengguna/kasi"),),
    "posts": (("admin", "/jabatan"),),
    "post_form": (("admin", "/jabatan/baru?pengguna=kasi"),),
    "visits": (("tim1", "/kunjungan"),),
    "visit": (
        ("tim1", "/kunjungan/{current}/{open}"),
        ("auditor", "/kunjungan/{finished}/{worked}"),
    ),
    "photos": (("tim1", "/kunjungan/{current}/{open}/foto"), ("kasi", "/kunjungan/{current}/{worked}/foto")),
    "document_page": (("kasi", "/dokumen/{paper}/rincian"),),
    "signing_page": (("kasi", "/dokumen/{paper}/tanda-tangan"),),
    "scan_page": (("tim1", "/pindaian"),),
    "witness": (("tim1", "/putaran/{current}/saksi/{worked}"), ("kasi", "/putaran/{finished}/saksi/{worked}")),
    "witness_link": (("", "/tanda-tangan/{token}"),),
    "form_by_code": (("tim1", "/formulir"),),
    "form_entry": (("tim1", "/putaran/{current}/formulir/{open}/isi"),),
    "plan_editor": (("kasi", "/putaran/{drafted}/rencana"),),
    "plan_versions": (("kabid", "/putaran/{finished}/rencana/versi"),),
    "plan_version": (("kabid", "/putaran/{finished}/rencana/versi/1"),),
    "plan_difference": (("kabid", "/putaran/{finished}/rencana/versi/banding"),),
    "configurations": (("auditor", "/perangkat/{ill}/konfigurasi"),),
    "config_difference": (("auditor", "/perangkat/{ill}/konfigurasi/{older}..{newer}"),),
    "places": (("auditor", "/lokasi"),),
    "place": (("auditor", "/lokasi/{worked}"),),
    "findings": (("kasi", "/temuan"), ("auditor", "/temuan")),
    "finding": (("kasi", "/temuan/{ill}/uplinks"),),
    "referrals": (("kasi", "/rujukan"),),
    "referral": (("kasi", "/rujukan/{finished}/{ill}/uplinks"),),
    "register": (("auditor", "/dokumen"),),
    "summary": (("auditor", "/rekapitulasi"),),
    "search": (("auditor", "/cari"), ("auditor", "/cari?kata=dinkes")),
    "person": (("auditor", "/pejabat/kasi"),),
    "verification": (("", "/verifikasi"),),
    "verified": (("", "/verifikasi/{code}"),),
    "own_tokens": (("kasi", "/akun/token"),),
    "exports": (("auditor", "/ekspor"),),
}
"""Name of a route to who looks at it, and where; nobody's name is a stranger's."""
NO_PAGES = frozenset({
    "to_provider", "from_provider", "document", "evidence", "worker", "visit_results", "picture", "signed_copy",
    "configuration", "blank_form", "form_paper", "word_draft", "bundle", "plan_preview", "minutes_paper",
    "witness_link_paper", "choose_language", "round_progress", "referral_letter",
    "export_inventory", "export_findings", "export_documents", "export_results",
})  # fmt: skip
"""What answers a GET with a file, a stream, or the way elsewhere."""
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
AXE = {"runOnly": {"type": "tag", "values": TAGS}, "rules": {"target-size": {"enabled": True}},
       "resultTypes": ["violations"]}  # fmt: skip
AXE_BUT_COLOURS = {**AXE, "rules": {"target-size": {"enabled": True}, "color-contrast": {"enabled": False}}}
"""Colours, half of all the work, are looked at on the phone: no rule of the style sheet has others for a desk."""
NARROWEST = {"width": 320, "height": 640}
PAGES = tuple((name, user, address) for name, examples in EXAMPLES.items() for user, address in examples)
LOOSE_BAR = "position => document.querySelectorAll('.savebar').forEach(bar => { bar.style.position = position; })"
"""What the bar at the bottom covers at one moment of scrolling is not what is too small."""
UNSEEN_FOCUS = """() => {
  const style = one => getComputedStyle(one), has = one => style(one).outlineStyle !== "none";
  const shows = one => one && has(one) && style(one).outlineWidth !== "0px";
  const wanted = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const bar = document.querySelector(".savebar"), place = one => one.getBoundingClientRect();
  return [...document.querySelectorAll(wanted)].filter(one => !one.disabled && one.checkVisibility()).filter(one => {
    one.focus();
    if (document.activeElement !== one) return false;
    const under = bar && !bar.contains(one) && place(one).top >= place(bar).top;
    const covered = under && place(one).bottom <= place(bar).bottom;
    return covered || ![one, one.nextElementSibling, one.closest("label")].some(shows);
  }).map(one => one.outerHTML.slice(0, 120));
}"""


@dataclass
class House:
    """The office on a port, and a browser for each who looks at its pages."""

    office: LivedInOffice
    home: str
    browser: Any
    pages: dict[str, Any]

    def open(self, user: str, address: str) -> Any:
        """Return a page as somebody sees it, on a phone."""
        if user not in self.pages:
            site = self.office.site
            context = logged_in(self.browser, site, user) if user else stranger(self.browser)
            self.pages[user] = context.new_page()
        page = self.pages[user]
        page.set_viewport_size(PHONE)
        answer = page.goto(self.home + address.format_map(self.places()))
        assert answer.status == 200, (address, answer.status)
        assert answer.headers["content-type"].startswith("text/html")
        return page

    def places(self) -> dict[str, str]:
        """Return what stands in the places of an address."""
        worked, still_open = self.office.current.work_plan.sites
        rounds = {name: getattr(self.office, name).id for name in ("finished", "current", "drafted")}
        ill, silent, *_ = worked.devices
        newer, *_, older = self.office.store.backups.list(ill.name)
        papers = self.office.store.documents.list(self.office.finished.id)
        return {
            **rounds,
            "paper": papers[0].sha256,
            "token": self.office.token,
            "code": papers[0].code or "",
            "newer": str(newer.id),
            "older": str(older.id),
            "worked": worked.site,
            "open": still_open.site,
            "ill": ill.name,
            "silent": silent.name,
        }


@pytest.fixture(scope="module")
def house(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with lived_in_office(tmp_path_factory.mktemp("office")) as office, served(office.site) as home:
        pages: dict[str, Any] = {}
        yield House(office, home, chromium, pages)
        for page in pages.values():
            page.context.close()


def test_every_page_of_the_application_is_looked_at() -> None:
    routes = [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]
    asked = {route.name for route in routes if "GET" in route.methods and not route.path.startswith("/api/")}

    assert asked - set(EXAMPLES) - NO_PAGES == set(), "give the new page an address in EXAMPLES"
    assert (set(EXAMPLES) | NO_PAGES) - asked == set(), "these pages are gone"


@pytest.mark.parametrize(("name", "user", "address"), PAGES)
def test_a_page_is_for_everybody(house: House, name: str, user: str, address: str) -> None:
    page = house.open(user, address)
    picture(page, f"{name}-{user or 'tamu'}-{hashlib.sha256(address.encode()).hexdigest()[:4]}")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")

    assert faults(page) == []


def faults(page: Any) -> list[str]:
    """Return what is wrong with a page, a line each."""
    found = [] if page.locator("h1").count() == 1 else ["not one h1"]
    found += (
        [] if page.title().strip("· ") and page.locator("html").get_attribute("lang") else ["no title, or no language"]
    )
    page.evaluate(AXE_SCRIPT)
    page.evaluate(LOOSE_BAR, "static")
    for word, size in SIZES.items():
        page.set_viewport_size(size)
        rules = AXE if size is PHONE else AXE_BUT_COLOURS
        for broken in page.evaluate("rules => axe.run(rules).then(found => found.violations)", rules):
            found += [
                f"{word}: {broken['id']}: {node['html'][:200]}: {node['failureSummary']}" for node in broken["nodes"]
            ]
    for size in (DESK, PHONE, NARROWEST):
        page.set_viewport_size(size)
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > size["width"]:
            found.append(f"scrolls sideways at {size['width']} px: {wide} px by {widest(page)}")
    page.evaluate(LOOSE_BAR, "")
    page.keyboard.press("Tab")
    return found + [f"focus is not seen: {one}" for one in page.evaluate(UNSEEN_FOCUS)]


def test_no_colour_is_for_large_screens_alone() -> None:
    sheet = (STATIC / "style.css").read_text(encoding="utf-8")
    for block in re.findall(r"@media \(min-width[^{]*\{((?:[^{}]*\{[^{}]*\})*)[^{}]*\}", sheet):
        assert not re.search(r"(?<!-)(color|background)\b", block), block


def widest(page: Any) -> str:
    """Return the element that sticks out farthest."""
    return str(
        page.evaluate("""() => [...document.querySelectorAll("main *, header *, footer *")]
        .map(one => [one.getBoundingClientRect().right, one.outerHTML.slice(0, 120)])
        .sort((one, other) => other[0] - one[0])[0]""")
    )
