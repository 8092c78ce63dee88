"""Decisions about a location by a program: the berita acara that was read, and a signature on paper."""

from __future__ import annotations

from typing import Any

import httpx2 as httpx

from api_fuzz import Office
from netmaintd.model.rounds import Round, SignatureMethod
from netmaintd.usecases.document_to_read import document_to_read
from test_api import Program
from web_office import WebOffice

SIGNED = {"signer": "Camat", "post": "Camat Kota"}


def say(web: WebOffice, round_: Round, verb: str, **said: Any) -> httpx.Response:
    shown = document_to_read(web.store, round_, "a")
    body = {"version": 1, "document_sha256": shown.sha256 if shown else None, "site": "a", **said}
    program = Program(web, "tim1")
    answer: httpx.Response = program.client.post(f"/api/v1/rounds/{round_.id}/decisions/{verb}", json=body)
    return answer


def test_the_berita_acara_that_was_read_is_the_one_that_is_acknowledged(web: WebOffice) -> None:
    office = Office(web)
    round_ = office.round_at(7)
    shown = document_to_read(web.store, round_, "a")
    assert shown is not None

    assert say(web, round_, "acknowledge", signature=SIGNED, document_sha256=None).status_code == 409
    assert say(web, round_, "acknowledge", signature=SIGNED, document_sha256="0" * 64).status_code == 409
    future = say(web, round_, "acknowledge", signature={**SIGNED, "signed_on": "2026-12-24"})
    assert future.status_code == 422
    assert "exists only from" in future.json()["reason"]
    done = say(web, round_, "acknowledge", signature=SIGNED)
    assert done.status_code == 200, done.text
    signature = web.store.rounds.get(round_.id).visit("a").signature
    assert signature is not None
    assert signature.method is SignatureMethod.WET
    assert signature.document_sha256 == shown.sha256
    assert signature.scan_follows


def test_a_location_that_is_none_and_a_post_that_is_not_of_the_team_are_refused(web: WebOffice) -> None:
    round_ = Office(web).round_at(7)
    nowhere = say(web, round_, "await-signature", site="tidak-ada", reason="Camat rapat", document_sha256=None)
    program = Program(web, "kadis")
    told = len(web.store.audit.list())
    other = program.client.post(
        f"/api/v1/rounds/{round_.id}/decisions/document-absence",
        json={"version": 1, "document_sha256": None, "site": "a", "reason": "x"},
    )

    assert nowhere.status_code == 422
    assert "not a location" in nowhere.json()["reason"]
    assert other.status_code == 403
    assert [row["action"] for row in web.store.audit.list()[told:]] == ["token.refused"]
    assert web.store.rounds.get(round_.id).version == 1
