"""The page of a round: its steps, its locations, and an examination that is watched while it goes on."""

from __future__ import annotations

import json
from typing import Any

from browsing import logged_in, served, until
from netmaintd.model.results import Outcome
from samples import examination
from visiting import at_work
from web_office import WebOffice


def examine(web: WebOffice, device: str, place: str, outcome: Outcome = Outcome.OK) -> None:
    token = web.store.leases.claim(web.round_id, device, "uji", web.clock.now(), 60)
    assert token is not None
    web.store.records.record_examination(web.round_id, examination(device, place, outcome=outcome), token)


def told(text: str) -> tuple[str, dict[str, str]]:
    """Return the id of an event and what it says."""
    lines = dict(line.split(": ", 1) for line in text.splitlines() if line)
    return lines["id"], json.loads(lines["data"])


def test_the_steps_say_where_they_stand_in_words_and_days(web: WebOffice) -> None:
    web.decide("kasi", "submit")
    web.decide("kabid", "return", catatan="Perbaiki")

    page = web.browser("kadis").get(f"/putaran/{web.round_id}").text

    strip = page.partition('<ol class="strip"')[2].partition("</ol>")[0]
    assert strip.count("<li") == 11
    assert 'aria-current="step"' in strip
    assert "sekarang" in strip
    assert "akan diulang" in strip
    assert "0/3" in strip
    assert "Berjalan" in page


def test_an_examination_is_watched_and_the_browser_stops_asking_when_it_is_through(web: WebOffice) -> None:
    at_work(web)
    browser, here = web.browser("kadis"), f"/putaran/{web.round_id}/kemajuan"
    web.store.leases.claim(web.round_id, "sw-a2", "uji", web.clock.now(), 60)
    examine(web, "sw-a1", "a", Outcome.TIMEOUT)

    first, parts = told(browser.get(here).text)
    assert "1 dari 2 perangkat" in parts["a"]
    assert "1 gagal" in parts["a"]
    assert "sw-a2" in parts["a"]
    assert "0 dari 1" in parts["b"]
    same = browser.get(here, headers={"last-event-id": first})
    assert same.text.endswith(": same\n\n")
    assert "data:" not in same.text
    for device, place in (("sw-a2", "a"), ("sw-b1", "b")):
        examine(web, device, place)
    last, parts = told(browser.get(here, headers={"last-event-id": first}).text)
    assert "2 dari 2" in parts["a"]
    assert browser.get(here, headers={"last-event-id": last}).status_code == 204


def test_without_a_script_the_page_says_the_same_and_can_be_loaded_anew(web: WebOffice) -> None:
    at_work(web)
    examine(web, "sw-a1", "a")

    page = web.browser("tim1").get(f"/putaran/{web.round_id}").text

    assert "1 dari 2 perangkat" in page
    assert "Muat ulang hasil" in page
    assert "Beban CPU 70 %" in page
    assert f"/putaran/{web.round_id}/kelengkapan" in page


def test_an_unknown_round_has_no_progress(web: WebOffice) -> None:
    assert web.browser("kasi").get("/putaran/tidak-ada/kemajuan").status_code == 404


def test_a_browser_that_watches_shows_what_is_examined_without_being_loaded_anew(web: WebOffice, chromium: Any) -> None:
    at_work(web)
    with served(web.site) as home:
        page = logged_in(chromium, web.site, "kadis").new_page()
        page.goto(f"{home}/putaran/{web.round_id}")
        assert "0 dari 2 perangkat" in page.locator('[data-lokasi="a"]').inner_text()
        page.evaluate("window.sama = true")
        with page.expect_response("**/kemajuan"):
            examine(web, "sw-a1", "a", Outcome.TIMEOUT)
        until(page, """document.querySelector('[data-lokasi="a"]').innerText.includes('1 dari 2 perangkat, 1 gagal')""")
        assert page.evaluate("window.sama")
        page.context.close()


def test_on_paper_a_round_has_no_menu_no_button_and_its_locations_unfolded(web: WebOffice, chromium: Any) -> None:
    at_work(web)
    with served(web.site) as home:
        page = logged_in(chromium, web.site, "kasi").new_page()
        page.goto(f"{home}/putaran/{web.round_id}")
        page.emulate_media(media="print")
        assert not page.locator("nav").first.is_visible()
        assert not any(one.is_visible() for one in page.locator("button, .button").all())
        assert page.locator(".strip li").count() == 11
        assert page.get_by_role("heading", name="sw-b1").is_visible()
        assert page.pdf(format="A4").startswith(b"%PDF")
        page.context.close()
