"""The API as a program asks it: with a token, in pages, and with sentences where it is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx2 as httpx

from netmaintd.model.accounts import Grant
from netmaintd.model.api_tokens import Scope
from netmaintd.model.devices import Device, Inventory, Site, Snmp
from netmaintd.model.plans import Plan, PlannedCheck, Window
from netmaintd.signoff.table import TRANSITIONS
from netmaintd.usecases.raise_findings import raise_findings
from netmaintd.web.api.decision_bodies import body_of
from netmaintd.web.api.pace import Pace
from netmaintd.web.api.paging import pack
from netmaintd.web.visitor import COOKIE
from samples import NOW, examination
from web_office import HOME, WebOffice

LATER = NOW + timedelta(days=90)


class Program:
    """Something that asks with a token of somebody."""

    def __init__(self, web: WebOffice, user: str, *scopes: Scope) -> None:
        web.account(user)
        self.web, self.client = web, web.browser()
        token = web.store.api_tokens.make(user, "uji", scopes or tuple(Scope), LATER, user, NOW)
        del self.client.headers["sec-fetch-site"]
        self.client.headers["authorization"] = f"Bearer {token}"

    def get(self, path: str, status: int = 200, **headers: str) -> httpx.Response:
        answer: httpx.Response = self.client.get(f"/api/v1{path}", headers=headers)
        assert answer.status_code == status, answer.text
        return answer

    def decide(self, verb: str, **said: Any) -> httpx.Response:
        seen = self.get(f"/rounds/{self.web.round_id}").json()
        body = {"version": seen["version"], "document_sha256": seen["document_sha256"], **said}
        answer: httpx.Response = self.client.post(f"/api/v1/rounds/{self.web.round_id}/decisions/{verb}", json=body)
        return answer


def examined(web: WebOffice) -> None:
    """Let two devices be examined."""
    for device in ("sw-a1", "sw-a2"):
        token = web.store.leases.claim(web.round_id, device, "uji", NOW, 60)
        assert token is not None
        web.store.records.record_examination(web.round_id, examination(device), token)


def inventory(web: WebOffice) -> None:
    snmp = Snmp(credential="rahasia-snmp")
    web.configuration = replace(
        web.configuration,
        inventory=Inventory(
            sites=(Site(name="a", title="Kantor A", opd="OPD a", address="Jalan 1"),),
            devices=tuple(
                Device(name=f"sw-{n}", address=f"192.0.2.{n}", site="a", serial=f"FOC{n}", snmp=snmp) for n in (1, 2, 3)
            ),
        ),
        plans=(
            Plan(name="triwulan", title="Triwulan", cron="0 9 1 */3 *", window=Window(start="08:00", end="16:00"),
                 checks=(PlannedCheck(check="cpu"),)),
        ),
    )  # fmt: skip


def test_a_program_reads_with_its_token_and_needs_neither_origin_nor_cookie(web: WebOffice) -> None:
    answer = Program(web, "auditor", Scope.ROUNDS).get("/rounds").json()

    assert [one["id"] for one in answer["items"]] == [web.round_id]
    assert answer["items"][0]["step_title"].startswith("Menyusun rencana kerja")
    assert answer["next"] is None


def test_without_a_good_token_nothing_is_told_and_a_session_beside_it_does_not_help(web: WebOffice) -> None:
    browser = web.browser("kasi")
    for header in ("", "Bearer", "Bearer nmt_tebakan", "Basic a2FzaTprYXNp", "Bearer \xff\x00"):
        answer = browser.get("/api/v1/rounds", headers={"authorization": header.encode("latin-1")})
        assert answer.status_code == 401
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["www-authenticate"].startswith("Bearer")
        assert "/akun/token" in answer.json()["detail"]
        assert web.store.audit.list()[-1]["action"] == "token.refused"


def test_a_stranger_is_told_how_to_ask(web: WebOffice) -> None:
    answer = web.browser().get("/api/v1/rounds")

    assert answer.status_code == 401
    assert answer.json()["detail"].startswith("Sertakan token")
    assert web.browser().get("/api/v1/tidak-ada").headers["content-type"] == "application/problem+json"
    assert web.browser().put("/api/v1/rounds").json()["status"] == 405


def test_a_scope_narrows_what_its_owner_may_and_never_adds_to_it(web: WebOffice) -> None:
    program = Program(web, "auditor", Scope.ROUNDS)
    refused = program.get("/findings", 403).json()

    assert refused["scopes"] == ["read:findings"]
    assert refused["type"] == "urn:netmaintd:scope-missing"
    assert Program(web, "tamu").get("/rounds", 403).json()["detail"].startswith("Bukan wewenang pemilik")
    assert Program(web, "auditor").decide("submit").status_code == 403
    told = [row for row in web.store.audit.list() if row["action"] == "token.refused"]
    assert [(row["subject"], row["why"]) for row in told] == [
        ("auditor", "api_findings"), ("tamu", "api_rounds"), ("auditor", "api_submit"),
    ]  # fmt: skip


def test_rights_are_those_of_today(web: WebOffice) -> None:
    web.store.accounts.set_grants("tamu", {Grant.AUDITOR}, "administrator", NOW)
    program = Program(web, "tamu")
    program.get("/rounds")

    web.store.accounts.set_grants("tamu", set(), "administrator", NOW)
    program.get("/rounds", 403)
    web.store.accounts.set_disabled("tamu", True, "administrator", NOW)
    program.get("/rounds", 401)


def test_a_token_ends_on_its_day(web: WebOffice) -> None:
    program = Program(web, "auditor")
    web.clock.move_to(LATER)

    program.get("/rounds", 401)


def test_no_page_and_no_other_way_takes_a_token(web: WebOffice) -> None:
    program = Program(web, "kasi")
    token = program.client.headers["authorization"].split()[1]

    assert program.client.get("/putaran").status_code == 303
    assert web.browser().get(f"/api/v1/rounds?token={token}&access_token={token}").status_code == 401


def test_a_session_may_read_and_decide_but_only_from_our_own_pages(web: WebOffice) -> None:
    browser = web.browser("kasi")
    path = f"/api/v1/rounds/{web.round_id}/decisions/submit"
    body = {"version": 1, "document_sha256": None}

    assert browser.get("/api/v1/rounds").status_code == 200
    for site in ("cross-site", "same-site", "none"):
        assert browser.post(path, json=body, headers={"sec-fetch-site": site}).status_code == 403
    assert web.store.rounds.get(web.round_id).step == 1
    assert browser.post(path, json=body, headers={"origin": HOME}).status_code == 200


def test_the_chain_is_decided_by_the_owners_of_tokens_and_the_trail_names_them(web: WebOffice) -> None:
    said: dict[str, dict[str, Any]] = {
        "dispose": {"reason": "Laksanakan"}, "appoint": {"officers": ["tim1", "tim2"], "reason": "Ditunjuk"},
    }  # fmt: skip
    for user, verb in (
        ("kasi", "submit"), ("kabid", "forward"), ("kadis", "dispose"), ("kabid", "dispose"), ("kasi", "appoint"),
    ):  # fmt: skip
        answer = Program(web, user).decide(verb, **said.get(verb, {}))
        assert answer.status_code == 200, answer.text
    told = answer.json()

    assert told["step"] == 6
    assert [stay["by"]["user"] for stay in told["trail"] if stay["left_at"]] == [
        "kasi", "kabid", "kadis", "kabid", "kasi",
    ]  # fmt: skip
    assert [one["user"] for one in told["officers"]] == ["tim1", "tim2"]
    assert "nip" not in answer.text
    assert "197304082002121005" not in answer.text


def test_a_stale_decision_is_told_what_changed(web: WebOffice) -> None:
    Program(web, "kasi").decide("submit")
    first = Program(web, "kabid").decide("forward", version=1)
    unread = Program(web, "kabid").decide("forward", document_sha256=None)
    other = Program(web, "kabid").decide("forward", document_sha256="0" * 64)

    assert [answer.status_code for answer in (first, unread, other)] == [409, 409, 409]
    told = first.json()
    assert told["version"] == 2
    assert told["document_sha256"] == web.store.documents.list(web.round_id)[0].sha256
    assert [stay["verb"] for stay in told["changes"]] == ["submit"]
    assert web.store.rounds.get(web.round_id).step == 2


def test_what_may_not_be_decided_is_told_with_what_may(web: WebOffice) -> None:
    Program(web, "kasi").decide("submit")
    others = Program(web, "kadis").decide("return", reason="Perbaiki")
    later = Program(web, "kabid").decide("dispose", reason="Laksanakan")

    assert others.status_code == 403
    assert later.status_code == 422
    assert [one["verb"] for one in later.json()["allowed"]] == ["forward", "return", "cancel"]
    assert later.json()["type"] == "urn:netmaintd:decision-not-allowed"
    assert web.store.rounds.get(web.round_id).step == 2


def test_a_body_that_is_not_of_its_verb_is_refused_by_name(web: WebOffice) -> None:
    wrong: list[tuple[str, dict[str, Any], str]] = [
        ("submit", {"actor": "kadis"}, "body.actor"),
        ("submit", {"user": "kadis"}, "body.user"),
        ("return", {}, "body.reason"),
        ("return", {"reason": "  "}, "body.reason"),
        ("submit", {"version": 0}, "body.version"),
        ("submit", {"version": 2**70}, "body.version"),
        ("submit", {"document_sha256": "kosong"}, "body.document_sha256"),
        ("submit", {"reason": "\ud800"}, "body.reason"),
        ("postpone", {"reason": "x", "until": "9999-12-31"}, "body.until"),
    ]
    for verb, said, where in wrong:
        path = f"/api/v1/rounds/{web.round_id}/decisions/{verb}"
        user = {"return": "kabid", "postpone": "kadis"}.get(verb, "kasi")
        text = json.dumps({"version": 1, "document_sha256": None, **said})
        answer = Program(web, user).client.post(path, content=text, headers={"content-type": "application/json"})
        assert answer.status_code == 422
        assert [fault["where"] for fault in answer.json()["errors"]] == [where]
    assert web.store.rounds.get(web.round_id).version == 1


def test_each_verb_of_the_table_has_its_endpoint_and_asks_for_what_its_rows_require() -> None:
    for row in TRANSITIONS:
        fields = body_of(row.verb).model_fields
        assert fields["version"].is_required()
        assert fields["document_sha256"].is_required()
        for need in row.requires:
            name = {"note": "reason", "instructions": "items"}.get(need.value, need.value)
            assert fields[name].is_required() or need not in frozenset.intersection(
                *(other.requires for other in TRANSITIONS if other.verb == row.verb)
            )
        assert "actor" not in fields


def test_inventory_is_told_without_credentials(web: WebOffice) -> None:
    inventory(web)
    program = Program(web, "auditor")
    first = program.get("/devices?limit=2").json()
    second = program.get(f"/devices?limit=2&cursor={first['next']}").json()

    assert [one["name"] for one in first["items"] + second["items"]] == ["sw-1", "sw-2", "sw-3"]
    assert second["next"] is None
    assert first["items"][0]["protocols"] == ["snmp"]
    assert "rahasia" not in program.get("/devices").text + program.get("/devices/sw-1").text
    assert program.get("/sites").json()["items"][0]["devices"] == 3
    assert program.get("/devices/tidak-ada", 404).json()["title"] == "Not Found"
    plan = program.get("/plans").json()["items"][0]
    assert plan["next_due"][0] == "2027-01-01T02:00:00Z"
    assert len(plan["next_due"]) == 4
    assert plan["devices"] == 3


def test_results_come_in_pages_with_value_threshold_and_evidence(web: WebOffice) -> None:
    examined(web)
    program = Program(web, "auditor", Scope.RESULTS)
    path = f"/rounds/{web.round_id}/results"
    found: list[dict[str, Any]] = []
    cursor = ""
    while True:
        page = program.get(f"{path}?limit=3{cursor}").json()
        found += page["items"]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"

    assert [(one["device"], one["check"]) for one in found] == [
        ("sw-a1", "cpu"), ("sw-a1", "reachability"), ("sw-a2", "cpu"), ("sw-a2", "reachability"),
    ]  # fmt: skip
    assert found[1]["measurements"] == [{"name": "rtt", "value": 0.01, "unit": "s", "threshold": ">= 0.1"}]
    assert found[0]["status_word"] == "perlu perhatian"
    bad = program.get(f"{path}?status=warning&site=a").json()["items"]
    assert [one["check"] for one in bad] == ["cpu", "cpu"]
    assert program.get(f"{path}?device=sw-b1").json()["items"] == []
    program.get("/rounds/tidak-ada/results", 404)


def test_findings_gaps_and_documents_are_told(web: WebOffice) -> None:
    Program(web, "kasi").decide("submit")
    examined(web)
    raise_findings(web.store, web.round_id, NOW)
    program = Program(web, "auditor")

    assert [one["device"] for one in program.get("/findings").json()["items"]] == ["sw-a1", "sw-a2"]
    assert program.get("/referrals").json()["next"] is None
    gaps = program.get(f"/rounds/{web.round_id}/gaps?limit=2").json()
    more = program.get(f"/rounds/{web.round_id}/gaps?limit=2&cursor={gaps['next']}").json()
    assert not {one["key"] for one in gaps["items"]} & {one["key"] for one in more["items"]}
    paper = program.get("/documents").json()["items"][0]
    assert paper["kind"] == "rencana-kerja"
    assert program.get(f"/documents/{paper['sha256']}").content.startswith(b"%PDF")
    program.get(f"/documents/{'0' * 64}", 404)


def test_what_is_there_already_is_not_sent_again(web: WebOffice) -> None:
    program = Program(web, "auditor")
    first = program.get("/rounds")

    again = program.get("/rounds", 304, **{"if-none-match": first.headers["etag"]})
    assert again.content == b""
    Program(web, "kasi").decide("submit")
    program.get("/rounds", 200, **{"if-none-match": first.headers["etag"]})


def test_a_question_that_makes_no_sense_is_refused_by_name(web: WebOffice) -> None:
    program = Program(web, "auditor")
    for query in (
        "limit=0", "limit=501", "limit=x", "cursor=%00", "cursor=abc", "status=rusak", "plan=../x",
        f"cursor={pack(1)}", f"cursor={pack('a', 'b')}", f"cursor={pack('a' + chr(0))}", f"cursor={pack(chr(0xD800))}",
    ):  # fmt: skip
        told = program.get(f"/rounds?{query}", 422).json()
        assert told["errors"][0]["where"] == f"query.{query.partition('=')[0]}"


def test_too_many_requests_wait_by_token_and_by_address(web: WebOffice) -> None:
    web.app.state.pace = Pace(by_token=2, by_address=5)
    one, other = Program(web, "auditor"), Program(web, "kasi")
    one.get("/rounds")
    one.get("/rounds")

    assert int(one.get("/rounds", 429).headers["retry-after"]) == 60
    other.get("/rounds")
    other.get("/rounds")
    assert other.get("/rounds", 429).json()["status"] == 429
    assert web.browser("kadis").get("/api/v1/rounds").status_code == 429


def test_a_token_that_is_refused_again_and_again_fills_no_audit_chain(web: WebOffice) -> None:
    program = Program(web, "auditor")
    program.client.headers["authorization"] = "Bearer nmt_salah"
    statuses = [program.client.get("/api/v1/rounds").status_code for _ in range(10)]

    assert statuses == [401] * 5 + [429] * 5
    assert len([row for row in web.store.audit.list() if row["action"] == "token.refused"]) == 5


def test_the_description_names_every_route_with_its_scopes(web: WebOffice) -> None:
    told = Program(web, "auditor", Scope.FINDINGS).get("/openapi.json").json()

    assert told["openapi"].startswith("3.")
    assert told["paths"]["/api/v1/rounds"]["get"]["x-scopes"] == ["read:rounds"]
    assert f"/api/v1/rounds/{{round_id}}/decisions/{TRANSITIONS[0].verb}" in told["paths"]
    assert web.browser().get("/api/v1/openapi.json").status_code == 401
    page = web.browser("auditor").get("/api/v1/docs").text
    assert "/api/v1/rounds/{round_id}/results" in page
    assert web.browser("auditor").cookies[COOKIE]
