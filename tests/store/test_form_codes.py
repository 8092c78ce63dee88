"""Codes of paper forms in the store: one for a location of a round, found again, sealed."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import select

from netmaintd.store.connect import Store
from netmaintd.store.tables import FormCodeRow
from samples import NOW


def test_a_form_keeps_its_code_however_often_and_by_whom_it_is_printed(store: Store, opened: str) -> None:
    code = store.form_codes.of(opened, "a", "tim1", NOW)

    assert store.form_codes.of(opened, "a", "kasi", NOW + timedelta(days=1)) == code
    assert store.form_codes.of(opened, "b", "tim1", NOW) != code
    assert store.form_codes.place(code) == (opened, "a")
    assert store.form_codes.place("0000-0000") is None


def test_a_code_that_leads_elsewhere_than_it_was_printed_for_is_found(store: Store, opened: str) -> None:
    code = store.form_codes.of(opened, "a", "tim1", NOW)
    assert store.verify_all().troubles == ()
    with store._database.write() as session:
        session.exec(select(FormCodeRow)).one().site = "b"

    assert f"form {code}: changed after it was recorded" in store.verify_all().troubles
