"""A one-time link in the hands of a stranger: read often, answered once, and worthless to everybody else."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from drawing import as_sent, drawn
from netmaintd.model.rounds import SignatureMethod
from netmaintd.model.witness import LIFETIME, LinkState
from netmaintd.usecases.sign_by_link import OF_THE_TEAM
from netmaintd.web.limits import BY_BOTH
from visiting import HERE, send
from web_office import HOME, WebOffice
from witnessing import SAID, answer, at_minutes, link, shown, signature


def stranger(web: WebOffice) -> TestClient:
    """Return somebody's own phone, elsewhere."""
    return TestClient(
        web.app, base_url=HOME, follow_redirects=False, headers={"sec-fetch-site": "same-origin"},
        client=("203.0.113.9", 4711),
    )  # fmt: skip


def test_a_stranger_reads_and_signs_and_the_record_says_by_which_link(web: WebOffice) -> None:
    at_minutes(web)
    seen, address = shown(web), link(web)
    phone = stranger(web)

    page = phone.get(address)
    assert page.status_code == 200
    assert "sw-a1" in page.text
    assert f'action="{address}"' in page.text
    assert phone.get(f"{address}/berita-acara.pdf").content == web.store.documents.content(seen)
    done = phone.post(address, data={**SAID, "setuju": "", "gambar": as_sent(drawn()), "catatan": "Mohon pagi hari"})

    assert done.status_code == 200
    assert "Terima kasih" in done.text
    signed = signature(web)
    assert signed is not None
    assert (signed.method, signed.note, signed.document_sha256) == (SignatureMethod.LINK, "Mohon pagi hari", seen)
    (used,) = web.store.witness_links.of(web.round_id, HERE)
    assert (signed.link, used.same_address) == (used.id, False)
    entry = next(one for one in web.store.rounds.get(web.round_id).trail if one.verb == "acknowledge")
    assert entry.by is not None
    assert (entry.by.name, entry.by.title, entry.by.opd) == ("Nurhayati", "Sekretaris Camat", "OPD a")
    told = next(row for row in web.store.audit.list()[::-1] if row["action"] == "round.decide")
    assert (told["link"], told["link_by"]) == (used.id, "tim1")
    assert used.id in web.browser("tim1").get(f"/putaran/{web.round_id}/saksi/{HERE}").text


def test_previews_of_messengers_use_nothing_up(web: WebOffice) -> None:
    at_minutes(web)
    address = link(web)

    for _ in range(3 * BY_BOTH):
        assert stranger(web).get(address).status_code == 200
        assert stranger(web).head(address).status_code in (200, 405)
    assert stranger(web).post(address, data=SAID).status_code == 200


def test_a_form_with_a_fault_comes_back_and_the_link_stays_open(web: WebOffice) -> None:
    at_minutes(web)
    address = link(web)

    fault = stranger(web).post(address, data={**SAID, "nip": "123"})
    assert fault.status_code == 422
    assert "NIP terdiri atas 18 angka" in fault.text
    assert 'value="Nurhayati"' in fault.text
    objection = stranger(web).post(address, data={**SAID, "sikap": "keberatan", "catatan": "Belum selesai"})
    assert "Keberatan Anda tercatat" in objection.text
    assert web.store.rounds.get(web.round_id).visit(HERE).step == 6


def closed(web: WebOffice, address: str, state: LinkState, status: int = 410) -> None:
    """A link says why it cannot be used, whatever is asked of it."""
    before = web.store.rounds.get(web.round_id)
    phone = stranger(web)
    for answered in (phone.get(address), phone.post(address, data=SAID), phone.get(f"{address}/berita-acara.pdf")):
        assert answered.status_code == status
        assert state.word in answered.text
        assert state.remedy in answered.text
        assert "Nurhayati" not in answered.text
    assert web.store.rounds.get(web.round_id) == before


def test_a_link_that_was_used_replaced_or_taken_back_says_so(web: WebOffice) -> None:
    page = at_minutes(web)
    first, second = link(web), link(web, "kasi")
    closed(web, first, LinkState.REVOKED)
    assert web.browser("tim1").post(f"{page}/tautan/cabut").status_code == 303
    closed(web, second, LinkState.REVOKED)
    third = link(web)
    assert stranger(web).post(third, data=SAID).status_code == 200
    closed(web, third, LinkState.USED)


def test_a_link_for_a_paper_that_changed_or_was_answered_otherwise_says_so(web: WebOffice) -> None:
    page = at_minutes(web)
    address = link(web)
    web.clock.move_to(web.clock.now() + timedelta(minutes=5))
    send(web, "tim1", lokasi="1", ditemui="Lurah")
    closed(web, address, LinkState.CHANGED)
    assert web.browser("tim1").post(f"{page}/tautan").status_code == 422
    assert web.browser("tim1").post(f"{page}/perbarui").status_code == 303
    closed(web, address, LinkState.CHANGED)
    newer = link(web)
    assert answer(web, "tim1").status_code == 303
    closed(web, newer, LinkState.SETTLED)


def test_a_link_ends_after_three_days(web: WebOffice) -> None:
    at_minutes(web)
    address = link(web)
    made = web.clock.now()

    web.clock.move_to(made + LIFETIME - timedelta(seconds=1))
    assert stranger(web).get(address).status_code == 200
    web.clock.move_to(made + LIFETIME + timedelta(seconds=1))
    closed(web, address, LinkState.EXPIRED)


def test_who_tries_addresses_must_wait(web: WebOffice) -> None:
    for _ in range(BY_BOTH):
        unknown = stranger(web).get("/tanda-tangan/tidak-ada")
        assert unknown.status_code == 404
        assert LinkState.UNKNOWN.remedy in unknown.text
    assert stranger(web).get("/tanda-tangan/tidak-ada").status_code == 429
    assert stranger(web).post("/tanda-tangan/tidak-ada", data=SAID).status_code == 429


def test_the_office_does_not_sign_for_the_agency(web: WebOffice) -> None:
    at_minutes(web)
    address = link(web)

    for user in ("tim1", "kasi"):
        sent = web.browser(user).post(address, data=SAID)
        assert sent.status_code == 422
        assert OF_THE_TEAM in sent.text
    named = stranger(web).post(address, data={**SAID, "penanda": "ANDI"})
    assert "milik petugas" in named.text
    assert signature(web) is None


def test_a_link_that_is_used_where_it_was_made_is_told(web: WebOffice) -> None:
    page = at_minutes(web)
    address = link(web)

    assert web.browser().post(address, data=SAID).status_code == 200
    assert "dari jaringan yang sama" in web.browser("kasi").get(page).text
    assert "testclient" not in str(web.store.audit.list())


REFUSED: tuple[dict[str, str], ...] = (
    {"sec-fetch-site": "cross-site", "origin": "null"}, {"sec-fetch-site": "none"}, {"origin": "https://evil.test"}, {},
)  # fmt: skip


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "same-origin"}, {"origin": "null"}])
def test_the_first_answer_from_the_page_of_a_link_is_taken_and_from_elsewhere_it_is_not(
    web: WebOffice, headers: dict[str, str]
) -> None:
    at_minutes(web)
    phone = stranger(web)
    address = link(web)
    del phone.headers["sec-fetch-site"]

    assert phone.get(address, headers={"sec-fetch-site": "cross-site"}).status_code == 200
    assert {phone.post(address, data=SAID, headers=wrong).status_code for wrong in REFUSED} == {403}
    assert phone.post(address, data=SAID, headers=headers).status_code == 200


def test_the_address_of_a_link_goes_into_no_log_no_referrer_and_no_record(
    web: WebOffice, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_minutes(web)
    caplog.set_level(logging.DEBUG)
    address = link(web)
    token = address.rsplit("/", 1)[1]
    phone = TestClient(web.app, base_url=HOME, raise_server_exceptions=False)
    phone.headers["sec-fetch-site"] = "same-origin"

    for method, path in (("GET", address), ("POST", f"{address}/x"), ("GET", f"{address}/berita-acara.pdf")):
        answered = phone.request(method, path, data=SAID if method == "POST" else None)
        assert answered.headers["referrer-policy"] == "no-referrer"
        assert answered.headers["cache-control"] == "no-store"
    monkeypatch.setattr(web.store, "witness_links", None)
    assert phone.get(address).status_code == 500
    ours = [record for record in caplog.records if record.name.startswith("netmaintd")]
    assert any(record.message == "a page failed" for record in ours)
    assert token not in str([vars(record) for record in ours])
    assert token not in str(web.store.audit.list())
