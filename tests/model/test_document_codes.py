"""Codes of documents: what is printed is read back, also as people type it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmaintd.model.document_codes import CODE_BYTES, document_code, read_code


@given(st.binary(min_size=CODE_BYTES, max_size=CODE_BYTES))
def test_a_printed_code_is_read_back(random: bytes) -> None:
    code = document_code(random)

    assert read_code(code) == code
    assert len(code) == 19
    assert not set(code) & set("ILOU")


def test_every_bit_counts() -> None:
    codes = {document_code((1 << bit).to_bytes(CODE_BYTES, "big")) for bit in range(80)}

    assert len(codes) == 80


@pytest.mark.parametrize(
    "typed",
    [
        "K7QM-4ZT1-9XWC-P0VA", " k7qm 4zt1 9xwc p0va ", "k7qm4ztl9xwcpova", "K7QM–4ZTI–9XWC–POVA",
        "https://jaringan.contoh.go.id/verifikasi/K7QM-4ZT1-9XWC-P0VA",
    ],
)  # fmt: skip
def test_what_people_type_is_read_as_it_was_meant(typed: str) -> None:
    assert read_code(typed) == "K7QM-4ZT1-9XWC-P0VA"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "K7QM",
        "K7QM-4ZT1-9XWC-P0VU",
        "K7QM-4ZT1-9XWC-P0VA-1",
        "٣" * 16,
        "İ" * 16,
        "K" * 5000,
        "K7QM-4ZT1-9XWC-P0V\x00",
    ],
)
def test_anything_else_is_no_code(typed: str) -> None:
    assert read_code(typed) is None


@pytest.mark.parametrize("random", [b"", b"123456789", b"12345678901"])
def test_too_little_randomness_makes_no_code(random: bytes) -> None:
    with pytest.raises(ValueError, match=str(len(random))):
        document_code(random)
