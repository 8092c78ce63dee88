"""Who gets in: sessions, sender of a request, the policy table, and what browsers are told."""

from __future__ import annotations

import pytest
from fastapi import Request

from netmaintd.model.accounts import Account
from netmaintd.web.app import route_names
from netmaintd.web.limits import BY_ADDRESS, BY_BOTH, BY_NAME, WITHIN, Limits
from netmaintd.web.ownership import appointed_or_kasi
from netmaintd.web.policy import RULES, unruled
from netmaintd.web.visitor import COOKIE, Visitor
from samples import NOW, PEOPLE
from web_office import HOME, PASSWORD, WebOffice


def test_a_stranger_is_sent_to_the_login_and_back_to_where_he_wanted(web: WebOffice) -> None:
    web.account("kasi")
    stranger = web.browser()

    answer = stranger.get("/putaran")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/masuk?ke=%2Fputaran"

    answer = stranger.post("/masuk", data={"pengguna": "kasi", "sandi": PASSWORD, "ke": "/putaran"})
    assert answer.headers["location"] == "/putaran"
    assert "secure" in answer.headers["set-cookie"].lower()
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert stranger.get("/putaran").status_code == 200


@pytest.mark.parametrize("back", ["//evil.test", "https://evil.test", "/\\evil.test", "putaran"])
def test_a_login_never_leads_away_from_the_site(web: WebOffice, back: str) -> None:
    web.account("kasi")
    answer = web.browser().post("/masuk", data={"pengguna": "kasi", "sandi": PASSWORD, "ke": back})

    assert answer.headers["location"] == "/"


def test_a_wrong_password_says_nothing_about_the_name_and_is_not_tried_for_ever(web: WebOffice) -> None:
    web.account("kasi")
    known, unknown = (
        web.browser().post("/masuk", data={"pengguna": user, "sandi": "salah"}) for user in ("kasi", "siapa")
    )

    assert known.status_code == unknown.status_code == 401
    assert known.text.replace('"kasi"', '"siapa"') == unknown.text
    for _ in range(BY_BOTH):
        web.browser().post("/masuk", data={"pengguna": "kasi", "sandi": "salah"})
    assert web.browser().post("/masuk", data={"pengguna": "kasi", "sandi": PASSWORD}).status_code == 429


def test_a_session_that_was_ended_is_dead_in_every_copy(web: WebOffice) -> None:
    browser, copy = web.browser("kasi"), web.browser()
    copy.cookies.set(COOKIE, browser.cookies[COOKIE])

    browser.post("/keluar")

    assert copy.get("/").status_code == 303


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 303),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "none"}, 403),
        ({"origin": HOME}, 303),
        ({"origin": "https://evil.test"}, 403),
        ({"origin": "null"}, 403),
        ({}, 403),
    ],
)
def test_a_change_is_taken_only_from_our_own_pages(web: WebOffice, headers: dict[str, str], status: int) -> None:
    browser = web.browser("kasi")
    del browser.headers["sec-fetch-site"]

    assert browser.post("/keluar", headers=headers).status_code == status


def test_a_password_of_an_administrator_must_be_changed_first(web: WebOffice) -> None:
    web.account("kasi")
    web.store.accounts.set_password("kasi", "dari-administrator", "administrator", web.clock.now(), must_change=True)
    browser = web.browser("kasi")

    assert browser.get("/").headers["location"] == "/akun/sandi"
    fields = {"lama": "dari-administrator", "baru": "sandi baru saya", "ulang": "sandi baru saya"}
    assert "tidak cocok" in browser.post("/akun/sandi", data={**fields, "lama": "salah"}).text
    assert "tidak sama" in browser.post("/akun/sandi", data={**fields, "ulang": "lain"}).text
    assert "terlalu pendek" in browser.post("/akun/sandi", data={**fields, "baru": "x", "ulang": "x"}).text
    assert browser.post("/akun/sandi", data=fields).headers["location"] == "/masuk"
    assert web.store.accounts.password_fits("kasi", "sandi baru saya")


def test_every_route_has_a_row_in_the_policy_and_every_row_a_route() -> None:
    names = set(route_names())

    assert unruled(names) == ()
    assert unruled(names - {"inbox"}) == ("inbox",)
    assert unruled(names | {"neu"}) == ("neu",)
    assert set(RULES) == names


def test_somebody_without_a_post_reads_no_round(web: WebOffice) -> None:
    for path in ("/putaran", f"/putaran/{web.round_id}", f"/putaran/{web.round_id}/keputusan"):
        assert web.browser("tamu").get(path).status_code == 403
    assert web.browser("auditor").get(f"/putaran/{web.round_id}").status_code == 200
    assert web.browser("auditor").get(f"/putaran/{web.round_id}/keputusan").status_code == 403


def test_browsers_are_told_what_a_page_may_do(web: WebOffice) -> None:
    for path in ("/masuk", "/static/style.css", "/tidak-ada"):
        headers = web.browser().get(path).headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_an_appointed_officer_and_the_section_head_own_a_round_and_others_do_not(web: WebOffice) -> None:
    for user, verb in (("kasi", "submit"), ("kabid", "forward"), ("kadis", "dispose"), ("kabid", "dispose")):
        web.decide(user, verb, catatan="Laksanakan")
    web.decide("kasi", "appoint", petugas=["tim1"], catatan="Ditunjuk")
    scope = {"type": "http", "app": web.app, "path_params": {"round_id": web.round_id}}
    people = {user: Visitor(Account(user), (PEOPLE[user],)) for user in ("kasi", "kabid", "tim1", "tim2")}

    owners = {user for user, visitor in people.items() if appointed_or_kasi(Request(scope), visitor)}

    assert owners == {"kasi", "tim1"}


def test_failures_close_a_name_only_for_the_address_that_they_came_from() -> None:
    limits = Limits()
    for _ in range(BY_BOTH):
        assert not limits.take("kadis", "203.0.113.1", NOW)

    assert limits.take("kadis", "203.0.113.1", NOW) == WITHIN
    assert limits.take("kadis", "203.0.113.1", NOW + WITHIN / 3) == WITHIN * 2 / 3
    assert not limits.take("kadis", "203.0.113.2", NOW)
    assert not limits.take("kadis", "203.0.113.1", NOW + WITHIN)


def test_one_who_has_a_whole_ipv6_network_has_no_more_tries() -> None:
    limits = Limits()

    waits = [limits.take("kadis", f"2001:db8::{n:x}", NOW) for n in range(BY_BOTH + 1)]

    assert [bool(wait) for wait in waits] == [False] * BY_BOTH + [True]


def test_guesses_from_everywhere_close_a_name_too_and_of_one_address_every_name() -> None:
    limits = Limits()
    assert [bool(limits.take("kadis", f"192.0.2.{n}", NOW)) for n in range(BY_NAME + 1)][-2:] == [False, True]
    assert [bool(limits.take(f"u{n}", "198.51.100.7", NOW)) for n in range(BY_ADDRESS + 1)][-2:] == [False, True]


def test_who_got_in_may_fail_again_and_his_neighbours_are_no_better_off() -> None:
    limits = Limits()
    for _ in range(BY_BOTH):
        limits.take("kasi", "192.0.2.1", NOW)
    limits.passed("kasi", "192.0.2.1")

    assert not limits.take("kasi", "192.0.2.1", NOW)
    for n in range(BY_ADDRESS - BY_BOTH):
        assert not limits.take(f"u{n}", "192.0.2.1", NOW)
    assert limits.take("lain", "192.0.2.1", NOW)
