"""An office whose pages are asked without a network: a store with one drafted round, people, and browsers of theirs."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import httpx2 as httpx
from fastapi.testclient import TestClient

from netmaintd.config.load import Configuration
from netmaintd.config.profile_files import load_profiles
from netmaintd.config.secrets import Secrets
from netmaintd.config.settings import Settings
from netmaintd.model.accounts import Grant
from netmaintd.model.devices import Inventory
from netmaintd.model.people import Assignment, Official, Role
from netmaintd.model.plans import OfficeCalendar
from netmaintd.model.rounds import Round
from netmaintd.profiles.profile_set import ProfileSet
from netmaintd.signoff.chain import begin
from netmaintd.store.connect import Store, open_store
from netmaintd.usecases.clock import TrainingClock
from netmaintd.usecases.masked_config import MaskedTexts
from netmaintd.web.app import create_app
from netmaintd.web.site import Site
from netmaintd.web.visitor import COOKIE
from samples import NOW, PEOPLE

HOME = "https://kantor.test"
PASSWORD = "tiga kata sandi"
KEY = b"k" * 32


@cache
def _prepared() -> Path:
    """Return the state folder of an office in which nothing happened but that people got accounts.

    It is made once and copied: the schema takes a moment, and each password a tenth of a second of hashing.
    """
    folder = Path(tempfile.mkdtemp(prefix="office-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with open_store("", folder, KEY, create=True) as store:
        for user in ("auditor", "tamu", *PEOPLE):
            grants = {Grant.AUDITOR} if user == "auditor" else set()
            store.accounts.create(user, PASSWORD, "administrator", NOW, grants, must_change=False)
    return folder


@cache
def profiles() -> ProfileSet:
    """Return all platforms, read once."""
    return load_profiles()


class WebOffice:
    """Store, clock and application."""

    def __init__(self, folder: Path, round_: Round) -> None:
        self.clock = TrainingClock(NOW)
        shutil.copytree(_prepared(), folder / "state")
        self.store: Store = open_store("", folder / "state", KEY)
        self.use(Settings())
        configs = MaskedTexts(self.store, profiles(), KEY)
        self.site = Site(
            self.store, lambda: self.configuration, self.clock, lambda _, text: text.replace("raw", "***"), configs
        )
        self.store.rounds.open(begin(round_, NOW, self.site.calendar), "jadwal", NOW)
        self.round_id = round_.id
        for person in PEOPLE.values():
            self.store.people.assign(Assignment(person, NOW.date()), "administrator", NOW)
        self.app = create_app(self.site)

    def use(self, settings: Settings) -> None:
        """Put other settings to work."""
        self.configuration = Configuration(
            settings, Inventory(), (), OfficeCalendar(), Secrets(settings, lambda _: None), "", NOW
        )

    def browser(self, user: str | None = None) -> TestClient:
        """Return a browser, of somebody who is logged in or of a stranger."""
        client = TestClient(self.app, base_url=HOME, follow_redirects=False, headers={"sec-fetch-site": "same-origin"})
        if user:
            self.account(user)
            client.cookies.set(COOKIE, self.store.logins.begin(user, self.clock.now()))
        return client

    def account(self, user: str) -> None:
        """Make an account where there is none yet: each costs a tenth of a second of hashing."""
        if self.store.accounts.get(user) is None:
            self.store.accounts.create(user, PASSWORD, "administrator", NOW, must_change=False)

    def post(self, user: str, role: Role) -> None:
        """Give somebody a post from today on."""
        self.store.people.assign(Assignment(Official(user, user, role, "Jabatan"), NOW.date()), "administrator", NOW)

    def decide(self, user: str, verb: str, **fields: Any) -> httpx.Response:
        """Press a button of the decision page, with what it shows now."""
        round_ = self.store.rounds.get(self.round_id)
        data: Mapping[str, Any] = {"perintah": verb, "versi": round_.version, **fields}
        answer: httpx.Response = self.browser(user).post(f"/putaran/{self.round_id}/keputusan", data=data)
        return answer
