"""The editor of the work plan as a section head uses it: what is saved, what is refused, and what is never lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pypdfium2
import pytest

from netmaintd.model.devices import Inventory
from netmaintd.model.documents import DocumentKind
from netmaintd.model.people import Role
from netmaintd.model.rounds import RoundStatus
from planning_web import FILE, INVENTORY, address, device, fields_of, filled, post, save, site, with_files
from samples import NOW
from web_office import WebOffice

REASON = {"alasan:sw-b2": "belum dipasang"}
"""What the form of the sample needs: a device came to the inventory since the round was opened."""


@pytest.fixture
def office(web: WebOffice) -> WebOffice:
    with_files(web)
    return web


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    found = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    document.close()
    return found


def plan_of(web: WebOffice) -> Any:
    return web.store.rounds.get(web.round_id).work_plan


def test_the_editor_shows_the_plan_and_names_what_came_and_what_left(office: WebOffice) -> None:
    left = tuple(d for d in INVENTORY.devices if d.name != "sw-a2")
    with_files(office, INVENTORY.model_copy(update={"devices": left}))

    page = office.browser("kasi").get(address(office)).text

    assert "sw-a2, Lokasi a: tidak ada lagi di inventaris" in page
    assert "sw-b2 baru di inventaris" in page
    assert "Tidak aktif di inventaris, jadi tidak dapat dipilih: sw-lama" in page
    form = fields_of(page)
    assert form["perangkat"] == ["sw-a1", "sw-b1"]
    assert (form["tanggal:a"], form["mulai:a"], form["selesai:a"]) == (["2026-12-03"], ["09:00"], ["17:00"])
    assert form["tujuan"] == ["Memeriksa"]


def test_a_saving_is_a_version_of_its_own_and_the_round_goes_by_it(office: WebOffice) -> None:
    answer = save(
        office,
        {
            **REASON, "tanggal:b": "2026-12-04", "mulai:b": "10:00", "selesai:b": "12:00",
            "petugas": ["a:tim1", "b:tim2"], "perangkat": ["sw-a1", "sw-b1"], "alasan:sw-a2": "sedang diganti",
            "tujuan": "Merawat jaringan", "risiko": "Listrik padam\n\nHujan\n", "dampak": "Tidak ada",
            "butir_nama": ["kebersihan", ""], "butir_judul": ["Kebersihan rak", "Kabel rapi"],
            "butir_foto": ["before_after", "none"], "butir_per": ["lokasi", "perangkat"],
        },
    )  # fmt: skip

    assert (answer.status_code, answer.headers["location"]) == (303, address(office, "?tersimpan=2"))
    round_ = office.store.rounds.get(office.round_id)
    a, b = round_.work_plan.sites
    assert ([d.name for d in a.devices], [d.name for d in b.devices]) == (["sw-a1"], ["sw-b1"])
    assert a.devices[0].checks == ("reachability", "cpu")
    assert ([o.user for o in a.officers], [o.user for o in b.officers]) == (["tim1"], ["tim2"])
    assert f"{b.starts_at:%d %H:%M}–{b.ends_at:%H:%M}" == "04 03:00–05:00"
    assert [(v.site, v.planned_on.isoformat()) for v in round_.visits] == [("a", "2026-12-03"), ("b", "2026-12-04")]
    assert round_.work_plan.risks == ("Listrik padam", "Hujan")
    assert [(i.name, i.title, i.photos, i.per_device) for i in round_.work_plan.manual] == [
        ("kebersihan", "Kebersihan rak", "before_after", False), ("kabel-rapi", "Kabel rapi", "none", True),
    ]  # fmt: skip
    assert {o.device: o.reason for o in round_.work_plan.left_out or ()} == {
        "sw-a2": "sedang diganti", "sw-b2": "belum dipasang", "sw-lama": "tidak aktif di inventaris",
        "ups-1": "tidak termasuk cakupan berkas rencana ini",
    }  # fmt: skip
    assert [one.version for one in office.store.work_plans.list(office.round_id)] == [1, 2]
    assert "Tersimpan sebagai versi 2." in office.browser("kasi").get(answer.headers["location"]).text
    assert office.store.verify_all().troubles == ()


def test_each_saving_has_its_audit_row_and_the_same_form_is_saved_once(office: WebOffice) -> None:
    assert save(office, REASON).status_code == 303
    assert save(office, {}).status_code == 303

    rows = [row for row in office.store.audit.list(office.round_id) if row["action"] == "plan.save"]
    assert [(row["actor"], row["version"]) for row in rows] == [("kasi", 2)]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "Tulis alasan untuk yang tidak ikut: sw-b2."),
        ({**REASON, "lokasi": ["a"]}, "Tulis alasan untuk yang tidak ikut: sw-b1."),
        ({**REASON, "lokasi": []}, "Pilih paling sedikit satu lokasi."),
        ({**REASON, "tanggal:a": "kemarin"}, "Tulis tanggal dan jam"),
        ({**REASON, "tanggal:a": "9999-12-31"}, "Tulis tanggal dan jam"),
        ({**REASON, "tanggal:a": "2026-11-20"}, "sudah lewat"),
        ({**REASON, "mulai:a": "25:00"}, "Tulis tanggal dan jam"),
        ({**REASON, "mulai:a": "18:00", "selesai:a": "20:00"}, "seluruhnya di luar jendela pemeliharaan"),
        ({**REASON, "tujuan": "\n"}, "Tujuan belum ditulis."),
        ({"alasan:sw-b2": "x" * 301}, "lebih panjang dari 300 huruf"),
    ],
)
def test_a_form_that_cannot_be_a_plan_comes_back_with_everything_typed(
    office: WebOffice, changes: dict[str, Any], sentence: str
) -> None:
    sent = filled(office, {"dampak": "<i>Sebentar</i>", "alasan:sw-a2": "dipinjam", "petugas": ["a:tim1"], **changes})

    answer = post(office, sent)

    assert answer.status_code == 422
    assert sentence in answer.text
    shown = fields_of(answer.text)
    assert {name: shown.get(name, []) for name in changes} == {
        name: value if isinstance(value, list) else [value] for name, value in changes.items()
    }
    assert (shown["dampak"], shown["alasan:sw-a2"], shown["petugas"]) == (
        ["<i>Sebentar</i>"], ["dipinjam"], ["a:tim1"],
    )  # fmt: skip
    assert office.store.work_plans.newest(office.round_id).version == 1


def test_what_is_doubtful_is_shown_and_saved_all_the_same(office: WebOffice) -> None:
    both = ["a:tim1", "b:tim1"]

    checked = post(office, filled(office, {**REASON, "petugas": both, "selesai:a": "20:00", "aksi": "periksa"}))
    assert checked.status_code == 200
    assert "Andi direncanakan di beberapa tempat pada waktu yang sama" in checked.text
    assert "Sebagian waktunya di luar jendela pemeliharaan" in checked.text
    assert office.store.work_plans.newest(office.round_id).version == 1

    with_files(
        office,
        plans=(FILE.model_copy(update={"window": FILE.window.model_copy(update={"days": (1, 2, 3, 4, 5, 6, 7)})}),),
    )
    saturday = {**REASON, "tanggal:a": "2026-12-05", "tanggal:b": "2026-12-25"}
    assert save(office, saturday).status_code == 303
    page = office.browser("kasi").get(address(office)).text
    assert "Sabtu 5 Desember 2026 bukan hari kerja: akhir pekan." in page
    assert "Jumat 25 Desember 2026 bukan hari kerja: " in page


def test_day_hours_and_officers_go_to_all_locations_at_once_without_being_saved(office: WebOffice) -> None:
    wanted = {"semua_tanggal": "2026-12-08", "semua_mulai": "10:00", "semua_petugas": ["tim1", "tim2"]}

    page = post(office, filled(office, {**REASON, **wanted, "aksi": "terapkan"}))

    form = fields_of(page.text)
    assert page.status_code == 200
    assert (form["tanggal:a"], form["tanggal:b"], form["mulai:b"]) == (["2026-12-08"], ["2026-12-08"], ["10:00"])
    assert form["selesai:a"] == ["17:00"], "what was left empty is not changed"
    assert form["petugas"] == ["a:tim1", "a:tim2", "b:tim1", "b:tim2"]
    assert form["alasan:sw-b2"] == ["belum dipasang"]
    assert office.store.work_plans.newest(office.round_id).version == 1


def test_a_stale_form_is_refused_with_what_changed_and_saved_when_it_is_sent_again(office: WebOffice) -> None:
    office.post("plt", Role.KASI)
    mine = filled(office, {**REASON, "tujuan": "Punya saya"})
    assert save(office, {**REASON, "tujuan": "Punya orang lain", "perangkat": ["sw-a1", "sw-b1"],
                         "alasan:sw-a2": "rusak"}).status_code == 303  # fmt: skip

    late = post(office, mine, "plt")

    assert late.status_code == 409
    assert "versi 2 sudah disimpan orang lain" in late.text
    assert "Lokasi a: perangkat sw-a2 tidak lagi ikut: rusak." in late.text
    assert "Tujuan diubah menjadi: Punya orang lain" in late.text
    assert plan_of(office).purpose == "Punya orang lain"
    again = fields_of(late.text)
    assert again["tujuan"] == ["Punya saya"]
    assert post(office, again, "plt").status_code == 303
    assert plan_of(office).purpose == "Punya saya"
    assert office.store.work_plans.newest(office.round_id).by.user == "plt"  # type: ignore[union-attr]


def test_a_decision_on_a_plan_that_was_changed_meanwhile_is_stale(office: WebOffice) -> None:
    save(office, REASON)

    assert office.decide("kasi", "submit", versi=1).status_code == 409
    assert office.decide("kasi", "submit").status_code == 303


def test_only_the_section_head_edits_and_only_while_the_round_stands_at_step_one(office: WebOffice) -> None:
    sent = filled(office, REASON)
    for user in ("kabid", "kadis", "tim1", "opd", "auditor", "tamu"):
        assert office.browser(user).get(address(office)).status_code == 403
        assert post(office, sent, user).status_code == 403
        assert office.browser(user).get(address(office, "/pratinjau")).status_code == 403

    office.decide("kasi", "submit")
    assert office.browser("kasi").get(address(office)).headers["location"] == address(office, "/versi")
    refused = post(office, sent)
    assert (refused.status_code, "sudah diajukan" in refused.text) == (409, True)
    assert office.browser("kasi").get(address(office, "/pratinjau")).status_code == 409
    assert "dibekukan" in office.browser("kasi").get(address(office, "/versi")).text

    office.decide("kabid", "return", catatan="Tanggalnya bentrok")
    assert post(office, filled(office, REASON)).status_code == 303
    assert office.store.work_plans.newest(office.round_id).version == 2


def test_what_was_handed_in_is_the_newest_version_and_the_paper_says_what_it_leaves_out(office: WebOffice) -> None:
    save(office, {**REASON, "petugas": ["a:tim1"]})
    preview = office.browser("kasi").get(address(office, "/pratinjau"))
    assert preview.headers["content-type"] == "application/pdf"
    assert "belum diajukan" in text_of(preview.content)

    office.decide("kasi", "submit")

    (paper,) = office.store.documents.list(office.round_id)
    assert paper.kind is DocumentKind.RENCANA_KERJA
    printed = text_of(office.store.documents.content(paper.sha256))
    assert "belum diajukan" not in printed
    for words in ("Tidak termasuk dalam rencana ini", "sw-b2", "belum dipasang", "sw-lama", "Petugas : Andi"):
        assert words in printed


def test_versions_are_listed_with_who_and_what_and_compared_in_words(office: WebOffice) -> None:
    save(office, {**REASON, "tanggal:b": "2026-12-04"})
    save(office, {"lokasi": ["a"], "alasan_lokasi:b": "gedung direnovasi"})
    reader = office.browser("auditor")

    listed = reader.get(address(office, "/versi")).text
    assert "Rahmat" in listed
    assert "saat putaran dibuka" in listed
    assert "Lokasi b: pelaksanaan dipindah dari Kamis 3 Desember 2026 pukul 09.00–17.00 ke Jumat 4" in listed
    compared = reader.get(address(office, "/versi/banding?dari=1&sampai=3")).text
    assert "Lokasi Lokasi b tidak lagi ikut: gedung direnovasi" in compared
    assert "pelaksanaan dipindah" not in compared
    assert "Tidak ada perubahan" in reader.get(address(office, "/versi/banding?dari=2&sampai=2")).text
    one = reader.get(address(office, "/versi/3")).text
    assert "gedung direnovasi" in one
    assert "Versi yang berlaku adalah versi 3." in reader.get(address(office, "/versi/1")).text
    assert reader.get(address(office, "/versi/9")).status_code == 404
    assert reader.get(address(office, "/versi/banding?dari=8")).status_code == 404
    assert office.browser("opd").get(address(office, "/versi")).status_code == 403


def test_the_last_round_is_copied_to_new_days_with_its_people_and_reasons(office: WebOffice) -> None:
    before = office.store.rounds.get(office.round_id)
    old = replace(before.work_plan, purpose="Seperti dulu", sites=tuple(
        replace(one, starts_at=one.starts_at - timedelta(days=91), ends_at=one.ends_at - timedelta(days=91, hours=4),
                officers=(next(p.official for p in office.store.people.list() if p.official.user == "tim2"),))
        for one in before.work_plan.sites[:1]
    ))  # fmt: skip
    last = replace(
        before, id="triwulan-2026-09-03", nominal_at=NOW - timedelta(days=80), status=RoundStatus.DONE, work_plan=old
    )
    office.store.rounds.open(last, "uji", NOW)

    form = filled(office, start="?dari=terakhir")

    assert (form["tujuan"], form["lokasi"], form["perangkat"]) == (
        ["Seperti dulu"],
        ["a"],
        ["sw-a1", "sw-a2", "sw-b1", "sw-b2"],
    )
    assert (form["tanggal:a"], form["mulai:a"], form["selesai:a"]) == (["2026-12-03"], ["09:00"], ["13:00"])
    assert form["petugas"] == ["a:tim2"]
    assert office.store.work_plans.newest(office.round_id).version == 1
    assert post(office, {**form, "alasan_lokasi:b": "putaran berikutnya"}).status_code == 303
    assert [one.site for one in plan_of(office).sites] == ["a"]
    assert plan_of(office).period == "Triwulan IV Tahun 2026"
    assert "Salin putaran terakhir" in office.browser("kasi").get(address(office)).text


def test_a_fresh_draft_takes_what_the_file_chooses_now(office: WebOffice) -> None:
    form = filled(office, start="?dari=rancangan")

    assert form["perangkat"] == ["sw-a1", "sw-a2", "sw-b1", "sw-b2"]
    assert (form["mulai:a"], form["tujuan"]) == (["08:00"], [FILE.purpose])
    assert post(office, form).status_code == 303
    assert len(plan_of(office).devices) == 4


def test_hostile_words_are_shown_and_printed_and_obeyed_nowhere(office: WebOffice) -> None:
    nasty = "<script>alert(1)</script> {{ 7*7 }} #strong[x] \u202e\x07"
    form = {**REASON, "alasan:sw-b2": nasty, "tujuan": nasty, "risiko": nasty, "butir_nama": ["../x"],
            "butir_judul": [nasty], "butir_foto": ["semua"], "butir_per": ["x"],
            "petugas": ["a:kasi", "a:<b>", "zz"]}  # fmt: skip

    assert save(office, form).status_code == 303

    plan = plan_of(office)
    assert plan.purpose == "<script>alert(1)</script> {{ 7*7 }} #strong[x]"
    assert (plan.manual[0].name, plan.manual[0].photos) == ("script-alert-1-script-7-7-str", "optional")
    assert plan.planned_officers == (), "nobody without a post of the team"
    for page in ("", "/versi", "/versi/2"):
        text = office.browser("kasi").get(address(office, page)).text
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert(1)" in text
    assert "{{ 7*7 }} #strong[x]" in text_of(office.browser("kasi").get(address(office, "/pratinjau")).content)


def test_a_plan_whose_file_is_gone_says_so(web: WebOffice) -> None:
    answer = web.browser("kasi").get(address(web))

    assert (answer.status_code, "schedules/" in answer.text) == (409, True)


def test_the_first_step_leads_to_the_editor_and_the_fifth_takes_the_planned_officers(office: WebOffice) -> None:
    save(office, {**REASON, "petugas": ["a:tim2"]})
    kasi = office.browser("kasi")
    for page in ("/", f"/putaran/{office.round_id}", f"/putaran/{office.round_id}/keputusan"):
        assert f'href="{address(office)}"' in kasi.get(page).text

    for user, verb in (("kasi", "submit"), ("kabid", "forward"), ("kadis", "dispose"), ("kabid", "dispose")):
        assert office.decide(user, verb, catatan="Laksanakan").status_code == 303

    page = kasi.get(f"/putaran/{office.round_id}/keputusan").text
    assert 'value="tim2" checked' in page
    assert 'value="tim1" checked' not in page


def test_a_whole_city_fits_into_the_form(office: WebOffice) -> None:
    sites = tuple(site(f"s{n}") for n in range(40))
    devices = tuple(device(f"sw-{n}", f"s{n % 40}") for n in range(1200))
    with_files(office, Inventory(sites=sites, devices=devices))

    form = filled(office, start="?dari=rancangan")
    assert len(form["perangkat"]) == 1200
    assert post(office, form).status_code == 303
    assert len(plan_of(office).devices) == 1200
