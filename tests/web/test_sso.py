"""Logging in by an identity provider and by a directory: only to accounts there are, only by what is proven."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pyotp
import pytest
from fastapi.testclient import TestClient
from joserfc import jwk
from pydantic import ValidationError

from fake_issuer import CLIENT, SECRET, Issuer
from netmaintd.config.secret_ref import SecretRef
from netmaintd.config.settings import Settings, WebSettings
from netmaintd.config.sign_in import LdapSettings, OidcSettings
from netmaintd.web import directory
from netmaintd.web.directory import directory_knows
from netmaintd.web.visitor import COOKIE
from samples import NOW
from web_office import HOME, WebOffice

LDAP = LdapSettings(url="ldap://127.0.0.1", bind_dn="uid={user},ou=people,dc=contoh")


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    made = Issuer()
    made.says["at"] = NOW.timestamp()
    yield made
    made.close()


@pytest.fixture
def office(web: WebOffice, issuer: Issuer, monkeypatch: pytest.MonkeyPatch) -> WebOffice:
    monkeypatch.setenv("SECRET_OF_THE_CLIENT", SECRET)
    secret = SecretRef(env="SECRET_OF_THE_CLIENT")
    oidc = OidcSettings(issuer=issuer.address, client_id=CLIENT, client_secret=secret, address=HOME)
    web.use(Settings(web=WebSettings(oidc=oidc)))
    return web


def sent(browser: TestClient, issuer: Issuer, back: str = "/putaran") -> dict[str, str]:
    """Go to the provider, and return what it was asked."""
    answer = browser.get("/masuk/oidc", params={"ke": back})
    assert answer.headers["location"].startswith(f"{issuer.address}/auth?")
    issuer.asked = dict(parse_qsl(urlsplit(answer.headers["location"]).query))
    return issuer.asked


def come_back(browser: TestClient, issuer: Issuer, **instead: str) -> Any:
    return browser.get("/masuk/oidc/kembali", params={"state": issuer.asked["state"], "code": "c0de", **instead})


def test_a_person_with_an_account_comes_in_and_goes_where_he_wanted(office: WebOffice, issuer: Issuer) -> None:
    browser = office.browser()
    asked = sent(browser, issuer)

    answer = come_back(browser, issuer)

    assert answer.headers["location"] == "/putaran"
    assert browser.get("/putaran").status_code == 200
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == f"{HOME}/masuk/oidc/kembali"
    assert issuer.headers == [f"Basic {base64.b64encode(f'{CLIENT}:{SECRET}'.encode()).decode()}"]
    assert SECRET not in str(issuer.forms)


@pytest.mark.parametrize(
    "says",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another"},
        {"aud": [CLIENT, "another"]},
        {"iss": "https://evil.test"},
        {"exp": 1},
        {"exp": None},
        {"preferred_username": None},
        {"preferred_username": ["kasi"]},
        {"token_endpoint": "http://evil.test/token"},
        {"jwks_uri": "file:///etc/passwd"},
    ],
)
def test_a_token_that_is_not_for_us_now_lets_nobody_in(office: WebOffice, issuer: Issuer, says: dict[str, Any]) -> None:
    browser = office.browser()
    sent(browser, issuer)
    issuer.says |= says

    answer = come_back(browser, issuer)

    assert answer.status_code == 502
    assert "sebagaimana mestinya" in answer.text
    assert COOKIE not in browser.cookies


def test_a_token_signed_by_somebody_else_lets_nobody_in(office: WebOffice, issuer: Issuer) -> None:
    browser = office.browser()
    sent(browser, issuer)
    issuer.signing = jwk.RSAKey.generate_key(2048, {"kid": "a"})

    assert come_back(browser, issuer).status_code == 502


def test_no_account_is_made_of_a_person_whom_the_office_does_not_know(office: WebOffice, issuer: Issuer) -> None:
    browser, before = office.browser(), office.store.accounts.list()
    sent(browser, issuer)
    issuer.says["preferred_username"] = "siapa"

    answer = come_back(browser, issuer)

    assert answer.status_code == 401
    assert "minta administrator" in answer.text
    assert office.store.accounts.list() == before


def test_a_closed_account_stays_closed(office: WebOffice, issuer: Issuer) -> None:
    browser = office.browser()
    office.store.accounts.set_disabled("kasi", True, "administrator", NOW)
    sent(browser, issuer)

    assert come_back(browser, issuer).status_code == 401


def test_nobody_is_logged_in_by_a_link_of_somebody_else_nor_twice_by_one(office: WebOffice, issuer: Issuer) -> None:
    browser, victim = office.browser(), office.browser()
    sent(browser, issuer)

    assert come_back(victim, issuer).status_code == 401
    assert come_back(browser, issuer, state="another").status_code == 401
    assert come_back(browser, issuer).status_code == 401, "the way was used up by the wrong state"
    assert issuer.forms == []


def test_a_code_of_the_account_is_asked_for_after_the_provider_too(office: WebOffice, issuer: Issuer) -> None:
    browser = office.browser()
    office.store.accounts.set_two_factor("kasi", pyotp.random_base32(), "kasi", NOW)
    sent(browser, issuer)

    assert 'name="tiket"' in come_back(browser, issuer).text
    assert COOKIE not in browser.cookies


def test_a_first_password_is_void_once_the_provider_vouches(office: WebOffice, issuer: Issuer) -> None:
    browser = office.browser()
    office.store.accounts.set_password("kasi", "dari administrator", "administrator", NOW, must_change=True)
    sent(browser, issuer)

    assert come_back(browser, issuer).status_code == 303
    assert browser.get("/").status_code == 200
    assert not office.store.accounts.password_fits("kasi", "dari administrator")


def test_without_a_provider_there_is_no_way_to_it(web: WebOffice) -> None:
    assert "SSO" not in web.browser().get("/masuk").text
    assert web.browser().get("/masuk/oidc").status_code == 404
    assert web.browser().get("/masuk/oidc/kembali").status_code == 401


class Bound:
    """What a directory of ldap3's own pretence answers."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        ldap3 = directory._library()
        self.started = 0
        made = ldap3.Connection

        def connection(*arguments: Any, **named: Any) -> Any:
            known = made(*arguments, **{**named, "client_strategy": ldap3.MOCK_SYNC})
            known.strategy.add_entry("uid=kasi,ou=people,dc=contoh", {"userPassword": "sandi direktori", "sn": "k"})
            known.start_tls = self.start_tls
            return known

        monkeypatch.setattr(ldap3, "Connection", connection)

    def start_tls(self) -> bool:
        self.started += 1
        return False


@pytest.fixture
def bound(monkeypatch: pytest.MonkeyPatch) -> Bound:
    return Bound(monkeypatch)


@pytest.mark.parametrize(
    ("user", "password", "known"),
    [
        ("kasi", "sandi direktori", True),
        ("kasi", "salah", False),
        ("kasi", "", False),
        ("kadis", "sandi direktori", False),
        ("kasi,ou=people", "sandi direktori", False),
        ("*", "sandi direktori", False),
    ],
)
@pytest.mark.usefixtures("bound")
def test_a_directory_knows_a_name_by_its_password_only(user: str, password: str, known: bool) -> None:
    assert directory_knows(LDAP, user, password) is known


def test_a_password_leaves_the_machine_only_after_tls_stands(bound: Bound) -> None:
    far = LDAP.model_copy(update={"url": "ldap://ldap.contoh.go.id"})

    assert not directory_knows(far, "kasi", "sandi direktori")
    assert bound.started == 1


@pytest.mark.usefixtures("bound")
def test_a_password_of_the_directory_leads_to_an_account_there_is(web: WebOffice) -> None:
    web.use(Settings(web=WebSettings(ldap=LDAP)))

    def log_in(user: str) -> int:
        return web.browser().post("/masuk", data={"pengguna": user, "sandi": "sandi direktori"}).status_code

    assert log_in("kasi") == 303
    assert log_in("siapa") == 401
    web.store.accounts.set_disabled("kasi", True, "administrator", NOW)
    assert log_in("kasi") == 401


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        (LdapSettings, {"url": "https://ldap", "bind_dn": "uid={user}"}),
        (LdapSettings, {"url": "ldaps://ldap", "bind_dn": "uid=user"}),
        (LdapSettings, {"url": "ldaps://ldap", "bind_dn": "uid={user},ou={0}"}),
        (OidcSettings, {"issuer": "http://sso.contoh.go.id", "client_id": "x", "address": HOME}),
        (OidcSettings, {"issuer": "https://sso.contoh.go.id", "client_id": "x", "address": "http://kantor.test"}),
    ],
)
def test_a_provider_or_directory_without_tls_is_refused_in_the_file(kind: Any, wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        kind(**wrong)
