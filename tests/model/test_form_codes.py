"""The code on a paper form: printed one way, read however somebody types it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmaintd.model.form_codes import BLANK_CODE, FormCode, form_code, read_form_code


@given(st.binary(min_size=5, max_size=5), st.integers(min_value=0, max_value=999))
def test_what_is_printed_is_read(random: bytes, page: int) -> None:
    code = form_code(random)

    assert len(code) == 9
    assert read_form_code(str(FormCode(code, page))) == FormCode(code, page)


@pytest.mark.parametrize(
    "typed",
    ["K7QM-4ZT1-2", "k7qm 4zt1 2", " K7QM4ZTI2 ", "K7QM–4ZTL–2", "https://kantor.go.id/formulir?kode=K7QM-4ZT1-2"],
)
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert read_form_code(typed) == FormCode("K7QM-4ZT1", 2)


@pytest.mark.parametrize(("typed", "page"), [("KOSONG", 0), ("kosong-3", 3), ("x?kode=KOSONG-1", 1), ("KOSONG-٣", 0)])
def test_the_code_of_a_blank_form_names_no_round(typed: str, page: int) -> None:
    found = read_form_code(typed)

    assert found == FormCode(BLANK_CODE, page)
    assert found.blank


@pytest.mark.parametrize(
    "typed", ["", "K7QM", "K7QM-4ZT1-9XWC-P0VA", "K7QM-4ZTU", "K7QM-4ZT1-2222", "x" * 500, "Ⅷ" * 8]
)
def test_what_can_be_no_code_is_none(typed: str) -> None:
    assert read_form_code(typed) is None


@given(st.text(max_size=500))
def test_nothing_that_is_typed_is_a_crash(typed: str) -> None:
    read_form_code(typed)


def test_only_so_many_bytes_are_a_code() -> None:
    with pytest.raises(ValueError, match="4"):
        form_code(b"1234")
