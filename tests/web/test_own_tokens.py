"""Tokens on the page of their owner: shown once, narrowed by scopes, and taken away with one tap."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pyotp
import pytest

from netmaintd.config.settings import Settings, WebSettings
from netmaintd.errors import AccountRefused
from netmaintd.model.accounts import TwoFactor
from netmaintd.model.api_tokens import Scope
from netmaintd.model.people import Role
from netmaintd.usecases.keep_tokens import (
    CODES_FIRST,
    DECIDES_NOTHING,
    MOST_TOKENS,
    NO_SCOPE,
    NO_TITLE,
    TOO_MANY,
    WRONG_CODE,
    WRONG_DAYS,
    make_own_token,
    make_token_for,
)
from samples import NOW
from web_office import WebOffice

READING = {"untuk": "papan pantau", "wewenang": "read:rounds"}


def test_a_token_is_shown_once_and_works_until_it_is_revoked(web: WebOffice) -> None:
    browser = web.browser("auditor")
    page = browser.post("/akun/token", data=READING).text
    token = re.search(r"nmt_[\w-]{43}", page)
    assert token is not None
    headers = {"authorization": f"Bearer {token[0]}"}

    assert web.browser().get("/api/v1/rounds", headers=headers).status_code == 200
    again = browser.get("/akun/token").text
    assert token[0] not in again
    assert "papan pantau" in again
    assert "terakhir dipakai" in again
    key = web.store.api_tokens.of("auditor")[0].key
    assert web.browser("kasi").post(f"/akun/token/{key}/cabut").status_code == 404
    assert browser.post(f"/akun/token/{key}/cabut").status_code == 303
    assert web.browser().get("/api/v1/rounds", headers=headers).status_code == 401


def test_a_token_lasts_ninety_days_unless_its_owner_says_less_or_up_to_a_year(web: WebOffice) -> None:
    browser = web.browser("kasi")
    browser.post("/akun/token", data=READING)
    browser.post("/akun/token", data={**READING, "hari": "365"})

    assert {one.ends_at - one.made_at for one in web.store.api_tokens.of("kasi")} == {
        timedelta(days=90), timedelta(days=365),
    }  # fmt: skip


def test_what_cannot_be_is_refused_with_a_sentence(web: WebOffice) -> None:
    browser = web.browser("kasi")
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"untuk": "  "}, NO_TITLE),
        ({"untuk": "x" * 81}, NO_TITLE),
        ({"wewenang": []}, NO_SCOPE),
        ({"hari": "0"}, WRONG_DAYS),
        ({"hari": "366"}, WRONG_DAYS),
    ]
    for fields, sentence in wrong:
        answer = browser.post("/akun/token", data={**READING, **fields})
        assert answer.status_code == 422
        assert sentence in answer.text
    assert web.store.api_tokens.of("kasi") == ()


def test_nobody_has_more_tokens_than_he_can_look_after(web: WebOffice) -> None:
    web.account("kasi")
    for n in range(MOST_TOKENS):
        web.store.api_tokens.make("kasi", f"{n}", {Scope.ROUNDS}, NOW + timedelta(days=1), "kasi", NOW)

    assert TOO_MANY in web.browser("kasi").post("/akun/token", data=READING).text


def test_a_token_that_decides_is_only_for_who_decides(web: WebOffice) -> None:
    assert "decide" not in web.browser("auditor").get("/akun/token").text
    answer = web.browser("auditor").post("/akun/token", data={**READING, "wewenang": "decide"})

    assert DECIDES_NOTHING in answer.text
    assert web.browser("kasi").post("/akun/token", data={**READING, "wewenang": "decide"}).status_code == 200


def test_a_token_that_decides_wants_a_fresh_code_where_codes_are_used(web: WebOffice) -> None:
    web.account("kasi")
    secret = pyotp.random_base32()
    web.store.accounts.set_two_factor("kasi", secret, "kasi", NOW)
    web.use(Settings(web=WebSettings(two_factor=TwoFactor.DECIDERS)))
    browser = web.browser("kasi")
    deciding = {**READING, "wewenang": "decide"}

    assert WRONG_CODE in browser.post("/akun/token", data=deciding).text
    assert WRONG_CODE in browser.post("/akun/token", data={**deciding, "kode": "000000"}).text
    code = pyotp.TOTP(secret).at(web.clock.now())
    assert "nmt_" in browser.post("/akun/token", data={**deciding, "kode": code}).text
    assert browser.post("/akun/token", data=READING).status_code == 200


def test_without_codes_that_the_office_wants_there_is_no_token_that_decides(web: WebOffice) -> None:
    web.account("kasi")
    with pytest.raises(AccountRefused, match=re.escape(CODES_FIRST)):
        make_own_token(
            web.store, "kasi", "x", {Scope.DECIDE}, 9, "", frozenset({Role.KASI}), TwoFactor.DECIDERS, NOW
        )  # fmt: skip


def test_a_token_is_of_no_use_while_its_owner_owes_something(web: WebOffice) -> None:
    web.account("kasi")
    token = web.store.api_tokens.make("kasi", "x", {Scope.ROUNDS}, NOW + timedelta(days=1), "kasi", NOW)
    web.use(Settings(web=WebSettings(two_factor=TwoFactor.DECIDERS)))

    answer = web.browser().get("/api/v1/rounds", headers={"authorization": f"Bearer {token}"})

    assert answer.status_code == 403
    assert "/akun/kode" in answer.json()["detail"]


def test_an_administrator_gives_nobody_a_token_that_decides(web: WebOffice) -> None:
    web.account("kasi")
    with pytest.raises(AccountRefused, match="/akun/token"):
        make_token_for(web.store, "kasi", "x", {Scope.DECIDE}, 9, "administrator", NOW)
