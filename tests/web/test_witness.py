"""The agency before its berita acara: on the technician's phone, in an account of its own, and on paper."""

from __future__ import annotations

from datetime import timedelta

from drawing import as_sent, drawn
from netmaintd.model.rounds import SignatureMethod
from netmaintd.usecases.read_minutes import NOT_WAITING, OUTDATED
from netmaintd.usecases.sign_minutes import NAMELESS, OF_THE_OFFICE, REASONLESS, UNSIGNED
from netmaintd.usecases.sign_on_paper import NOT_THAT_DAY, SCANLESS
from netmaintd.web.witness import CHANGED
from visiting import HERE, jpeg, send
from web_office import WebOffice
from witnessing import CAMAT, answer, at_minutes, camat, shown, signature

NIP = "197304082002121005"


def test_the_page_shows_the_frozen_paper_and_what_it_says(web: WebOffice) -> None:
    page = at_minutes(web)
    text = web.browser("tim1").get(page).text

    assert shown(web)[:16] in text
    assert "sw-a1" in text
    assert "Kirim tautan sekali pakai" in text
    paper = web.browser("tim1").get(f"{page}/berita-acara.pdf")
    assert paper.content == web.store.documents.content(shown(web))
    assert paper.headers["content-security-policy"] == "sandbox"


def test_a_finger_on_the_technicians_phone_signs_the_version_that_was_shown(web: WebOffice) -> None:
    at_minutes(web)
    seen = shown(web)

    sent = answer(web, "tim1", gambar=as_sent(drawn()), setuju="", nip="19730408 200212 1 005", catatan="Terima kasih")

    assert sent.status_code == 303, sent.text
    signed = signature(web)
    assert signed is not None
    assert (signed.signer, signed.post, signed.method) == ("Nurhayati", "Sekretaris Camat", SignatureMethod.PHONE)
    assert (signed.document_sha256, signed.nip, signed.note) == (seen, NIP, "Terima kasih")
    assert web.store.documents.content(signed.drawing_sha256).startswith(b"\x89PNG")
    assert shown(web) != seen
    entry = next(one for one in web.store.rounds.get(web.round_id).trail if one.verb == "acknowledge")
    assert (entry.document_sha256, entry.by and entry.by.user) == (seen, "tim1")
    assert "Sudah dijawab" in web.browser("tim1").get(f"/putaran/{web.round_id}/saksi/{HERE}").text
    assert NIP not in str(web.store.audit.list())


def test_without_a_script_a_typed_name_counts_with_consent_only(web: WebOffice) -> None:
    at_minutes(web)

    refused = answer(web, "tim1", setuju="")
    assert refused.status_code == 422
    assert UNSIGNED in refused.text
    assert 'value="Nurhayati"' in refused.text
    assert answer(web, "tim1").status_code == 303
    signed = signature(web)
    assert signed is not None
    assert signed.method is SignatureMethod.TYPED


FAULTS: tuple[tuple[dict[str, str], str], ...] = (
    ({"penanda": " "}, NAMELESS), ({"jabatan": ""}, NAMELESS), ({"sikap": "keberatan"}, REASONLESS),
    ({"nip": "12345"}, "NIP terdiri atas 18 angka"), ({"nip": "197399992002121005"}, "Periksa NIP"),
    ({"penanda": "  andi "}, OF_THE_OFFICE), ({"gambar": "data:image/png;base64,%%%"}, "rusak"),
    ({"gambar": as_sent(b"GIF89a")}, "rusak"), ({"gambar": as_sent(b"\x89PNG" + bytes(210_000))}, "terlalu besar"),
    ({"dokumen": ""}, "muat ulang"),
)  # fmt: skip


def test_what_is_missing_or_wrong_is_said_and_nothing_is_recorded(web: WebOffice) -> None:
    at_minutes(web)
    before = web.store.rounds.get(web.round_id)

    for fields, sentence in FAULTS:
        sent = answer(web, "tim1", **fields)
        assert sent.status_code == 422
        assert sentence in sent.text
    assert web.store.rounds.get(web.round_id) == before


def test_an_objection_takes_the_visit_back_to_the_work_and_stays_in_the_trail(web: WebOffice) -> None:
    at_minutes(web)

    assert answer(web, "tim1", sikap="keberatan", setuju="", catatan="Kabel lantai 2 tertukar").status_code == 303

    round_ = web.store.rounds.get(web.round_id)
    assert round_.visit(HERE).step == 6
    assert "Kabel lantai 2 tertukar" in next(one.note for one in round_.trail if one.verb == "object")
    assert NOT_WAITING in web.browser("tim1").get(f"/putaran/{web.round_id}/saksi/{HERE}").text
    assert web.decide("tim1", "finish-visit", lokasi=HERE).status_code == 303
    assert "Kabel lantai 2 tertukar" in web.browser("tim1").get(f"/putaran/{web.round_id}/saksi/{HERE}").text


def test_another_version_than_the_one_that_was_read_is_not_signed(web: WebOffice) -> None:
    page = at_minutes(web)
    seen = shown(web)
    web.clock.move_to(web.clock.now() + timedelta(minutes=5))
    send(web, "tim1", lokasi="1", ditemui="Lurah")

    late = answer(web, "tim1")
    assert (late.status_code, signature(web)) == (409, None)
    assert OUTDATED in web.browser("tim1").get(page).text
    assert web.browser("tim1").post(f"{page}/perbarui").status_code == 303
    old = answer(web, "tim1", dokumen=seen)
    assert old.status_code == 409
    assert CHANGED in old.text
    assert "Lurah" in old.text
    assert web.browser("tim1").post(f"{page}/perbarui").status_code == 422
    assert answer(web, "tim1").status_code == 303


def test_a_decision_elsewhere_meanwhile_costs_no_signature(web: WebOffice) -> None:
    at_minutes(web)
    seen = shown(web)
    assert web.decide("tim1", "finish-visit", lokasi="b").status_code == 303

    assert answer(web, "tim1", dokumen=seen).status_code == 303


def test_an_agency_with_an_account_finds_its_own_visit_only_and_signs_there(web: WebOffice) -> None:
    page = at_minutes(web)
    assert web.decide("tim1", "finish-visit", lokasi="b").status_code == 303
    camat(web)
    browser = web.browser(CAMAT.user)
    inbox = browser.get("/").text

    assert page in inbox
    assert f"/putaran/{web.round_id}/saksi/b" not in inbox
    assert "keputusan" not in inbox
    assert f'href="/putaran/{web.round_id}"' not in inbox
    assert "Kirim tautan" not in browser.get(page).text
    for path in (f"/putaran/{web.round_id}", f"/putaran/{web.round_id}/saksi/b", f"/kunjungan/{web.round_id}/{HERE}"):
        assert browser.get(path).status_code == 403
    assert browser.get(f"{page}/berita-acara.pdf").status_code == 200
    for way in ("/kertas", "/tautan", "/perbarui", "/lembar"):
        assert browser.post(page + way).status_code == 403
    assert answer(web, CAMAT.user, penanda="Orang lain", setuju="").status_code == 303
    signed = signature(web)
    assert signed is not None
    assert (signed.signer, signed.post, signed.method) == (CAMAT.name, CAMAT.title, SignatureMethod.ACCOUNT)
    assert "Tidak ada yang menunggu Anda" in browser.get("/").text


def test_the_agency_of_another_location_and_the_rest_of_the_office_sign_nothing(web: WebOffice) -> None:
    page = at_minutes(web)
    camat(web, "OPD b")

    for user in (CAMAT.user, "opd", "kasi", "kabid", "kadis", "auditor"):
        assert answer(web, user).status_code == 403
    assert web.browser(CAMAT.user).get(page).status_code == 403
    assert web.browser("kabid").get(page).status_code == 403
    assert signature(web) is None


def test_paper_needs_its_scan_or_the_word_that_it_follows_and_a_day_that_can_be(web: WebOffice) -> None:
    at_minutes(web)
    today = web.clock.now().astimezone(web.site.office.zone).date()
    file = {"berkas": ("lembar.jpg", jpeg((900, 1200)), "image/jpeg")}

    assert SCANLESS in answer(web, "tim1", "/kertas", setuju="", tanggal=today.isoformat()).text
    for day in ("", "kemarin", str(today - timedelta(days=1)), str(today + timedelta(days=1))):
        assert NOT_THAT_DAY in answer(web, "tim1", "/kertas", files=file, tanggal=day).text
    broken = {"berkas": ("x.pdf", b"%PDF-1.7 nothing", "application/pdf")}
    assert answer(web, "tim1", "/kertas", files=broken, tanggal=str(today)).status_code == 422
    seen = shown(web)
    assert answer(web, "tim1", "/kertas", files=file, setuju="", tanggal=str(today)).status_code == 303
    signed = signature(web)
    assert signed is not None
    assert (signed.method, signed.signed_on, signed.scan_follows) == (SignatureMethod.WET, today, False)
    (scan,) = web.store.records.visit(web.round_id, HERE).record.scans
    assert (scan.sha256, scan.document_sha256, scan.by) == (signed.scan_sha256, seen, "Andi")


def test_a_promised_scan_is_attached_although_the_visit_is_closed(web: WebOffice) -> None:
    page = at_minutes(web)
    seen, today = shown(web), web.clock.now().astimezone(web.site.office.zone).date()
    assert answer(web, "tim1", "/kertas", setuju="", tanggal=str(today), menyusul="ya").status_code == 303
    signed = signature(web)
    assert signed is not None
    assert signed.scan_follows
    assert "/lembar" in web.browser("tim1").get(page).text

    file = {"berkas": ("lembar.png", jpeg(), "image/jpeg")}
    assert web.browser("tim1").post(f"{page}/lembar", files=file).status_code == 303

    (scan,) = web.store.records.visit(web.round_id, HERE).record.scans
    assert scan.document_sha256 == seen
    text = web.browser("tim1").get(page).text
    assert f'action="{page}/lembar"' not in text
    assert scan.sha256 in text


def test_a_sheet_is_attached_only_to_what_was_signed_on_paper(web: WebOffice) -> None:
    page = at_minutes(web)
    file = {"berkas": ("lembar.png", jpeg(), "image/jpeg")}

    assert web.browser("tim1").post(f"{page}/lembar", files=file).status_code == 422


def test_who_is_away_is_written_down_and_the_section_head_documents_it(web: WebOffice) -> None:
    page = at_minutes(web)
    assert web.decide("tim1", "await-signature", lokasi=HERE, catatan="Camat dinas luar").status_code == 303

    text = web.browser("kasi").get(page).text
    assert "Camat dinas luar" in text
    assert f"/putaran/{web.round_id}/keputusan?lokasi={HERE}" in text
    assert "Catat ketidakhadiran OPD" in text
    assert web.decide("kasi", "document-absence", lokasi=HERE, catatan="Tiga kali didatangi").status_code == 303
    assert "Tidak hadir" in web.browser("kasi").get(page).text


def test_a_signature_that_is_only_named_on_the_decision_page_owes_its_scan(web: WebOffice) -> None:
    page = at_minutes(web)
    decision = f"/putaran/{web.round_id}/keputusan?lokasi={HERE}"

    assert f'href="{page}"' in web.browser("tim1").get(decision).text
    assert "(pindaian menyusul)" in web.browser("tim1").get(decision).text
    assert web.decide("tim1", "acknowledge", lokasi=HERE, penanda="Siti", jabatan="Camat").status_code == 303
    missing = web.browser("tim1").get(f"/putaran/{web.round_id}/kelengkapan").text
    assert "pindaian berita acara yang ditandatangani belum dilampirkan" in missing
    assert f'"{page}"' in missing
    file = {"berkas": ("lembar.png", jpeg(), "image/jpeg")}
    assert web.browser("tim1").post(f"{page}/lembar", files=file).status_code == 303
    assert f'"{page}"' not in web.browser("tim1").get(f"/putaran/{web.round_id}/kelengkapan").text


def test_before_the_work_is_finished_there_is_nothing_to_sign(web: WebOffice) -> None:
    page = f"/putaran/{web.round_id}/saksi/{HERE}"

    assert "belum dibuat" in web.browser("tim1").get(page).text
    assert web.browser("tim1").get(f"{page}/berita-acara.pdf").status_code == 404
    assert web.browser("tim1").get(f"/putaran/{web.round_id}/saksi/zz").status_code == 404
    assert web.browser("tim1").post(page, data={"penanda": "x"}).status_code == 422


def test_words_of_the_agency_are_shown_never_obeyed(web: WebOffice) -> None:
    at_minutes(web)
    hostile = "<script>alert(1)</script> {{ 7*7 }} \u202e\"'#eval"

    assert answer(web, "tim1", penanda=hostile, jabatan=hostile, catatan=hostile).status_code == 303
    text = web.browser("tim1").get(f"/putaran/{web.round_id}/saksi/{HERE}").text
    assert "<script>alert" not in text
    assert "{{ 7*7 }}" in text
