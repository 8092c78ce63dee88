"""The pages on a real port, in a thread that ends when it is told to."""

from __future__ import annotations

import threading
from urllib.request import urlopen

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
