"""One office for each test of the pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from netmaintd.model.rounds import Round
from web_office import WebOffice


@pytest.fixture
def web(tmp_path: Path, drafted: Round) -> Iterator[WebOffice]:
    office = WebOffice(tmp_path, drafted)
    yield office
    office.store.close()
