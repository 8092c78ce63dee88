"""Everybody at every door: what the policy says is what happens, and who is turned away changes nothing.

The routes are the application's own, so a page that is added is tried here without a line of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from string import Formatter
from typing import Any

import pytest
from fastapi import Request
from fastapi.responses import Response
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from sqlalchemy import inspect, text

from netmaintd.model.accounts import Grant
from netmaintd.model.people import Role
from netmaintd.web.app import ROUTERS, TurnedAway
from netmaintd.web.denials import SAFE
from netmaintd.web.policy import RULES, Rule
from netmaintd.web.visitor import COOKIE, visitor_of
from samples import NOW
from web_office import WebOffice

VISITORS: Mapping[str, frozenset[Role | Grant] | None] = {
    "stranger": None,
    "fresh": frozenset({Role.KASI}),
    "kasi": frozenset({Role.KASI}),
    "kabid": frozenset({Role.KABID}),
    "kadis": frozenset({Role.KADIS}),
    "tim1": frozenset({Role.TIM}),
    "opd": frozenset({Role.OPD}),
    "auditor": frozenset({Grant.AUDITOR}),
    "admin": frozenset({Grant.ADMIN}),
    "tamu": frozenset(),
}
"""Who comes, and what he is: nobody, somebody whose password an administrator set, each role, each grant, no post."""


LAST_USED = {("login", "seen_at"), ("api_token", "used_at")}
"""Columns that move on by themselves when a test takes longer than a minute."""


@dataclass
class House:
    """The office with its doors watched."""

    web: WebOffice
    turned_away: list[TurnedAway] = field(default_factory=list)

    def browser(self, user: str) -> TestClient:
        client = self.web.browser()
        if user != "stranger":
            client.cookies.set(COOKIE, self.web.store.logins.begin(user, NOW))
        return client

    def place(self, name: str) -> str:
        """Return what stands in a place of an address: the round that there is; for all else a name that is none."""
        return self.web.round_id if name == "round_id" else "1"

    def ask(self, browser: TestClient, method: str, path: str) -> int:
        """Return the status of the answer; who was turned away stands in `turned_away`."""
        self.turned_away.clear()
        places = {name: self.place(name) for _, name, _, _ in Formatter().parse(path) if name}
        return browser.request(method, path.format_map(places)).status_code

    def rows(self) -> dict[str, list[Any]]:
        """Return everything that is stored but the audit chain, and when a session or token was last used."""
        with self.web.store._database.read() as session:
            database = inspect(session.connection())
            found = {}
            for name in database.get_table_names():
                columns = (column["name"] for column in database.get_columns(name))
                kept = [f'"{column}"' for column in columns if (name, column) not in LAST_USED]
                if name != "audit":
                    found[name] = sorted(map(str, session.execute(text(f'select {", ".join(kept)} from "{name}"'))))
            return found

    def told(self, after: int) -> list[str]:
        """Return what the audit chain was told behind a row, without reading all of it."""
        with self.web.store._database.read() as session:
            rows = session.execute(text("select body from audit where seq > :after order by seq"), {"after": after})
            return [json.loads(body)["action"] for (body,) in rows]

    def newest(self) -> int:
        """Return the number of the newest row of the audit chain."""
        with self.web.store._database.read() as session:
            return session.execute(text("select max(seq) from audit")).scalar() or 0


def doors() -> Iterator[tuple[str, str, str]]:
    """Give name, method and path of every route."""
    for router in ROUTERS:
        for route in router.routes:
            if isinstance(route, APIRoute):
                yield from ((route.name, method, route.path) for method in sorted(route.methods))


@pytest.fixture
def house(web: WebOffice) -> House:
    for user in VISITORS:
        if user != "stranger":
            web.account(user)
    web.store.accounts.set_grants("admin", {Grant.ADMIN}, "uji", NOW)
    web.post("fresh", Role.KASI)
    web.store.accounts.set_password("fresh", "dari administrator", "uji", NOW, must_change=True)
    house = House(web)

    def watch(_request: Request, error: Exception) -> Response:
        assert isinstance(error, TurnedAway)
        house.turned_away.append(error)
        return error.answer

    web.app.exception_handler(TurnedAway)(watch)
    return house


def holds(house: House, rule: Rule, path: str, browser: TestClient) -> bool:
    """Whether the conditions of a rule hold for what the address names; somebody without a post owns nothing."""
    cookie = f"{COOKIE}={browser.cookies.get(COOKIE, '')}".encode()
    places = {name: house.place(name) for _, name, _, _ in Formatter().parse(path) if name}
    request = Request({"type": "http", "app": house.web.app, "headers": [(b"cookie", cookie)], "path_params": places})
    visitor = visitor_of(request)
    return visitor is not None and all(condition(request, visitor) for condition in rule.when)


def lets(house: House, name: str, path: str, user: str, browser: TestClient) -> bool:
    """Whether the table lets somebody in."""
    rule = RULES[name]
    return known_to(rule, user) and (not rule.when or holds(house, rule, path, browser))


def known_to(rule: Rule, user: str) -> bool:
    """Whether roles and grants let somebody in, said once more and apart from `Rule.lets`."""
    has = VISITORS[user]
    if rule.public:
        return True
    if has is None or (user == "fresh" and not rule.fresh):
        return False
    return not rule.who or not rule.who.isdisjoint(has)


def test_who_is_not_let_in_by_the_policy_is_turned_away_and_changes_nothing(house: House) -> None:
    wrong = []
    browsers = {user: house.browser(user) for user in VISITORS}
    before = house.rows()
    for name, method, path in doors():
        for user, browser in browsers.items():
            if lets(house, name, path, user, browser):
                continue
            newest = house.newest()
            status = house.ask(browser, method, path)
            wrote = house.told(newest)
            # Who must first choose a password is led there from what he reads: that is no refusal.
            read_refused = method in SAFE and status == 403
            told_of = user != "stranger" and (method not in SAFE or read_refused)
            expected = ["access.refused"] if told_of else []
            if len(house.turned_away) != 1 or status not in (303, 401, 403) or wrote != expected:
                wrong.append((name, method, user, status, wrote))

    assert wrong == []
    assert house.rows() == before


def test_nobody_is_turned_away_from_what_is_his(house: House) -> None:
    browsers = {user: house.browser(user) for user in VISITORS}
    # What changes something comes last: it may end sessions.
    mine = [
        (user, *door)
        for door in sorted(doors(), key=lambda door: door[1] not in SAFE)
        for user, browser in browsers.items()
        if lets(house, door[0], door[2], user, browser)
    ]
    wrong = []
    for user, name, method, path in mine:
        house.ask(browsers[user] if method in SAFE else house.browser(user), method, path)
        if house.turned_away:
            wrong.append((name, method, user))

    assert wrong == []


def test_an_administrator_gets_through_no_door_of_the_chain_and_an_auditor_changes_nothing() -> None:
    chain = {name for name, _method, path in doors() if path.startswith(("/putaran", "/api/v1/rounds"))}
    changes = {name for name, method, _path in doors() if method not in SAFE}
    own = {name for name, rule in RULES.items() if rule.public or rule.fresh}
    own |= {name for name, _method, path in doors() if path.startswith("/akun/")}

    assert {name for name in chain if known_to(RULES[name], "admin")} == set()
    assert {name for name in changes - own if known_to(RULES[name], "auditor")} == set()
    assert {name for name in changes - own if known_to(RULES[name], "tamu")} == set()


def test_a_reader_who_asks_again_and_again_is_told_of_once_a_minute(house: House) -> None:
    browser, audit = house.browser("tamu"), house.web.store.audit
    before = len(audit.list())
    for _ in range(3):
        house.ask(browser, "GET", "/putaran")
    house.ask(browser, "GET", "/perangkat")
    house.web.clock.move_to(NOW + timedelta(minutes=3))
    house.ask(browser, "GET", "/putaran")

    assert [row["subject"] for row in audit.list()[before:]] == ["rounds", "devices", "rounds"]


def test_a_refusal_by_the_state_of_a_round_is_told_of_as_well(house: House) -> None:
    told = len(house.web.store.audit.list())

    assert house.web.decide("kabid", "forward").status_code == 403
    rows = [row for row in house.web.store.audit.list()[told:] if row["action"] == "access.refused"]
    assert [(row["actor"], row["subject"]) for row in rows] == [("kabid", "decide")]
