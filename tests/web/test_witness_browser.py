"""A finger on a phone: an official of an agency signs in a real browser, here and as a stranger with a link."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

from browsing import PHONE, logged_in, picture, served, stranger
from netmaintd.model.rounds import SignatureMethod
from web_office import WebOffice
from witnessing import at_minutes, link, signature


def sign(page: Any) -> None:
    """Draw two strokes, as a finger does."""
    canvas = page.locator("[data-tanda-tangan] canvas").first
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    for stroke in (((0.1, 0.6), (0.25, 0.2), (0.35, 0.8), (0.5, 0.3)), ((0.5, 0.5), (0.7, 0.4), (0.9, 0.55))):
        places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in stroke]
        page.mouse.move(*places[0])
        page.mouse.down()
        for place in places[1:]:
            page.mouse.move(*place, steps=8)
        page.mouse.up()


def inked(web: WebOffice) -> tuple[int, int]:
    """Return how large the drawing is that was kept; it has ink on white."""
    signed = signature(web)
    assert signed is not None
    image = Image.open(io.BytesIO(web.store.documents.content(signed.drawing_sha256)))
    assert image.getextrema()[0] < 100
    assert image.getpixel((0, 0)) == 255
    return image.size


def test_a_finger_signs_on_the_technicians_phone(web: WebOffice, chromium: Any) -> None:
    address = at_minutes(web)
    with served(web.site) as home:
        context = logged_in(chromium, web.site, "tim1", PHONE)
        page = context.new_page()
        page.goto(home + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        form = page.locator("form[data-sekali]")
        form.locator("[name=penanda]").fill("Nurhayati, S.Sos.")
        form.locator("[name=jabatan]").fill("Sekretaris Camat")
        form.locator("[name=nip]").fill("123")
        sign(page)
        picture(page, "7-saksi", {"ponsel": PHONE})
        form.locator(".send").click()
        page.wait_for_selector("main [role=alert]")
        assert "18 angka" in page.locator("main [role=alert]").inner_text()
        assert page.input_value("form[data-sekali] [name=gambar]").startswith("data:image/png")

        form.locator("[name=nip]").fill("")
        with page.expect_navigation():
            form.locator(".send").click()
        assert "Sudah dijawab" in page.locator("main").inner_text()
        picture(page, "7-saksi-sudah")
        context.close()

    signed = signature(web)
    assert signed is not None
    assert signed.method is SignatureMethod.PHONE
    width, height = inked(web)
    assert 500 < width <= 900
    assert 100 < height <= 450


def test_a_cleared_box_is_empty_and_a_stranger_signs_with_a_link(web: WebOffice, chromium: Any) -> None:
    at_minutes(web)
    address = link(web)
    with served(web.site) as home:
        context = stranger(chromium, PHONE)
        page = context.new_page()
        told: list[str] = []
        page.on("console", lambda message: told.append(message.text))
        page.goto(home + address)
        picture(page, "7-tautan")
        form = page.locator("form[data-sekali]")
        form.locator("[name=penanda]").fill("Nurhayati")
        form.locator("[name=jabatan]").fill("Sekretaris Camat")
        sign(page)
        form.get_by_role("button", name="Hapus").click()
        assert page.input_value("[name=gambar]") == ""
        sign(page)
        form.locator(".send").click()
        page.wait_for_selector("text=Terima kasih")
        picture(page, "7-tautan-selesai", {"ponsel": PHONE})

        again = context.new_page()
        again.goto(home + address)
        assert "sudah dipakai" in again.locator("main").inner_text()
        picture(again, "7-tautan-tertutup", {"ponsel": PHONE})
        context.close()

    assert told == []
    signed = signature(web)
    assert signed is not None
    assert signed.method is SignatureMethod.LINK
    assert inked(web)[0] > 500


def test_without_a_script_a_typed_name_signs(web: WebOffice, chromium: Any) -> None:
    at_minutes(web)
    address = link(web)
    with served(web.site) as home:
        context = stranger(chromium, PHONE, java_script_enabled=False)
        page = context.new_page()
        page.goto(home + address)
        assert not page.locator("canvas").is_visible()
        page.fill("[name=penanda]", "Nurhayati")
        page.fill("[name=jabatan]", "Sekretaris Camat")
        page.check("[name=setuju]")
        page.click(".send")
        page.wait_for_selector("text=Terima kasih")
        context.close()

    signed = signature(web)
    assert signed is not None
    assert (signed.signer, signed.drawing_sha256) == ("Nurhayati", "")
