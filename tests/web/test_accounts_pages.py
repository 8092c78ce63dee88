"""Accounts, posts, codes and sessions, as administrators and their people see them."""

from __future__ import annotations

import re
from datetime import timedelta

import pyotp
import pytest
from fastapi.testclient import TestClient

from netmaintd.config.settings import Settings, WebSettings
from netmaintd.model.accounts import Grant, TwoFactor
from netmaintd.web.visitor import COOKIE
from samples import NOW
from web_office import PASSWORD, WebOffice

MADE_UP = "199501012020122001"
POST = {"pengguna": "sari", "nama": "Sari", "peran": "kasi", "jabatan": "Kepala Seksi", "sejak": "2026-11-01"}


@pytest.fixture
def admin(web: WebOffice) -> TestClient:
    browser = web.browser("admin")
    web.store.accounts.set_grants("admin", {Grant.ADMIN}, "uji", NOW)
    browser.cookies.set(COOKIE, web.store.logins.begin("admin", NOW))
    return browser


def uses_codes(web: WebOffice, user: str) -> bool:
    account = web.store.accounts.get(user)
    return account is not None and account.two_factor


def secret_of(browser: TestClient) -> str:
    found = re.search(r'name="rahasia" value="([A-Z2-7]+)"', browser.get("/akun/kode").text)
    assert found
    return found[1]


def test_a_first_password_is_shown_once_and_good_for_one_login(web: WebOffice, admin: TestClient) -> None:
    page = admin.post("/pengguna", data={"pengguna": "sari", "wewenang": ["auditor"]}).text
    found = re.search(r'<code class="secret">([0-9a-f-]+)</code>', page)
    assert found

    assert web.store.accounts.password_fits("sari", found[1])
    assert found[1] not in admin.get("/pengguna/sari").text
    account = web.store.accounts.get("sari")
    assert account is not None
    assert account.must_change
    assert account.grants == {Grant.AUDITOR}
    assert "sudah dipakai" in admin.post("/pengguna", data={"pengguna": "sari"}).text


@pytest.mark.parametrize("name", [MADE_UP, "S", "a b", "-x", "<b>", "sari/..", ""])
def test_a_name_that_is_a_number_of_a_person_or_no_name_is_refused(
    web: WebOffice, admin: TestClient, name: str
) -> None:
    before = len(web.store.accounts.list())

    assert admin.post("/pengguna", data={"pengguna": name}).status_code in (400, 422)
    assert len(web.store.accounts.list()) == before


def test_a_closed_account_is_out_at_once_and_in_again_when_it_is_opened(web: WebOffice, admin: TestClient) -> None:
    browser = web.browser("kasi")

    admin.post("/pengguna/kasi/tutup")
    assert browser.get("/").status_code == 303
    admin.post("/pengguna/kasi/buka")
    assert web.browser("kasi").get("/").status_code == 200
    assert admin.get("/pengguna/tidak-ada").status_code == 404
    assert admin.post("/pengguna/tidak-ada/tutup").status_code == 404


def test_an_administrator_cannot_lock_himself_out(web: WebOffice, admin: TestClient) -> None:
    assert "Akun sendiri" in admin.post("/pengguna/admin/tutup").text
    assert "Akun sendiri" in admin.post("/pengguna/admin/wewenang", data={}).text
    assert admin.get("/pengguna").status_code == 200


def test_all_sessions_of_somebody_are_ended_by_an_administrator(web: WebOffice, admin: TestClient) -> None:
    browsers = web.browser("kasi"), web.browser("kasi")

    admin.post("/pengguna/kasi/sesi")

    assert [browser.get("/").status_code for browser in browsers] == [303, 303]


def test_a_post_is_given_and_its_number_is_seen_on_no_page(web: WebOffice, admin: TestClient) -> None:
    assert admin.post("/jabatan", data={**POST, "nip": MADE_UP, "telepon": "0800"}).status_code == 303

    (post,) = [post for post in web.store.people.list() if post.official.user == "sari"]
    assert post.official.nip == MADE_UP
    assert post.phone == "0800"
    page = admin.get("/jabatan").text
    assert MADE_UP not in page
    assert "19950101\u00a0******\u00a0*\u00a0***" in page
    assert MADE_UP not in str(web.store.audit.list()) + admin.get("/pengguna").text
    assert web.store.verify_all().troubles == ()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"nip": "123"}, "18 angka"),
        ({"nip": "١" * 18}, "18 angka"),
        ({"sampai": "2026-10-01"}, "berakhir sebelum mulai"),
        ({"sejak": "kemarin"}, "Tanggal tidak dapat dibaca"),
        ({"peran": "admin"}, "dari daftar"),
        ({"pengguna": MADE_UP}, "bukan nama pengguna"),
        ({"nama": "  "}, "Isi nama dan jabatan"),
    ],
)
def test_a_post_that_cannot_be_is_refused_with_what_was_typed(
    web: WebOffice, admin: TestClient, wrong: dict[str, str], sentence: str
) -> None:
    before = web.store.people.list()

    answer = admin.post("/jabatan", data={**POST, **wrong})

    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="Kepala Seksi"' in answer.text
    assert web.store.people.list() == before


def test_who_speaks_for_an_agency_is_given_which_one(web: WebOffice, admin: TestClient) -> None:
    camat = {**POST, "pengguna": "camat", "peran": "opd", "jabatan": "Camat"}

    assert '<option value="OPD a">' in admin.get("/jabatan/baru").text
    assert "pilih OPD-nya" in admin.post("/jabatan", data=camat).text
    assert admin.post("/jabatan", data={**camat, "opd": "OPD a"}).status_code == 303
    assert admin.post("/jabatan", data={**POST, "opd": "OPD a"}).status_code == 303

    assert [post.opd for post in web.store.people.posts("camat", NOW.date())] == ["OPD a"]
    assert [post.opd for post in web.store.people.posts("sari", NOW.date())] == [None]
    assert "OPD a" in admin.get("/jabatan").text


def test_two_holders_of_one_post_are_told_and_an_acting_one_beside_the_incumbent_is_not(admin: TestClient) -> None:
    told = "Dua orang memegang jabatan yang sama"
    admin.post("/jabatan", data={**POST, "kedudukan": "plh"})
    assert told not in admin.get("/jabatan").text

    admin.post("/jabatan", data={**POST, "pengguna": "tono", "nama": "Tono"})
    assert told in admin.get("/jabatan").text


def test_a_person_with_two_posts_is_shown_as_such(admin: TestClient) -> None:
    assert "memegang beberapa jabatan" not in admin.get("/jabatan").text
    admin.post("/jabatan", data={**POST, "pengguna": "kabid", "nama": "Dewi", "kedudukan": "plt"})
    assert "memegang beberapa jabatan" in admin.get("/jabatan").text


def test_a_post_ends_on_a_day_and_is_history_afterwards(web: WebOffice, admin: TestClient) -> None:
    admin.post("/jabatan", data=POST)
    number = max(web.store.people.numbered())

    assert "sebelum mulai" in admin.post(f"/jabatan/{number}/akhiri", data={"sampai": "2026-10-01"}).text
    assert admin.post(f"/jabatan/{number}/akhiri", data={"sampai": "2026-11-22"}).status_code == 303
    assert web.store.people.posts("sari", NOW.date()) == []
    assert "sudah berakhir" in admin.post(f"/jabatan/{number}/akhiri", data={"sampai": "2026-12-01"}).text
    assert admin.post("/jabatan/999/akhiri", data={"sampai": "2026-12-01"}).status_code == 404
    assert web.store.verify_all().troubles == ()


def test_codes_count_once_one_was_shown_and_are_asked_at_the_next_login(web: WebOffice) -> None:
    browser, other = web.browser("kasi"), web.browser("kasi")
    secret = secret_of(browser)
    totp = pyotp.TOTP(secret)

    assert "tidak cocok" in browser.post("/akun/kode", data={"rahasia": secret, "kode": "000000"}).text
    assert not uses_codes(web, "kasi")
    assert browser.post("/akun/kode", data={"rahasia": secret, "kode": totp.at(NOW)}).status_code == 303
    assert browser.get("/").status_code == 200
    assert other.get("/").status_code == 303

    stranger = web.browser()
    page = stranger.post("/masuk", data={"pengguna": "kasi", "sandi": PASSWORD, "ke": "/putaran"})
    assert COOKIE not in stranger.cookies
    ticket = re.search(r'name="tiket" value="([^"]+)"', page.text)
    assert ticket
    fields = {"tiket": ticket[1], "kode": totp.at(NOW)}
    assert stranger.post("/masuk/kode", data=fields).status_code == 401, "the code that was shown before is used up"
    web.clock.move_to(NOW + timedelta(seconds=60))
    fields["kode"] = totp.at(web.clock.now())
    assert stranger.post("/masuk/kode", data=fields).headers["location"] == "/putaran"
    assert "sudah habis" in stranger.post("/masuk/kode", data=fields).text


def test_codes_are_not_guessed_for_ever(web: WebOffice) -> None:
    web.account("kasi")
    web.store.accounts.set_two_factor("kasi", pyotp.random_base32(), "kasi", NOW)
    page = web.browser().post("/masuk", data={"pengguna": "kasi", "sandi": PASSWORD})
    ticket = re.search(r'name="tiket" value="([^"]+)"', page.text)
    assert ticket

    answers = [web.browser().post("/masuk/kode", data={"tiket": ticket[1], "kode": f"{n:06}"}) for n in range(6)]

    assert [answer.status_code for answer in answers] == [401] * 5 + [429]
    assert "15 menit" in answers[-1].text
    assert answers[-1].headers["retry-after"] == "900"


def test_codes_are_turned_off_with_the_password_only(web: WebOffice) -> None:
    browser = web.browser("kasi")
    web.store.accounts.set_two_factor("kasi", pyotp.random_base32(), "kasi", NOW)
    browser.cookies.set(COOKIE, web.store.logins.begin("kasi", NOW))

    assert "tetap dipakai" in browser.post("/akun/kode/matikan", data={"sandi": "salah"}).text
    assert browser.post("/akun/kode/matikan", data={"sandi": PASSWORD}).status_code == 303
    assert not uses_codes(web, "kasi")


@pytest.mark.parametrize(
    ("policy", "sent"),
    [(TwoFactor.OFF, set()), (TwoFactor.DECIDERS, {"kasi"}), (TwoFactor.ALL, {"kasi", "tim1", "auditor"})],
)
def test_those_whom_the_office_makes_use_codes_set_them_up_first(
    web: WebOffice, policy: TwoFactor, sent: set[str]
) -> None:
    web.use(Settings(web=WebSettings(two_factor=policy)))

    answers = {user: web.browser(user).get("/") for user in ("kasi", "tim1", "auditor")}

    assert {user for user, answer in answers.items() if answer.headers.get("location") == "/akun/kode"} == sent


def test_own_sessions_are_listed_and_ended_one_by_one_or_all_but_this(web: WebOffice) -> None:
    browsers = [web.browser("kasi") for _ in range(3)]
    page = browsers[0].get("/akun/sesi").text
    keys = re.findall(r'name="kunci" value="([0-9a-f]+)"', page)
    assert len(keys) == 2
    assert not any(browser.cookies[COOKIE] in page for browser in browsers)

    browsers[0].post("/akun/sesi", data={"kunci": keys[0]})
    assert len(web.store.logins.of("kasi", NOW)) == 2
    browsers[0].post("/akun/sesi")
    assert [browser.get("/").status_code for browser in browsers] == [200, 303, 303]


def test_nobody_ends_a_session_of_somebody_else(web: WebOffice) -> None:
    kadis, kasi = web.browser("kadis"), web.browser("kasi")
    (login,) = web.store.logins.of("kadis", NOW)

    kasi.post("/akun/sesi", data={"kunci": login.key})

    assert kadis.get("/").status_code == 200


def test_the_own_password_is_not_guessed_for_ever(web: WebOffice) -> None:
    fields = {"lama": "salah", "baru": "sandi baru saya", "ulang": "sandi baru saya"}
    browser = web.browser("kasi")

    assert [browser.post("/akun/sandi", data=fields).status_code for _ in range(6)] == [422] * 5 + [429]


def test_the_menu_offers_only_what_its_reader_may_open(web: WebOffice, admin: TestClient) -> None:
    offered = {
        user: set(re.findall(r'<a href="(/[a-z]+)"', browser.get("/akun").text.partition("<main")[0]))
        for user, browser in (("admin", admin), ("kasi", web.browser("kasi")))
    }

    assert "/jabatan" in offered["admin"] - offered["kasi"]
    assert "/putaran" in offered["kasi"] - offered["admin"]
