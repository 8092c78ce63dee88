"""Somebody at a phone or a desk who logs in by the page, reads what waits, and decides by pressing its buttons."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pyotp

from browsing import PHONE, picture, stranger
from netmaintd.web.site import Site


class Person:
    """One of the office, with a browser."""

    def __init__(self, browser: Any, home: str, site: Site, user: str, password: str) -> None:
        """Sit down before an empty browser."""
        self.home, self.site, self.user, self.password = home, site, user, password
        self.context = stranger(browser)
        self.page = self.context.new_page()
        self.secret = ""

    def open(self, address: str) -> Any:
        """Go to a page; whose session is over logs in first, as the login page asks."""
        self.page.goto(self.home + address)
        if "/masuk" in self.page.url:
            self.log_in()
        return self.page

    def log_in(self) -> None:
        """Type name and password, and the code where one is asked for."""
        self.page.fill("[name=pengguna]", self.user)
        self.page.fill("[name=sandi]", self.password)
        self.page.click("main form button")
        if self.secret:
            picture(self.page, "masuk-kode")
            self.page.fill("[name=kode]", pyotp.TOTP(self.secret).at(self.site.clock.now()))
            self.page.click("main form button")

    def choose_password(self, password: str) -> None:
        """Replace the administrator's password by an own one, as the first page asks."""
        self.page.wait_for_url("**/akun/sandi")
        picture(self.page, "sandi-pertama")
        for name, typed in (("lama", self.password), ("baru", password), ("ulang", password)):
            self.page.fill(f"[name={name}]", typed)
        self.page.click("main form button")
        self.password = password
        self.page.wait_for_url("**/masuk")
        self.log_in()

    def use_codes(self) -> None:
        """Scan the code for the phone, and show that it works."""
        page = self.open("/akun/kode")
        picture(page, "kode-pasang")
        secret = page.input_value("[name=rahasia]")
        page.fill("[name=kode]", pyotp.TOTP(secret).at(self.site.clock.now()))
        page.click("main form button")
        page.wait_for_url("**/akun")
        self.secret = secret

    def read(self, shot: str = "", place: str = "") -> Any:
        """Open from the first page what waits, of a location where one is named; returns the page of the decision."""
        page = self.open("/")
        if shot:
            picture(page, f"{shot}-beranda")
        cards = page.locator("main li.card", has_text=place) if place else page.locator("main li.card")
        cards.get_by_role("link", name="Baca dan putuskan").first.click()
        page.wait_for_url("**/keputusan*")
        if shot:
            picture(page, f"{shot}-keputusan")
        return page

    def press(self, label: str, fill: Callable[[Any], object] = lambda _: None, **fields: str) -> Any:
        """Decide: open the choice, fill in what it asks for, press its button; returns the page that comes."""
        box = self.page.locator("details.card", has=self.page.get_by_text(label, exact=True))
        if box.get_attribute("open") is None:
            box.locator("summary").click()
        for name, value in fields.items():
            box.locator(f"[name={name}]").fill(value)
        fill(box)
        box.get_by_role("button", name=label, exact=True).click()
        self.page.wait_for_url(re.compile(r"/putaran/[^/]+$"))
        return self.page

    def decide(self, label: str, shot: str = "", place: str = "", **fields: str) -> Any:
        """Read what waits, and decide."""
        self.read(shot, place)
        return self.press(label, **fields)


@contextmanager
def people(browser: Any, home: str, site: Site, passwords: Mapping[str, str]) -> Iterator[dict[str, Person]]:
    """Give everybody a browser of his own, by user name; all are closed in the end."""
    made = {user: Person(browser, home, site, user, password) for user, password in passwords.items()}
    yield made
    for person in made.values():
        person.context.close()


__all__ = ["PHONE", "Person", "people"]
