"""Dates, numbers and names as Indonesian offices write them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmaintd.documents.clean import REPLACEMENT, clean
from netmaintd.documents.numbers import formatted
from netmaintd.documents.words import day_sentence, long_date, moment, nip, number, spelled
from netmaintd.errors import DocumentError

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
    assert long_date(date(2027, 8, 1)) == "1 Agustus 2027"


def test_a_nip_is_grouped_and_its_absence_is_a_dash() -> None:
    assert nip("197304082002121005") == "19730408 200212 1 005"
    assert nip(None) == "–"


@pytest.mark.parametrize(("value", "shown"), [(0.615, "0,615"), (5460487.0, "5.460.487"), ("up", "up"), (None, "–")])
def test_values_have_a_decimal_comma(value: float | str | None, shown: str) -> None:
    assert number(value) == shown


def test_numbers_of_documents_follow_the_office() -> None:
    pattern = "{klasifikasi}/{urut:03}/{jenis}/{unit}/{bulan_romawi}/{tahun}"
    words = {"klasifikasi": "800.1.11.1", "jenis": "ST", "unit": "KOMINFO"}

    assert formatted(pattern, 4, date(2026, 11, 24), words) == "800.1.11.1/004/ST/KOMINFO/XI/2026"
    with pytest.raises(DocumentError, match="asks for nomor"):
        formatted("{nomor}/{tahun}", 1, date(2026, 1, 1))


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
