"""Dates, numbers and names as Indonesian offices write them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmaintd.documents.clean import REPLACEMENT, clean
from netmaintd.documents.words import (
    clock,
    day_sentence,
    file_size,
    listed,
    long_date,
    moment,
    nip,
    number,
    short_moment,
    spelled,
)

_VALUES = {
    "nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8,
    "sembilan": 9, "sepuluh": 10, "sebelas": 11, "seratus": 100, "seribu": 1000,
}  # fmt: skip


def value_of(words: str) -> int:
    """Read a number in words: an independent way back."""
    total, current = 0, 0
    for word in words.split():
        if word in _VALUES:
            current += _VALUES[word]
        elif word == "belas":
            current += 10
        elif word == "puluh":
            current += current % 10 * 9
        elif word == "ratus":
            current += current % 10 * 99
        elif word == "ribu":
            total, current = total + current * 1000, 0
    return total + current


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "nol"), (10, "sepuluh"), (11, "sebelas"), (19, "sembilan belas"), (21, "dua puluh satu"), (100, "seratus"),
        (111, "seratus sebelas"), (1000, "seribu"), (2026, "dua ribu dua puluh enam"), (1100, "seribu seratus"),
        (21_300, "dua puluh satu ribu tiga ratus"),
    ],
)  # fmt: skip
def test_numbers_are_spelled(value: int, words: str) -> None:
    assert spelled(value) == words


@given(st.integers(0, 999_999))
def test_every_spelled_number_reads_back(value: int) -> None:
    assert value_of(spelled(value)) == value


@pytest.mark.parametrize("value", [-1, 1_000_000])
def test_what_cannot_be_spelled_is_refused(value: int) -> None:
    with pytest.raises(ValueError, match=str(abs(value))):
        spelled(value)


def test_the_opening_of_a_berita_acara() -> None:
    assert day_sentence(date(2026, 11, 23)) == (
        "Pada hari ini Senin tanggal dua puluh tiga bulan November tahun dua ribu dua puluh enam (23-11-2026)"
    )


def test_times_are_office_time() -> None:
    at = datetime(2026, 11, 22, 18, 5, tzinfo=UTC)

    assert moment(at, ZoneInfo("Asia/Jakarta"), "WIB") == "23 November 2026 pukul 01.05 WIB"
    assert moment(None, ZoneInfo("Asia/Jakarta"), "WIB") == "–"
    assert short_moment(at, ZoneInfo("Asia/Jakarta")) == "23-11-2026 01.05"
    assert short_moment(None, ZoneInfo("Asia/Jakarta")) == "–"
    assert clock(at, ZoneInfo("Asia/Jayapura"), "WIT") == "03.05 WIT"
    assert clock(None, ZoneInfo("Asia/Jakarta"), "WIB") == "……………"
    assert long_date(date(2027, 8, 1)) == "1 Agustus 2027"


def test_a_nip_is_grouped_and_its_absence_is_a_dash() -> None:
    assert nip("197304082002121005") == "19730408 200212 1 005"
    assert nip(None) == "–"
    assert nip("") == "–"
    assert nip("12345") == "12345"
    assert nip("١" * 18) == "١" * 18


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.615, "0,615"), (5460487.0, "5.460.487"), ("up", "up"), (None, "–"), (0, "0"), (-0.0, "0"), (999, "999"),
        (1000, "1.000"), (12.5, "12,5"), (0.00024, "0,00024"), (-3.25, "-3,25"), (float("nan"), "tidak terbaca"),
        (float("inf"), "tidak terbaca"), (1e-9, "0,000000001"), (1e21, "1.000.000.000.000.000.000.000"),
    ],
)  # fmt: skip
def test_values_have_a_decimal_comma_and_dots_for_thousands(value: float | str | None, shown: str) -> None:
    assert number(value) == shown


@pytest.mark.parametrize(
    ("size", "shown"),
    [(0, "0 byte"), (1023, "1.023 byte"), (1024, "1 KB"), (1468006, "1,4 MB"), (3 * 1024**3, "3 GB")],
)
def test_sizes_are_in_the_largest_unit_that_fits(size: int, shown: str) -> None:
    assert file_size(size) == shown


@pytest.mark.parametrize(
    ("items", "shown"), [([], ""), (["a"], "a"), (["a", "b"], "a dan b"), (["a", "b", "c"], "a, b, dan c")]
)
def test_lists_are_joined_as_in_a_sentence(items: list[str], shown: str) -> None:
    assert listed(items) == shown


@given(st.text())
def test_clean_text_is_printable_and_as_long_as_it_was(text: str) -> None:
    import unicodedata

    shown = clean(text)

    assert len(shown) == len(unicodedata.normalize("NFC", text))
    assert all(character.isprintable() or character == "\n" for character in shown)
    assert clean(shown) == shown


def test_what_the_font_lacks_is_made_visible() -> None:
    assert clean({"a": ["Gi0/1 \x1b[2J", "🔥", "\u202eabc", "Ibu Sri–Wahyuni"]}) == {
        "a": [f"Gi0/1 {REPLACEMENT}[2J", REPLACEMENT, f"{REPLACEMENT}abc", "Ibu Sri–Wahyuni"]
    }
