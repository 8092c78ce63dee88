"""One office for each test of the pages, and one browser for each file of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browsing import started
from netmaintd.model.rounds import Round
from web_office import WebOffice


@pytest.fixture
def web(tmp_path: Path, drafted: Round) -> Iterator[WebOffice]:
    office = WebOffice(tmp_path, drafted)
    yield office
    office.store.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A browser costs a second to start; people have contexts of their own in it."""
    with started() as browser:
        yield browser
