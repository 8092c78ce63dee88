"""A visit's record as a file: office time as it was written, and the four words of a result."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from netmaintd.config.visit_file import read_visit
from netmaintd.errors import ConfigProblems
from netmaintd.model.dossier import VisitRecord
from netmaintd.model.results import Status

ENTERED = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Jakarta")


def visit(folder: Path, text: str) -> VisitRecord:
    (folder / "visit.yaml").write_text(text)
    return read_visit(folder / "visit.yaml", "balai", "tim1", ENTERED, ZONE, lambda _: "")


def test_a_time_without_a_zone_is_office_time(tmp_path: Path) -> None:
    record = visit(tmp_path, "arrived_at: 2026-11-24 08:30\ndeparted_at: 2026-11-24T05:00:00Z\n")

    assert record.arrived_at == datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
    assert record.departed_at == datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize("text", ["0830", "08:30", "20261124", "1764000000", "24/11/2026 08:30"])
def test_what_is_not_a_whole_date_never_becomes_one(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigProblems) as caught:
        visit(tmp_path, f"arrived_at: {text}\n")

    assert str(caught.value).removeprefix(f"{tmp_path}/") == (
        "visit.yaml:1:13: visit: arrived_at: write date and time of day as 2026-11-24 08:30"
    )


def test_an_item_without_its_own_time_was_done_when_it_was_typed(tmp_path: Path) -> None:
    record = visit(tmp_path, "manual: [{item: kabel, status: perlu perhatian, note: longgar, from_paper: yes}]\n")

    (entry,) = record.manual
    assert (entry.status, entry.performed_at, entry.from_paper) == (Status.WARNING, ENTERED, True)


def test_another_word_for_a_result_is_told_with_the_four_words(tmp_path: Path) -> None:
    with pytest.raises(ConfigProblems) as caught:
        visit(tmp_path, "manual:\n- {item: kabel, status: bagus}\n- {item: label, status: ok}\n")

    assert [line.removeprefix(f"{tmp_path}/") for line in caught.value.problems] == [
        'visit.yaml:2:25: kabel: "bagus" is not one of baik, perlu perhatian, rusak, tidak diperiksa',
        'visit.yaml:3:25: label: "ok" is not one of baik, perlu perhatian, rusak, tidak diperiksa',
    ]
