"""The pages in a real browser: a port for an office, one Chromium for a module, and somebody with a session in it.

What a page looked like is kept under `build/screenshots`, or in the folder that NETMAINTD_SCREENSHOTS names.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from netmaintd.web.server import WebServer
from netmaintd.web.site import Site
from netmaintd.web.visitor import COOKIE

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
SIZES = {"ponsel": PHONE, "meja": DESK}
PICTURES = Path(
    os.environ.get("NETMAINTD_SCREENSHOTS", Path(__file__).resolve().parents[2] / "build" / "screenshots")
)  # fmt: skip


@contextmanager
def started() -> Iterator[Any]:
    """Give a browser; a test that needs one is skipped where there is none."""
    driver = pytest.importorskip("playwright.sync_api", reason="the driver of browsers is not installed")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("there is no chromium on this machine")
    with driver.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def served(site: Site) -> Iterator[str]:
    """Serve the pages of an office; gives their address."""
    server = WebServer(site, "127.0.0.1:0")
    try:
        yield f"http://localhost:{server.port}"
    finally:
        server.close()


def stranger(browser: Any, size: dict[str, int] = PHONE, **options: Any) -> Any:
    """Return the browser of somebody who is not logged in."""
    context = browser.new_context(viewport=size, locale="id-ID", timezone_id="Asia/Jakarta", **options)
    context.set_default_timeout(20_000)
    return context


def logged_in(browser: Any, site: Site, user: str, size: dict[str, int] = PHONE, **options: Any) -> Any:
    """Return the browser of somebody who logged in this moment."""
    context = stranger(browser, size, **options)
    come_in(context, site, user)
    return context


def come_in(context: Any, site: Site, user: str) -> None:
    """Give a browser a session of somebody."""
    token = site.store.logins.begin(user, site.clock.now())
    context.add_cookies([{"name": COOKIE, "value": token, "domain": "localhost", "path": "/", "secure": True}])


def picture(page: Any, name: str, sizes: dict[str, dict[str, int]] = SIZES) -> None:
    """Keep what a page looks like on a phone and on a desk."""
    before = page.viewport_size
    for word, size in sizes.items():
        page.set_viewport_size(size)
        PICTURES.joinpath(word).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / word / f"{name}.png", full_page=True)
    page.set_viewport_size(before)


def until(page: Any, script: str) -> None:
    """Wait until what a script promises is true; a page that loads anew meanwhile is asked again."""
    error_of = pytest.importorskip("playwright.sync_api").Error
    for _ in range(200):
        try:
            if page.evaluate(script):
                return
        except error_of as error:
            if not any(words in str(error) for words in ("context was destroyed", "Queue is not defined")):
                raise
        page.wait_for_timeout(50)
    pytest.fail(f"never true: {script}\n{page.locator('main').inner_text()[:1500]}")


def kept_on_phone(page: Any) -> None:
    """Wait until the phone keeps the page of a visit, with all that belongs to it."""
    until(page, "navigator.serviceWorker.ready.then(() => caches.match(location.href)).then(kept => !!kept)")
    until(page, "caches.open('bagian-1').then(parts => parts.keys()).then(keys => keys.length >= 3)")
