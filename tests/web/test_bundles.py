"""The bundle of a round over the pages: for readers, when the round is through, and whole."""

from __future__ import annotations

from pathlib import Path

from netmaintd.usecases.verify_bundle import verify_bundle
from web_office import WebOffice


def test_a_round_that_goes_on_has_none_and_says_why(web: WebOffice) -> None:
    answer = web.browser("auditor").get(f"/putaran/{web.round_id}/berkas.zip")

    assert answer.status_code == 404
    assert "setelah selesai" in answer.text


def test_an_auditor_takes_a_finished_round_along_and_that_is_on_record(web: WebOffice, tmp_path: Path) -> None:
    assert web.decide("kasi", "cancel", catatan="Anggaran dialihkan").status_code == 303
    answer = web.browser("auditor").get(f"/putaran/{web.round_id}/berkas.zip")
    (tmp_path / "putaran.zip").write_bytes(answer.content)

    assert verify_bundle(tmp_path / "putaran.zip").troubles == ()
    newest = web.store.audit.list(web.round_id)[-1]
    assert (newest["action"], newest["actor"]) == ("bundle.written", "auditor")
    assert answer.headers["content-disposition"] == f'attachment; filename="{web.round_id}.zip"'
