"""The pages on a real port, in a thread that ends when it is told to."""

from __future__ import annotations

import threading
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from netmaintd.errors import ConfigError
from netmaintd.web.server import WebServer
from web_office import WebOffice


def test_pages_are_served_until_they_are_closed(web: WebOffice) -> None:
    server = WebServer(web.site, "127.0.0.1:0")
    try:
        with urlopen(f"http://127.0.0.1:{server.port}/masuk", timeout=30) as answer:
            assert b"Masuk" in answer.read()
            assert "default-src 'self'" in answer.headers["content-security-policy"]
            assert "server" not in answer.headers
        with pytest.raises(ConfigError, match=r"web\.listen: .* name another port"):
            WebServer(web.site, f"127.0.0.1:{server.port}")
    finally:
        server.close()

    assert not any(thread.name == "web" for thread in threading.enumerate())


def test_behind_a_proxy_failures_count_for_the_address_that_the_proxy_names(web: WebOffice) -> None:
    web.account("kasi")
    server = WebServer(web.site, "127.0.0.1:0")

    def fail(address: str) -> int:
        headers = {"Sec-Fetch-Site": "same-origin", "X-Forwarded-For": address, "X-Forwarded-Proto": "https"}
        asked = Request(f"http://127.0.0.1:{server.port}/masuk", b"pengguna=kasi&sandi=salah", headers)
        try:
            return int(urlopen(asked, timeout=30).status)
        except HTTPError as error:
            error.close()
            return error.code

    try:
        assert [fail("203.0.113.1") for _ in range(6)] == [401] * 5 + [429]
        assert fail("203.0.113.2") == 401
    finally:
        server.close()
