"""Questions that make no sense, and some that do, to every route of the API; `make fuzz-api` asks many more."""

from __future__ import annotations

import pytest

from web_office import WebOffice


def test_no_question_is_a_fault_of_ours(web: WebOffice) -> None:
    pytest.importorskip("schemathesis", reason="what makes the questions is not installed")
    from api_fuzz import fuzz, prepared

    tally = fuzz(prepared(web), 240)

    assert tally.faults == []
    assert tally.asked >= 240
    assert tally.statuses[200] > 20
    assert tally.statuses[422] > 20
