"""Findings and referrals on pages: found by what is known of them, closed by the section head, with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from netmaintd.model.results import CheckResult, Examination, FindingState, Status
from netmaintd.model.rounds import Decision, Round, RoundStatus
from netmaintd.usecases.raise_findings import raise_findings
from samples import NOW, PEOPLE, examination
from web_office import WebOffice

REASON = "Perangkat sudah ditarik ke gudang"
SINCE = {"sejak": (NOW + timedelta(seconds=3)).isoformat()}


@pytest.fixture
def raised(web: WebOffice) -> WebOffice:
    """One device is down, another is busy."""
    broken = replace(
        examination(), results=(CheckResult("uplinks", Status.CRITICAL, "Uplink <Gi0/1> mati, 100 % hilang"),)
    )
    for one in (broken, examination("sw-b1", "b")):
        record(web, web.round_id, one)
    raise_findings(web.store, web.round_id, NOW)
    return web


def record(web: WebOffice, round_id: str, one: Examination) -> None:
    token = web.store.leases.claim(round_id, one.device, "uji", NOW, 60)
    assert token is not None
    web.store.records.record_examination(round_id, one, token)


@pytest.mark.parametrize(
    ("query", "devices"),
    [
        ("", {"sw-a1", "sw-b1"}), ("keadaan=semua", {"sw-a1", "sw-b1"}), ("keadaan=selesai", set()),
        ("tingkat=critical", {"sw-a1"}), ("tingkat=warning", {"sw-b1"}), ("perangkat=sw-b1", {"sw-b1"}),
        ("lokasi=a", {"sw-a1"}), ("sop=SOP+Maintenance+Gangguan+Jaringan", {"sw-a1"}), ("sop=lain", set()),
        ("kata=BEBAN", {"sw-b1"}), ("kata=100+%25", {"sw-a1"}), ("kata=%25", {"sw-a1", "sw-b1"}), ("kata=_", set()),
        ("halaman=2", set()),
    ],
)  # fmt: skip
def test_findings_are_found_by_what_is_known_of_them(raised: WebOffice, query: str, devices: set[str]) -> None:
    page = raised.browser("auditor").get(f"/temuan?{query}").text

    assert {name for name in ("sw-a1", "sw-b1") if f"/temuan/{name}/" in page} == devices
    assert "<Gi0/1>" not in page


def test_a_finding_shows_value_history_and_referral(raised: WebOffice) -> None:
    page = raised.browser("kadis").get("/temuan/sw-a1/uplinks").text

    assert "Uplink &lt;Gi0/1&gt; mati" in page
    assert "Triwulan IV Tahun 2026" in page
    assert f"/rujukan/{raised.round_id}/sw-a1/uplinks" in page
    assert "Tutup temuan" not in page
    assert "/bukti/" not in page
    assert raised.browser("kadis").get("/temuan/sw-a1/lain").status_code == 404


def test_the_section_head_closes_a_finding_with_a_reason_that_everybody_reads(raised: WebOffice) -> None:
    kasi = raised.browser("kasi")
    assert 'name="alasan"' in kasi.get("/temuan/sw-a1/uplinks").text

    answer = kasi.post("/temuan/sw-a1/uplinks/tutup", data={**SINCE, "alasan": REASON})

    assert answer.status_code == 303
    page = raised.browser("auditor").get("/temuan/sw-a1/uplinks").text
    assert REASON in page
    assert "Kepala Seksi Infrastruktur dan Teknologi, Rahmat" in page
    assert "sw-a1" not in raised.browser("auditor").get("/temuan").text
    assert "/temuan/sw-a1/uplinks" in raised.browser("auditor").get("/temuan?keadaan=selesai").text
    told = raised.store.audit.list("sw-a1")[-1]
    assert (told["action"], told["actor"], told["reason"]) == ("finding.closed", "kasi", REASON)
    assert raised.store.verify_all().troubles == ()


@pytest.mark.parametrize(
    ("form", "status", "said"),
    [
        ({**SINCE, "alasan": "ya"}, 422, "paling sedikit 10 huruf"),
        ({"sejak": NOW.isoformat(), "alasan": REASON}, 409, "sudah berganti"),
        ({"sejak": "kemarin", "alasan": REASON}, 409, "sudah berganti"),
        ({"sejak": "2026-11-23T02:00:03", "alasan": REASON}, 409, "sudah berganti"),
    ],
)
def test_what_says_nothing_or_is_about_another_finding_closes_nothing(
    raised: WebOffice, form: dict[str, str], status: int, said: str
) -> None:
    answer = raised.browser("kasi").post("/temuan/sw-a1/uplinks/tutup", data=form)

    assert answer.status_code == status
    assert said in answer.text
    assert form["alasan"] in answer.text
    assert raised.store.problems.closed() == frozenset()


def test_a_finding_is_closed_once(raised: WebOffice) -> None:
    kasi = raised.browser("kasi")
    kasi.post("/temuan/sw-a1/uplinks/tutup", data={**SINCE, "alasan": REASON})

    answer = kasi.post("/temuan/sw-a1/uplinks/tutup", data={**SINCE, "alasan": "alasan yang lain lagi"})

    assert answer.status_code == 422
    assert "sudah ditutup" in answer.text


def test_what_was_closed_and_is_seen_again_is_a_new_finding(raised: WebOffice, drafted: Round) -> None:
    raised.browser("kasi").post("/temuan/sw-a1/uplinks/tutup", data={**SINCE, "alasan": REASON})
    before = raised.store.rounds.get(raised.round_id)
    done = replace(before, status=RoundStatus.DONE, version=before.version + 1)
    raised.store.rounds.save_decision(before, done, Decision("accept", before.version), PEOPLE["kadis"], NOW)
    later = NOW + timedelta(days=90)
    raised.store.rounds.open(replace(drafted, id="berikut", nominal_at=later), "jadwal", later)
    record(
        raised, "berikut", replace(examination(at=later), results=(CheckResult("uplinks", Status.CRITICAL, "mati"),))
    )

    found = {one.key: one for one in raise_findings(raised.store, "berikut", later)}

    assert found["sw-a1", "uplinks"].state is FindingState.NEW
    assert found["sw-b1", "cpu"].state is FindingState.CONTINUING
    page = raised.browser("kasi").get("/temuan/sw-a1/uplinks").text
    assert REASON in page
    assert "temuan sebelumnya" in page
    assert "Tutup temuan" in page


def test_what_became_of_a_referral_is_told_with_its_letter(raised: WebOffice) -> None:
    kasi, address = raised.browser("kasi"), f"/rujukan/{raised.round_id}/sw-a1/uplinks"
    assert "sw-a1" in kasi.get("/rujukan").text

    kasi.post(address, data={"status": "diproses", "nomor": "800/12/2026", "catatan": ""})
    answer = kasi.post(address, data={"status": "selesai", "nomor": "", "catatan": "Kabel sudah diganti"})

    assert answer.status_code == 303
    page = raised.browser("auditor").get(address).text
    assert "800/12/2026" in page
    assert "Kabel sudah diganti" in page
    assert "Catat tindak lanjut" not in page
    assert "sw-a1" not in kasi.get("/rujukan").text
    assert "sw-a1" in kasi.get("/rujukan?status=selesai").text
    (referral,) = raised.store.dossiers.get(raised.round_id).referrals
    assert (referral.status.value, referral.external_number) == ("selesai", "800/12/2026")
    assert raised.store.verify_all().troubles == ()


def test_an_end_without_a_word_is_not_recorded(raised: WebOffice) -> None:
    kasi, address = raised.browser("kasi"), f"/rujukan/{raised.round_id}/sw-a1/uplinks"

    answer = kasi.post(address, data={"status": "ditolak", "nomor": "7", "catatan": "ya"})

    assert answer.status_code == 422
    assert "paling sedikit 10 huruf" in answer.text
    assert 'value="7"' in answer.text
    assert kasi.post(address, data={"status": "hilang"}).status_code == 400
    assert raised.store.referrals.follow_ups(address.removeprefix("/rujukan/")) == ()
