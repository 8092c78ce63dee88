"""The page for certified signatures: a person signs with what he types, once; copies from elsewhere come back."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pypdfium2
import pytest
from PIL import Image

from certificates import PASSPHRASE, p12, person
from netmaintd.documents.signing.keys import pkcs12
from netmaintd.documents.signing.pades import Act, signed
from netmaintd.documents.signing.stamps import Stamp
from netmaintd.model.documents import DocumentKind
from web_office import WebOffice


@pytest.fixture
def plan(web: WebOffice) -> str:
    """Give the hash of a work plan that was submitted."""
    assert web.decide("kasi", "submit").status_code == 303
    issued = web.store.documents.latest(web.round_id, DocumentKind.RENCANA_KERJA, None)
    assert issued
    return issued.sha256


def sign(web: WebOffice, sha256: str, user: str, passphrase: str = PASSPHRASE) -> tuple[int, str]:
    file = {"berkas": ("saya.p12", p12(*person("Rahmat")), "application/x-pkcs12")}
    form = {"cara": "berkas", "rahasia": passphrase}
    answer = web.browser(user).post(f"/dokumen/{sha256}/tanda-tangan", data=form, files=file)
    return answer.status_code, answer.text


def test_who_stands_on_a_document_signs_it_and_everybody_sees_that_it_holds(web: WebOffice, plan: str) -> None:
    assert "Dengan berkas sertifikat" in web.browser("kasi").get(f"/dokumen/{plan}/tanda-tangan").text
    assert sign(web, plan, "kasi")[0] == 303

    page = web.browser("auditor").get(f"/dokumen/{plan}/tanda-tangan").text
    assert "Rahmat: sah dan utuh" in page
    (copy,) = web.store.signed_copies.of(plan)
    pdf = web.browser("auditor").get(f"/dokumen/{plan}/salinan/{copy.sha256}")
    assert pdf.content.startswith(web.store.documents.content(plan))
    assert pdf.headers["content-security-policy"] == "sandbox"


def test_a_wrong_passphrase_is_told_and_not_repeated_in_the_page(web: WebOffice, plan: str) -> None:
    status, page = sign(web, plan, "kasi", "salah sekali")

    assert status == 422
    assert "kata sandi salah" in page
    assert "salah sekali" not in page
    assert web.store.signed_copies.of(plan) == ()


def test_guessing_is_slowed_down(web: WebOffice, plan: str) -> None:
    answers = [sign(web, plan, "kasi", f"tebakan {number}")[0] for number in range(12)]

    assert 429 in answers


def test_who_does_not_stand_on_it_is_offered_nothing(web: WebOffice, plan: str) -> None:
    assert "Dengan berkas sertifikat" not in web.browser("tim1").get(f"/dokumen/{plan}/tanda-tangan").text
    status, page = sign(web, plan, "tim1")
    assert status == 422
    assert "tidak ada tempat tanda tangan" in page


def elsewhere(web: WebOffice, plan: str, pdf: bytes) -> bytes:
    """Return a PDF signed by Dewi in another application."""
    now, room = datetime.now(UTC), web.store.signed_copies.rooms(plan)[1]
    act = Act("Signature1", room, Stamp(room, "Dewi", room.post, now.date()).pdf(), "Setuju", "Kota")
    return signed(pdf, pkcs12(p12(*person("Dewi")), PASSPHRASE, now), act)


def bring(web: WebOffice, plan: str, content: bytes, **form: str) -> tuple[int, str]:
    file = {"berkas": ("x.pdf", content, "application/pdf")}
    answer = web.browser("kasi").post(f"/dokumen/{plan}/salinan", data=form, files=file)
    return answer.status_code, answer.text


def test_a_copy_that_was_signed_elsewhere_comes_back(web: WebOffice, plan: str) -> None:
    content = elsewhere(web, plan, web.store.documents.content(plan))
    assert bring(web, plan, content)[0] == 303

    (copy,) = web.store.signed_copies.of(plan)
    assert (copy.signer, copy.method.value) == ("Dewi", "impor")
    assert sign(web, plan, "kasi")[0] == 303
    assert len(web.store.signed_copies.of(plan)) == 2


def test_what_is_no_signed_copy_of_this_document_is_refused_with_what_to_do(web: WebOffice, plan: str) -> None:
    document = web.store.documents.content(plan)
    other = elsewhere(web, plan, document.replace(b"%PDF-1.7", b"%PDF-1.6", 1))
    good = elsewhere(web, plan, document)
    flipped = good[:3000] + bytes([good[3000] ^ 1]) + good[3001:]

    assert "bukan PDF" in bring(web, plan, b"GIF89a")[1]
    assert "tidak memuat tanda tangan elektronik" in bring(web, plan, document)[1]
    assert "tidak sama dengan dokumen yang terdaftar" in bring(web, plan, other)[1]
    assert "tidak dicatat" in bring(web, plan, flipped)[1]
    assert web.store.signed_copies.of(plan) == ()
    assert bring(web, plan, other, dibuat_ulang="ya")[0] == 303


def printed(pdf: bytes) -> bytes:
    """Return the last page of a document as somebody photographs it."""
    document = pypdfium2.PdfDocument(pdf)
    picture = io.BytesIO()
    document[len(document) - 1].render(scale=150 / 72).to_pil().convert("RGB").save(picture, "JPEG", quality=70)
    document.close()
    return picture.getvalue()


def send_scan(web: WebOffice, content: bytes, day: str = "2026-11-23", **form: str) -> tuple[int, str]:
    file = {"berkas": ("foto.jpg", content, "image/jpeg")}
    words = {"penanda": "Rahmat", "jabatan": "Kepala Seksi", "tanggal": day, **form}
    answer = web.browser("kasi").post("/pindaian", data=words, files=file)
    return answer.status_code, answer.text


def test_a_photo_of_signed_paper_finds_its_document_by_the_code(web: WebOffice, plan: str) -> None:
    status, _ = send_scan(web, printed(web.store.documents.content(plan)))

    assert status == 303
    (copy,) = web.store.signed_copies.of(plan)
    assert (copy.method.value, copy.signer) == ("pindaian", "Rahmat")
    assert web.store.signed_copies.head(plan) == plan


def test_a_scan_of_another_document_than_the_one_at_hand_is_told_apart(web: WebOffice, plan: str) -> None:
    old = printed(web.store.documents.content(plan))
    assert web.decide("kabid", "return", catatan="Perbaiki tanggal").status_code == 303
    assert web.decide("kasi", "submit").status_code == 303
    newest = web.store.documents.latest(web.round_id, DocumentKind.RENCANA_KERJA, None)
    assert newest

    status, page = send_scan(web, old, dokumen=newest.sha256)
    assert status == 422
    assert "milik dokumen lain" in page
    assert "versi 1" in page


def test_a_scan_without_a_code_needs_somebody_to_say_what_it_is(web: WebOffice, plan: str) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (800, 600), "white").save(picture, "JPEG")

    status, page = send_scan(web, picture.getvalue())
    assert status == 422
    assert "Kode QR pada pindaian tidak terbaca" in page
    assert 'value="Rahmat"' in page
    assert send_scan(web, picture.getvalue(), dokumen=plan)[0] == 303
    assert "sudah tersimpan" in send_scan(web, picture.getvalue(), dokumen=plan)[1]


def test_days_that_cannot_be_and_files_that_are_no_scan_are_refused(web: WebOffice, plan: str) -> None:
    assert "belum tiba" in send_scan(web, printed(web.store.documents.content(plan)), day="2031-01-01")[1]
    assert "tidak terbaca" in send_scan(web, b"x", day="besok")[1]
    assert send_scan(web, b"GIF89a", dokumen=plan)[0] == 422
    assert web.store.signed_copies.of(plan) == ()


def test_a_document_can_be_taken_into_word_and_others_cannot(web: WebOffice, plan: str) -> None:
    page = web.browser("kasi").get(f"/dokumen/{plan}/tanda-tangan").text
    address = f"/putaran/{web.round_id}/word/rencana-kerja"
    assert address in page

    file = web.browser("kasi").get(address)
    assert file.content.startswith(b"PK")
    assert 'filename="rencana-kerja.docx"' in file.headers["content-disposition"]
    assert web.browser("kasi").get(f"/putaran/{web.round_id}/word/lembar-disposisi").status_code == 404
    assert web.browser("kasi").get(f"/putaran/{web.round_id}/word/berita-acara?lokasi=lain").status_code == 404


def test_a_copy_brings_the_number_that_it_got_elsewhere(web: WebOffice, plan: str) -> None:
    content = elsewhere(web, plan, web.store.documents.content(plan))
    assert bring(web, plan, content, nomor="800.1/12.a/SRIKANDI/2026", tanggal="2026-11-20")[0] == 303

    newest = web.store.documents.latest(web.round_id, DocumentKind.RENCANA_KERJA, None)
    assert newest
    assert newest.number == "800.1/12.a/SRIKANDI/2026"


def test_a_number_that_cannot_be_loses_no_copy(web: WebOffice, plan: str) -> None:
    content = elsewhere(web, plan, web.store.documents.content(plan))
    status, page = bring(web, plan, content, nomor="800.1/1/2026", tanggal="2031-01-01")

    assert status == 422
    assert "Salinan sudah dicatat, nomornya belum" in page
    assert len(web.store.signed_copies.of(plan)) == 1
