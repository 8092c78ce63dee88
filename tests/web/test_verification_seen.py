"""The public page in a real browser that runs no script: by code and by file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from browsing import PHONE, picture, served, stranger
from netmaintd.model.documents import DocumentKind
from web_office import WebOffice


def test_a_stranger_without_scripts_checks_a_code_and_a_file(chromium: Any, web: WebOffice, tmp_path: Path) -> None:
    web.decide("kasi", "submit")
    document = web.store.documents.latest(web.round_id, DocumentKind.RENCANA_KERJA, None)
    assert document is not None
    file = tmp_path / "rencana.pdf"
    file.write_bytes(web.store.documents.content(document.sha256))
    with served(web.site) as address:
        context = stranger(chromium, PHONE, java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{address}/verifikasi")
        picture(page, "verifikasi")
        page.fill("[name=kode]", (document.code or "").lower())
        page.click("text=Periksa kode")
        assert page.locator(".genuine").count() == 1
        picture(page, "verifikasi-kode")
        page.set_input_files("[name=berkas]", file)
        page.click("text=Periksa berkas")
        assert page.locator("text=sama persis").count() == 1
        picture(page, "verifikasi-berkas")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        context.close()
