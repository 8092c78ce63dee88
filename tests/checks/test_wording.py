"""Numbers and foreign text in Indonesian sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmaintd.checks.wording import celsius, duration, limits, listed, number, per_million, percent, shown


@pytest.mark.parametrize(
    ("value", "text"),
    [(61.5, "61,5"), (40.0, "40"), (0.04, "0"), (-0.04, "0"), (1061.5, "1.061,5"), (1e6, "1.000.000"), (-3.25, "-3,2"),
     (1e18, "1.000.000.000.000.000.000"), (1e245, "1e+245")],
)  # fmt: skip
def test_a_number_has_a_decimal_comma_and_dots_for_thousands(value: float, text: str) -> None:
    assert number(value) == text


def test_units_follow_their_number() -> None:
    assert percent(0.615) == "61,5 %"
    assert celsius(60.0) == "60 °C"
    assert per_million(1.2e-4) == "120 per sejuta"
    assert limits(0.6, 0.85, percent) == "perlu perhatian ≥ 60 %, rusak ≥ 85 %"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0 detik"), (59.9, "59 detik"), (3600, "1 jam"), (90061, "1 hari 1 jam"), (86400 * 1200, "1.200 hari")],
)
def test_a_duration_is_told_by_its_two_largest_units(seconds: float, text: str) -> None:
    assert duration(seconds) == text


@given(st.text())
def test_text_of_a_device_becomes_one_short_printable_line(text: str) -> None:
    line = shown(text)

    assert len(line) <= 60
    assert line.isprintable()
    assert shown(line) == line


def test_a_long_list_is_cut_and_says_so() -> None:
    assert listed(["a", "b"]) == "a, b"
    assert listed([f"p{n}" for n in range(8)]) == "p0, p1, p2, p3, p4 dan 3 lainnya"
