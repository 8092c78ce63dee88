"""Paper forms on the pages: printed, found again by their code, typed in later with both times and the scan."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2 as httpx
import pypdfium2
import pytest
from PIL import Image

from netmaintd.model.plans import ManualItem, Plan, PlannedCheck, Window
from netmaintd.model.results import Status
from netmaintd.model.rounds import PlannedDevice, PlannedSite, WorkPlanItem
from netmaintd.signoff.completeness import gaps
from netmaintd.web.form_lines import LINES_PER_PART, parts_of
from samples import NOW, examination, planned_site
from visiting import HERE, at_work, jpeg, newest, value_of
from web_office import WebOffice

DONE = datetime(2026, 12, 3, 3, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=12)
PLAN = Plan(
    name="triwulan", title="Pemeliharaan triwulan", cron="0 8 10 * *", window=Window(start="08:00", end="16:00"),
    checks=(PlannedCheck(check="cpu"), PlannedCheck(check="reachability")),
    manual=(ManualItem(name="kebersihan", title="Kebersihan rak"),),
)  # fmt: skip
ITEM, NOTE = "kondisi:kebersihan:", "catatan:kebersihan:"


@pytest.fixture
def office(web: WebOffice) -> WebOffice:
    """An office after the visit: the round is at the work and the paper lies on the desk."""
    at_work(web)
    web.configuration = replace(web.configuration, plans=(PLAN,))
    web.clock.move_to(LATER)
    return web


def desk(web: WebOffice, place: str = HERE) -> str:
    return f"/putaran/{web.round_id}/formulir/{place}"


def code(web: WebOffice, place: str = HERE) -> str:
    return web.store.form_codes.of(web.round_id, place, "tim1", NOW)


def enter(web: WebOffice, user: str = "tim1", *, files: Any = None, bagian: int = 1, **fields: Any) -> httpx.Response:
    """Send the form as its page would, with the newest version unless another one is named."""
    seen = web.store.records.visit_version(web.round_id, HERE)
    data = {"versi": seen, "lokasi": "1", "dilakukan": "2026-12-03T10:00", "pelaksana": "Sri", **fields}
    address = f"{desk(web)}/isi?bagian={bagian}"
    answer: httpx.Response = web.browser(user).post(address, data=data, files=files)
    return answer


def scan_of(pdf: bytes, *pages: int) -> bytes:
    """Return pages of a printed form as a scanner gives them: pictures in a PDF."""
    with pypdfium2.PdfDocument(pdf) as document:
        drawn = [document[page - 1].render(scale=150 / 72).to_pil().convert("L") for page in pages]
    written = io.BytesIO()
    drawn[0].save(written, "PDF", save_all=True, append_images=drawn[1:], resolution=150)
    return written.getvalue()


def test_a_form_is_printed_by_everybody_who_reads_the_round(office: WebOffice) -> None:
    for user, status in (("tim1", 200), ("kasi", 200), ("auditor", 200), ("tamu", 403)):
        answer = office.browser(user).get(desk(office))
        assert answer.status_code == status
        assert answer.content.startswith(b"%PDF") is (status == 200)
    assert office.browser("tim1").get(f"{desk(office)}?perangkat=sw-a2").status_code == 200
    assert office.browser("tim1").get(f"{desk(office)}?perangkat=lain").status_code == 404
    assert office.browser("tim1").get(desk(office, "bulan")).status_code == 404


def test_a_blank_form_is_printed_for_each_plan(office: WebOffice) -> None:
    assert office.browser("tim1").get("/formulir/kosong").content.startswith(b"%PDF")
    assert office.browser("tim1").get("/formulir/kosong?rencana=bulanan").status_code == 404
    assert "/formulir/kosong?rencana=triwulan" in office.browser("tim1").get("/formulir").text


def test_the_code_of_a_sheet_leads_to_its_form(office: WebOffice) -> None:
    browser = office.browser("tim1")

    found = browser.get("/formulir", params={"kode": f"{code(office)}-2".lower()})
    assert found.headers["location"] == f"{desk(office)}/isi?kode={code(office)}-2"
    assert value_of(browser.get(found.headers["location"]).text, "kode") == f"{code(office)}-2"
    unknown = browser.get("/formulir", params={"kode": "0000-0000"})
    assert unknown.status_code == 404
    assert "tidak dikenal" in unknown.text
    blank = browser.get("/formulir", params={"kode": "KOSONG-1"})
    assert blank.status_code == 200
    assert f"{desk(office)}/isi?kode=KOSONG" in blank.text


def test_the_lines_come_in_the_order_of_the_paper(office: WebOffice) -> None:
    page = office.browser("tim1").get(f"{desk(office)}/isi").text

    order = ["Kedatangan", "kondisi:kebersihan:", "sw-a1", "kondisi:reachability:sw-a1", "kondisi:cpu:sw-a1",
             "sw-a2", "kondisi:cpu:sw-a2", "Suku cadang", "Catatan OPD"]  # fmt: skip
    places = [page.index(word) for word in order]
    assert places == sorted(places)


def test_what_is_typed_is_recorded_with_both_times_and_both_people_and_the_scan(office: WebOffice) -> None:
    pdf = office.browser("tim1").get(desk(office)).content
    scan = [("berkas", ("pindai.pdf", scan_of(pdf, 1, 2), "application/pdf"))]

    answer = enter(
        office, files=scan, datang="2026-12-03T09:00", ditemui="Camat", tanpa_perubahan="ya", tindakan="Dirapikan",
        **{ITEM: "warning", NOTE: "Berdebu", "tindakan:kebersihan:": "dibersihkan", "kondisi:cpu:sw-a1": "ok",
           "catatan:cpu:sw-a1": "61 %"},
    )  # fmt: skip

    assert answer.status_code == 303, answer.text
    record = newest(office)
    entries = {(entry.item, entry.device): entry for entry in record.manual}
    for key, status in ((("kebersihan", None), Status.WARNING), (("cpu", "sw-a1"), Status.OK)):
        entry = entries[key]
        assert (entry.status, entry.by, entry.entered_by, entry.from_paper) == (status, "Sri", "tim1", True)
        assert (entry.performed_at, entry.entered_at.date()) == (DONE, LATER.date())
    assert record.actions == ("Dirapikan", "Kebersihan rak: dibersihkan")
    assert [scan.title for scan in record.scans] == [f"Formulir {code(office)}, halaman 1, 2"]
    told = " ".join(office.browser("tim1").get(f"/kunjungan/{office.round_id}/{HERE}").text.split())
    for page in (told, " ".join(office.browser("tim1").get(answer.headers["location"]).text.split())):
        assert "diisi dari kertas" in page
        assert "dilakukan 3 Desember 2026 10.00 WIB oleh Sri" in page
        assert "disalin 5 Desember 2026" in page
        assert "WIB oleh Andi" in page
    assert "61 %" in told
    missing = {gap.key for gap in gaps(office.store.dossiers.get(office.round_id))}
    assert "paper:a/scan" not in missing
    assert "result:sw-a1/cpu" not in missing
    assert "result:sw-a2/cpu" in missing


REFUSED: tuple[tuple[dict[str, str], str], ...] = (
    ({"dilakukan": ""}, "tulis kapan pekerjaan dilakukan"),
    ({"dilakukan": "besok"}, "tulis tanggal dan jam"),
    ({"dilakukan": "2027-01-01T08:00"}, "belum tiba"),
    ({"dilakukan": "2026-11-01T08:00"}, "mendahului putaran ini"),
    ({"pelaksana": " "}, "siapa yang melakukan"),
    ({NOTE: " "}, "tulis alasan"),
    ({"kondisi:cpu:sw-a1": "ok"}, "tulis hasil yang terbaca"),
    ({"kondisi:fans:sw-a1": "ok", "catatan:fans:sw-a1": "x"}, "tidak ada dalam rencana kerja"),
    ({"tindakan:kebersihan:": "x" * 1001}, "paling panjang"),
    ({"kode": "XX"}, "tidak dikenal"),
    ({"kode": "0000-0000-1"}, "tidak dikenal"),
)


def test_what_cannot_be_taken_is_said_and_stays_on_the_page(office: WebOffice) -> None:
    for fields, word in REFUSED:
        answer = enter(office, **{"ditemui": "Lurah", ITEM: "critical", NOTE: "Bocor", **fields})

        assert answer.status_code == 422, fields
        assert word in answer.text
        assert value_of(answer.text, "ditemui") == "Lurah"
        assert 'value="critical" checked' in answer.text
    assert newest(office).manual == ()


def test_a_scan_is_kept_while_what_was_typed_is_not_taken_yet(office: WebOffice) -> None:
    files = [("berkas", ("foto.jpg", jpeg(), "image/jpeg"))]

    answer = enter(office, files=files, dilakukan="", **{ITEM: "ok"})

    assert answer.status_code == 422
    assert "Pindaian terlampir: 1." in answer.text
    assert enter(office, files=files, **{ITEM: "ok"}).status_code == 303
    assert len(newest(office).scans) == 1


def test_paper_of_another_location_is_told_apart_by_code_and_by_scan(office: WebOffice) -> None:
    other = office.browser("tim1").get(desk(office, "b")).content
    files = [("berkas", ("b.pdf", scan_of(other, 1), "application/pdf"))]

    typed = enter(office, kode=f"{code(office, 'b')}-1", dilakukan="2026-11-01T08:00", **{ITEM: "ok"})
    scanned = enter(office, files=files, **{ITEM: "ok"})

    assert "milik formulir Lokasi b, Pemeliharaan triwulan" in typed.text
    assert "mendahului putaran ini" in typed.text, "everything that is wrong is said at once"
    assert "b.pdf: pindaian ini memuat halaman formulir Lokasi b" in scanned.text
    assert newest(office) == replace(newest(office), manual=(), scans=())


def test_a_file_that_is_no_scan_is_named_and_nothing_is_recorded(office: WebOffice) -> None:
    for content in (b"MZ" + b"\0" * 99, b"%PDF-1.7\n%%EOF", jpeg() + b"<script>"):
        answer = enter(office, files=[("berkas", ("jahat.pdf", content, "application/pdf"))], **{ITEM: "ok"})

        assert answer.status_code == 422
        assert "jahat.pdf: " in answer.text
    assert newest(office).manual == ()


def test_a_wrong_date_is_corrected_when_somebody_says_so(office: WebOffice) -> None:
    enter(office, dilakukan="2026-12-02T10:00", **{ITEM: "ok"})

    enter(office, **{ITEM: "ok"})
    assert newest(office).manual[0].performed_at == DONE - timedelta(days=1)
    enter(office, tanggal_ulang="ya", **{ITEM: "ok"})
    assert newest(office).manual[0].performed_at == DONE


def test_only_appointed_officers_and_the_section_head_type_forms(office: WebOffice) -> None:
    for user in ("tim2", "kabid", "auditor", "opd"):
        assert enter(office, user, **{ITEM: "ok"}).status_code == 403
    assert "petugas yang ditunjuk" in office.browser("tim2").get(f"{desk(office)}/isi").text
    assert enter(office, "kasi", **{ITEM: "ok"}).status_code == 303
    assert newest(office).manual[0].entered_by == "kasi"


def test_two_who_type_the_same_form_overwrite_nobody(office: WebOffice) -> None:
    enter(office, **{ITEM: "warning", NOTE: "Berdebu"})

    answer = enter(office, "kasi", versi=0, **{ITEM: "critical", NOTE: "Bocor"})

    assert answer.status_code == 409
    assert "Kebersihan rak" in answer.text
    assert newest(office).manual[0].note == "Berdebu"


def test_visit_round_and_list_lead_to_the_forms(office: WebOffice) -> None:
    browser = office.browser("tim1")

    for address in (f"/kunjungan/{office.round_id}/{HERE}", f"/putaran/{office.round_id}"):
        page = browser.get(address).text
        assert f'href="{desk(office)}"' in page
        assert f'href="{desk(office)}/isi"' in page
    assert 'href="/formulir"' in browser.get("/kunjungan").text
    assert 'href="/formulir/kosong"' in browser.get("/kunjungan").text


def test_the_machine_s_word_stands_beside_what_is_typed(office: WebOffice) -> None:
    token = office.store.leases.claim(office.round_id, "sw-a1", "daemon", NOW, 60)
    assert token is not None
    office.store.records.record_examination(office.round_id, examination(), token)

    assert "Beban CPU 70 %" in office.browser("tim1").get(f"{desk(office)}/isi").text


def test_a_long_form_comes_in_parts_that_a_parser_takes() -> None:
    checks = tuple(f"check-{number}" for number in range(22))
    devices = tuple(PlannedDevice(f"sw-{n}", "", "", "", checks) for n in range(40))
    items = (WorkPlanItem("a", "A", "none", per_device=False), WorkPlanItem("b", "B", "none", per_device=True))
    site: PlannedSite = replace(planned_site("a"), devices=devices)

    parts = parts_of(site, items)

    assert [device for part in parts for device in part.devices] == list(devices)
    assert [part.first_device for part in parts][:2] == [1, 1 + len(parts[0].devices)]
    assert all(len(part.devices) * 23 <= LINES_PER_PART for part in parts)
    assert [part.last for part in parts] == [False] * (len(parts) - 1) + [True]
    assert len(parts_of(replace(site, devices=()), items)) == 1


def test_a_picture_of_paper_may_be_png(office: WebOffice) -> None:
    written = io.BytesIO()
    Image.new("L", (400, 300), 255).save(written, "PNG")

    assert enter(office, files=[("berkas", ("a.png", written.getvalue(), "image/png"))]).status_code == 303
    assert newest(office).scans[0].media_type == "image/jpeg"
