"""A visit in a basement without a network, in a real browser: nothing typed or photographed is lost or doubled."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import pytest

from browsing import kept_on_phone, logged_in, served, until
from netmaintd.model.results import Status
from visiting import at_work, jpeg, newest, with_place
from web_office import WebOffice

WAITING = "Queue.all().then(all => all.filter(one => one.state === 'menunggu').length"


@pytest.fixture
def phone(web: WebOffice, chromium: Any) -> Iterator[tuple[Any, str]]:
    """Give the technician's browser and the address of his visit."""
    address = at_work(web)
    web.account("tim1")
    with served(web.site) as home:
        context = logged_in(chromium, web.site, "tim1")
        yield context, home + address
        context.close()


def kept(context: Any, address: str) -> Any:
    """Open the visit and wait until the phone keeps its pages."""
    page = context.new_page()
    page.goto(address)
    kept_on_phone(page)
    return page


def choose(page: Any, word: str, note: str = "") -> None:
    page.locator(f'label.{word} input[name="kondisi:kebersihan:"]').check(force=True)
    page.fill('[name="catatan:kebersihan:"]', note)


def photograph(page: Any, device: str, phase: str, content: bytes) -> None:
    field = page.locator(f'[data-perangkat="{device}"] input[data-fase="{phase}"]')
    field.set_input_files({"name": "x.jpg", "mimeType": "image/jpeg", "buffer": content})


def test_a_visit_without_a_network_is_sent_once_when_there_is_one(web: WebOffice, phone: tuple[Any, str]) -> None:
    context, address = phone
    page = kept(context, address)
    context.set_offline(True)

    page.goto(address)
    choose(page, "warning", "Berdebu")
    page.fill('[name="ditemui"]', "Camat")
    page.click(".savebar button")
    photograph(page, "sw-a1", "before", jpeg((2400, 1800)))
    photograph(page, "sw-a1", "after", jpeg(colour="blue"))
    until(page, "document.querySelectorAll('#antrean li').length === 3")
    assert "disimpan di ponsel" in page.locator("#jaringan").inner_text()
    page.close()

    page = context.new_page()
    page.goto(address)
    until(page, "document.querySelector('[name=ditemui]').value === 'Camat'")
    assert page.locator('label.warning input[name="kondisi:kebersihan:"]').is_checked()
    assert newest(web).photos == ()
    assert newest(web).manual == ()

    context.set_offline(False)
    until(page, "Queue.all().then(all => all.length === 0)")

    record = newest(web)
    assert [(entry.status, entry.note) for entry in record.manual] == [(Status.WARNING, "Berdebu")]
    assert record.met == "Camat"
    assert sorted((photo.device, photo.phase) for photo in record.photos) == [("sw-a1", "after"), ("sw-a1", "before")]
    assert web.store.records.visit_version(web.round_id, "a") == 3


def test_an_answer_that_is_lost_on_the_way_doubles_nothing(web: WebOffice, phone: tuple[Any, str]) -> None:
    context, address = phone
    page = kept(context, address)
    lost = []

    def swallow(route: Any) -> None:
        if route.request.method == "POST" and len(lost) < 2:
            lost.append(route.request.url)
            route.fetch()  # the office has it, the phone never hears of it
            route.abort()
        else:
            route.continue_()

    context.route("**/kunjungan/**", swallow)
    photograph(page, "sw-a1", "before", jpeg())
    until(page, "document.querySelectorAll('#antrean li').length === 1")
    page.fill('[name="ditemui"]', "Camat")
    page.click(".savebar button")
    until(page, f"{WAITING} === 2)")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    until(page, f"{WAITING} === 0)")

    assert len(lost) == 2
    assert len(newest(web).photos) == 1
    assert newest(web).met == "Camat"
    assert web.store.records.visit_version(web.round_id, "a") == 2


def test_typing_survives_a_closed_page_and_a_refusal_is_shown_with_everything_typed(
    web: WebOffice, phone: tuple[Any, str]
) -> None:
    context, address = phone
    page = kept(context, address)
    page.fill('[name="ditemui"]', "Camat")
    choose(page, "critical")
    until(page, "Queue.all().then(all => all.length === 1 && all[0].fields.some(one => one[1] === 'critical'))")
    page.close()

    page = context.new_page()
    page.goto(address)
    until(page, "document.querySelector('[name=ditemui]').value === 'Camat'")
    page.click(".savebar button")
    page.wait_for_selector("main [role=alert]")

    assert "tulis alasan" in page.locator("main [role=alert]").inner_text()
    assert page.input_value('[name="ditemui"]') == "Camat"
    page.fill('[name="catatan:kebersihan:"]', "Pintu rak rusak")
    page.click(".savebar button")
    until(page, "Queue.all().then(all => all.length === 0)")
    assert newest(web).manual[0].note == "Pintu rak rusak"


def test_the_phone_makes_a_photo_smaller_and_its_place_still_arrives(web: WebOffice, phone: tuple[Any, str]) -> None:
    context, address = phone
    page = kept(context, address)
    original = jpeg((4000, 3000), exif=with_place())

    with page.expect_response("**/foto") as sent:
        photograph(page, "", "before", original)

    assert int(sent.value.request.all_headers()["content-length"]) < len(original)

    (photo,) = newest(web).photos
    assert photo.place is not None
    assert photo.clock == "kamera"
    assert photo.original_sha256 == hashlib.sha256(original).hexdigest()


def test_pages_of_a_visit_leave_the_phone_when_its_officer_logs_out(phone: tuple[Any, str]) -> None:
    context, address = phone
    page = kept(context, address)

    page.click("text=Keluar")
    page.wait_for_url("**/masuk")

    until(page, "caches.keys().then(names => !names.includes('halaman-1'))")
