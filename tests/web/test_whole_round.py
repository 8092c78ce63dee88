"""A whole round as its people click it: eleven steps with a return, an acting official, photos, a visit offline.

Everything is done in a browser but the examination of the devices, which is the daemon's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browsing import PHONE, kept_on_phone, picture, served, stranger, until
from clicking import Person, people
from netmaintd.model.documents import DocumentKind
from netmaintd.model.people import Capacity
from netmaintd.model.rounds import RoundStatus
from netmaintd.signoff.completeness import open_gaps
from netmaintd.signoff.gap import Blank
from round_office import NOMINAL, PASSWORD, PEOPLE, PLACES, RoundOffice, round_office
from visiting import jpeg

OWN = "laut biru tenang"
DINKES, TIRTA = "Dinas Kesehatan", "Kantor Kecamatan Tirta Utara"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[RoundOffice]:
    with round_office(tmp_path) as opened:
        opened.open_round(NOMINAL)
        yield opened


@pytest.fixture
def crowd(office: RoundOffice, chromium: Any) -> Iterator[dict[str, Person]]:
    passwords = dict.fromkeys(("admin", *(person.user for person in PEOPLE)), PASSWORD)
    with served(office.site) as home, people(chromium, home, office.site, passwords) as everybody:
        yield everybody


def test_a_round_is_clicked_from_the_plan_to_the_review(
    office: RoundOffice, crowd: dict[str, Person], chromium: Any
) -> None:
    (round_,) = office.store.rounds.list()
    kasi, kabid, tim1, tim2 = (crowd[person.user] for person in PEOPLE)

    submit_the_plan(office, kasi, kabid)
    acting = let_somebody_act(office, crowd, chromium)
    dispose(office, acting, kabid, kasi)
    office.clock.move_to(round_.work_plan.sites[0].starts_at)
    office.move(minutes=5)
    assert office.run(round_.id).left == ()
    office.move(hours=2)
    visit(office, tim1)
    visit_offline(office, tim2)
    hand_up(office, tim1, kasi, stranger(chromium))
    sign_off(office, kasi, kabid, acting)

    done = office.store.rounds.get(round_.id)
    assert done.status is RoundStatus.DONE
    assert [(entry.step, entry.by.user, entry.verb) for entry in done.trail if entry.by and not entry.site] == [
        (1, "kasi", "submit"),
        (2, "kabid", "return"),
        (1, "kasi", "submit"),
        (2, "kabid", "forward"),
        (3, "sekdis", "dispose"),
        (4, "kabid", "dispose"),
        (5, "kasi", "appoint"),
        (6, "tim1", "finish-visit"),
        (7, "tim1", "submit-report"),
        (7, "kasi", "override-gap"),
        (8, "kasi", "accept"),
        (9, "kabid", "accept"),
        (10, "sekdis", "accept-with-instructions"),
    ]
    assert {gap.by.user for gap in done.overrides} == {"kasi"}
    assert {entry.by.capacity for entry in done.trail if entry.by and entry.by.user == "sekdis"} == {Capacity.PLT}
    assert [visit.signature and visit.signature.signer for visit in done.visits] == ["Siti Rohani", "Hasan Basri"]
    records = {site: office.store.records.visit(done.id, site).record for site in PLACES}
    assert {site: len(record.photos) for site, record in records.items()} == dict(zip(PLACES, (1, 2), strict=True))
    assert {entry.entered_by for record in records.values() for entry in record.manual} == {"tim1", "tim2"}
    kinds = {document.kind for document in office.store.documents.list(done.id)}
    assert kinds == set(DocumentKind)
    assert office.store.verify_all().troubles == ()


def submit_the_plan(office: RoundOffice, kasi: Person, kabid: Person) -> None:
    """Steps 1 and 2: the plan is returned once, with a reason that its author reads before he submits it anew."""
    kasi.decide("Ajukan rencana kerja", "1-kasi")
    office.move(working_days=1)
    kabid.decide("Kembalikan untuk diperbaiki", "2-kabid", catatan="Tanggal Dinas Kesehatan bentrok dengan imunisasi.")
    assert "bentrok dengan imunisasi" in kasi.read().locator("main").inner_text()
    kasi.press("Ajukan rencana kerja", catatan="Tanggal sudah disesuaikan.")
    office.move(working_days=1)
    kabid.decide("Laporkan kepada Kepala Dinas")


def let_somebody_act(office: RoundOffice, crowd: dict[str, Person], chromium: Any) -> Person:
    """The administrator gives the vacant post for two months; who has it chooses a password, and codes."""
    admin = crowd["admin"]
    page = admin.open("/pengguna")
    picture(page, "admin-pengguna")
    page.locator("summary", has_text="Buat akun").click()
    page.fill("[name=pengguna]", "sekdis")
    page.get_by_role("button", name="Buat akun").click()
    first = page.locator(".secret").inner_text()
    page.get_by_role("link", name="Beri jabatan").click()
    page.fill("[name=nama]", "Ir. Bambang Susilo, M.Si.")
    page.select_option("[name=peran]", "kadis")
    page.fill("[name=jabatan]", "Kepala Dinas Komunikasi dan Informatika")
    page.select_option("[name=kedudukan]", Capacity.PLT.value)
    page.fill("[name=keputusan]", "SP 800/123/2026")
    page.fill("[name=sejak]", "2026-11-09")
    page.fill("[name=sampai]", "2027-01-08")
    picture(page, "admin-jabatan-baru")
    page.get_by_role("button", name="Simpan").click()
    picture(page, "admin-jabatan")
    acting = crowd["sekdis"] = Person(chromium, admin.home, office.site, "sekdis", first)
    acting.page.goto(admin.home)
    picture(acting.page, "masuk")
    acting.log_in()
    acting.choose_password(OWN)
    acting.use_codes()
    return acting


def dispose(office: RoundOffice, acting: Person, kabid: Person, kasi: Person) -> None:
    """Steps 3 to 5: down to the team; the acting head logs in with a code."""
    office.move(working_days=1)
    page = acting.decide("Disposisikan untuk dilaksanakan", "3-plt", catatan="Laksanakan sesuai rencana.")
    assert "Plt. Kepala Dinas" in page.locator("main").inner_text()
    office.move(working_days=1)
    kabid.decide("Teruskan disposisi", catatan="Koordinasikan dengan OPD.")
    office.move(working_days=1)
    kasi.read("5-kasi")
    kasi.press("Tunjuk pelaksana", tick_the_team, catatan="Ditunjuk sebagai pelaksana.")


def tick_the_team(box: Any) -> None:
    for tick in box.locator("[name=petugas]").all():
        tick.check()


def visit(office: RoundOffice, technician: Person) -> None:
    """Step 6 at the first location: the form beside what the devices said, and photos."""
    page = technician.open("/kunjungan")
    picture(page, "6-kunjungan-hari-ini")
    page.get_by_role("link", name=DINKES).click()
    picture(page, "6-kunjungan")
    fill_in(page, "Kepala Subbagian Umum")
    with page.expect_response(lambda answer: answer.request.method == "POST") as saved:
        page.click(".savebar button")
    assert saved.value.ok, saved.value.text()
    with page.expect_response("**/foto") as sent:
        photograph(page, "sw-lt1-dinkes", "before")
    assert sent.value.ok
    picture(technician.open(page.url.replace(technician.home, "") + "/foto"), "6-foto")


def visit_offline(office: RoundOffice, technician: Person) -> None:
    """Step 6 at the second location: everything is written and photographed without a network, and sent later."""
    page = technician.open("/kunjungan")
    page.get_by_role("link", name=TIRTA).click()
    kept_on_phone(page)
    technician.context.set_offline(True)
    page.reload()
    fill_in(page, "Sekretaris Kecamatan")
    page.click(".savebar button")
    photograph(page, "rt-tirta-utara", "before")
    photograph(page, "rt-tirta-utara", "after")
    until(page, "document.querySelectorAll('#antrean li').length === 3")
    picture(page, "6-kunjungan-tanpa-jaringan", {"ponsel": PHONE})
    office.move(minutes=40)
    technician.context.set_offline(False)
    until(page, "Queue.all().then(all => all.length === 0)")


def fill_in(page: Any, met: str) -> None:
    """Fill in the manual half, as a thumb does."""
    for choice in page.locator("label.ok").all():
        choice.click()
    page.locator("fieldset.item", has_text="Label perangkat").first.locator("label.warning").click()
    page.locator("fieldset.item", has_text="Label perangkat").first.locator("input[name^=catatan]").fill("Pudar")
    page.fill("[name=datang]", "2026-11-23T08:10")
    page.fill("[name=pulang]", "2026-11-23T09:40")
    for officer in page.locator("[name=petugas]").all():
        officer.check()
    page.fill("[name=ditemui]", met)
    page.fill("[name=tindakan]", "Membersihkan rak\nMerapikan kabel")
    page.check("[name=tanpa_perubahan]")


def photograph(page: Any, device: str, phase: str) -> None:
    field = page.locator(f'[data-perangkat="{device}"] input[data-fase="{phase}"]')
    colour = "green" if phase == "after" else "gray"
    field.set_input_files({"name": "x.jpg", "mimeType": "image/jpeg", "buffer": jpeg((1200, 900), colour)})


def hand_up(office: RoundOffice, technician: Person, kasi: Person, opd: Any) -> None:
    """Step 7: both visits end, both agencies sign, the section head answers for what is missing."""
    office.move(hours=2)
    for place in (DINKES, TIRTA):
        technician.decide("Selesaikan pekerjaan di lokasi", "6-tim", place)
    sign_on_the_phone(technician, DINKES)
    sign_by_a_link(technician, TIRTA, opd)
    (round_,) = office.store.rounds.list()
    picture(technician.open(f"/putaran/{round_.id}"), "7-putaran")
    let_gaps_pass(kasi.open(f"/putaran/{round_.id}/kelengkapan"))
    assert [gap.what for gap in open_gaps(office.store.dossiers.get(round_.id)) if gap.blank is not Blank.FINDING] == []
    office.move(working_days=1)
    technician.decide("Serahkan laporan hasil", "7-laporan")


def let_pass(office: RoundOffice, kasi: Person) -> None:
    """The section head comes from the round to what is missing, ticks all of it, and says why."""
    page = kasi.look_besides("7-kasi")
    page.get_by_role("link", name="Lihat dan lengkapi").click()
    picture(page, "7-kelengkapan")
    gaps = open_gaps(office.store.dossiers.get(office.store.rounds.list()[0].id))
    ticks = page.locator("[name=kekurangan]").all()
    assert len(ticks) == len(gaps)
    for tick in ticks:
        tick.check()
    page.locator("#terima [name=catatan]").fill("Foto sebelumnya cukup.")
    page.get_by_role("button", name="Terima yang dicentang").click()
    page.get_by_role("heading", name="Sudah diterima dengan alasan").wait_for()
    picture(page, "7-kelengkapan-diterima")


def let_gaps_pass(page: Any) -> None:
    """The section head ticks what is missing, and writes why it may be."""
    picture(page, "7-kelengkapan")
    page.get_by_role("button", name="Centang semua yang tampak").click()
    page.locator("#terima [name=catatan]").fill("Foto sebelumnya cukup.")
    with page.expect_navigation():
        page.get_by_role("button", name="Terima yang dicentang").click()
    assert page.locator("[role=alert]").all_inner_texts() == []


def sign_on_the_phone(technician: Person, place: str) -> None:
    """The agency reads and signs with a finger on the phone that the technician holds out."""
    page = technician.open("/")
    page.locator("main li.card", has_text=place).get_by_role("link", name="Tanda tangan OPD").click()
    page.wait_for_url("**/saksi/**")
    picture(page, "7-saksi")
    answer(page, "Siti Rohani", "Kepala Subbagian Umum")
    assert "Sudah dijawab" in page.locator("main").inner_text()


def sign_by_a_link(technician: Person, place: str, opd: Any) -> None:
    """The agency gets a link that is good for one answer, and signs on a phone of its own, without an account."""
    page = technician.open("/")
    page.locator("main li.card", has_text=place).get_by_role("link", name="Tanda tangan OPD").click()
    page.locator("summary", has_text="Kirim tautan").click()
    page.get_by_role("button", name="Buat tautan").click()
    picture(page, "7-tautan")
    path = re.search(r"https?://[^/ ]+(/tanda-tangan/[^ ]+)", page.input_value("#pesan"))
    assert path
    own = opd.new_page()
    own.goto(technician.home + path[1])
    picture(own, "7-opd")
    answer(own, "Hasan Basri", "Sekretaris Kecamatan")
    picture(own, "7-opd-selesai")
    own.goto(technician.home + path[1])
    assert own.locator("canvas").count() == 0


def answer(page: Any, name: str, post: str) -> None:
    """Write a name, and draw with a finger."""
    form = page.locator("form[data-sekali]")
    form.locator("[name=penanda]").fill(name)
    form.locator("[name=jabatan]").fill(post)
    canvas = form.locator("canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + box["height"] * 0.7)
    page.mouse.down()
    for step in range(12):
        page.mouse.move(box["x"] + 40 + 20 * step, box["y"] + box["height"] * (0.3 + 0.4 * (step % 2)))
    page.mouse.up()
    with page.expect_navigation():
        form.get_by_role("button", name="Kirim jawaban").click()


def sign_off(office: RoundOffice, kasi: Person, kabid: Person, acting: Person) -> None:
    """Steps 8 to 10: checked, reported, reviewed with an instruction."""
    office.move(working_days=1)
    kasi.decide("Terima setelah diperiksa", "8-kasi", catatan="Diperiksa, sesuai.")
    office.move(working_days=1)
    kabid.decide("Terima dan laporkan kepada Kepala Dinas", "9-kabid")
    office.move(working_days=1)
    page = acting.decide("Setujui dengan instruksi", "10-plt", butir="Ganti kipas sebelum putaran berikutnya.")
    picture(page, "11-putaran")
