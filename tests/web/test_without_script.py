"""A browser that runs no script reaches and does everything: login, what waits, a decision, a visit with a photo."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from browsing import served, stranger
from netmaintd.model.results import Status
from visiting import at_work, jpeg, newest
from web_office import PASSWORD, WebOffice


@pytest.fixture
def page(web: WebOffice, chromium: Any) -> Iterator[Any]:
    """Give a page of a browser without scripts, at the login."""
    with served(web.site) as home:
        context = stranger(chromium, java_script_enabled=False)
        page = context.new_page()
        page.goto(home)
        yield page
        context.close()


def log_in(web: WebOffice, page: Any, user: str) -> None:
    web.account(user)
    page.fill("[name=pengguna]", user)
    page.fill("[name=sandi]", PASSWORD)
    page.click("main form button")


def test_an_official_logs_in_reads_and_decides_without_a_script(web: WebOffice, page: Any) -> None:
    log_in(web, page, "kasi")

    page.get_by_role("link", name="Baca dan putuskan").click()
    page.locator("details[open] [name=catatan]").fill("Siap dilaksanakan")
    page.locator("details[open] button").click()
    page.wait_for_url(f"**/putaran/{web.round_id}")

    assert "Siap dilaksanakan" in page.locator("main").inner_text()
    assert web.store.rounds.get(web.round_id).step == 2


def test_a_technician_fills_in_a_visit_and_sends_a_photo_without_a_script(web: WebOffice, page: Any) -> None:
    at_work(web)
    log_in(web, page, "tim1")

    page.get_by_role("link", name="Kunjungan", exact=True).click()
    page.get_by_role("link", name="Lokasi a").click()
    page.locator("label.warning").first.click()
    page.locator("[name^=catatan]").first.fill("Berdebu")
    page.fill("[name=ditemui]", "Camat")
    page.click(".savebar button")
    assert page.input_value("[name=ditemui]") == "Camat"
    page.get_by_role("link", name="Foto (0)").first.click()
    page.set_input_files("[name=foto]", {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": jpeg()})
    page.get_by_role("button", name="Kirim foto").click()
    page.wait_for_load_state()

    record = newest(web)
    assert [(entry.status, entry.note) for entry in record.manual] == [(Status.WARNING, "Berdebu")]
    assert (record.met, len(record.photos)) == ("Camat", 1)
