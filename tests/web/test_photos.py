"""Photos and scans from the field: what is kept and shown, what is refused, and that each is recorded once."""

from __future__ import annotations

import io
import time
from datetime import timedelta

import httpx2 as httpx
import pytest
from PIL import Image

from netmaintd.errors import DecisionNotAllowed
from netmaintd.model.dossier import Photo, VisitRecord
from netmaintd.store.verify import verify_all
from netmaintd.usecases.add_photo import keep_photo
from netmaintd.usecases.record_visit import save_visit
from visiting import HERE, at_work, jpeg, newest, with_place
from web_office import WebOffice

PDF = b"%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <<>>\n%%EOF\n"


def shoot(web: WebOffice, content: bytes, user: str = "tim1", **fields: str) -> httpx.Response:
    data = {"fase": "before", "perangkat": "sw-a1", **fields}
    address = f"/kunjungan/{web.round_id}/{HERE}/foto"
    answer: httpx.Response = web.browser(user).post(address, data=data, files={"foto": ("x.jpg", content)})
    return answer


def test_a_photo_is_recorded_and_shown_without_place_and_time_in_it(web: WebOffice) -> None:
    address = at_work(web)

    assert shoot(web, jpeg(exif=with_place()), keterangan="Rak <b>depan</b>").status_code == 303

    (photo,) = newest(web).photos
    assert (photo.device, photo.phase, photo.by, photo.clock) == ("sw-a1", "before", "Andi", "kamera")
    assert photo.place is not None
    assert round(photo.place.latitude, 3) == 1.125
    shown = web.browser("auditor").get(f"{address}/foto/{photo.sha256}")
    assert shown.headers["content-type"] == "image/jpeg"
    assert not Image.open(io.BytesIO(shown.content)).getexif()
    assert "sandbox" in shown.headers["content-security-policy"]
    page = web.browser("auditor").get(f"{address}/foto").text
    assert "Rak &lt;b&gt;depan" in page
    assert photo.original_sha256[:16] in page
    assert "Kirim foto" not in page
    assert verify_all(web.store._database, web.store._blobs).troubles == ()


def test_the_paper_has_the_copy_and_not_the_original(web: WebOffice) -> None:
    at_work(web)
    shoot(web, jpeg(exif=with_place()))

    (photo,) = newest(web).photos
    assert b"Exif" not in web.store.documents.content(photo.sha256)


def test_a_photo_that_arrives_twice_is_recorded_once(web: WebOffice) -> None:
    at_work(web)

    for _ in range(3):
        assert shoot(web, jpeg(), kirim="satu").status_code == 303
    assert shoot(web, jpeg(), kirim="dua").status_code == 303, "the same picture of the same device"
    assert len(newest(web).photos) == 1
    shoot(web, jpeg(), kirim="tiga", fase="after")
    assert len(newest(web).photos) == 2


def test_a_photo_does_not_make_the_form_stale(web: WebOffice) -> None:
    address = at_work(web)
    shoot(web, jpeg())

    answer = web.browser("tim1").post(address, data={"versi": 0, "lokasi": "1", "ditemui": "Camat"})

    assert answer.status_code == 303
    assert (newest(web).met, len(newest(web).photos)) == ("Camat", 1)


def test_what_the_phone_knows_of_a_photo_that_it_made_smaller_is_kept(web: WebOffice) -> None:
    address = at_work(web)
    data = {"fase": "after", "perangkat": "", "asal": "ab" * 32, "diambil": "2026-11-22T10:00:00+07:00"}
    files = {"foto": ("x.jpg", jpeg()), "exif": ("exif", with_place().tobytes())}

    assert web.browser("tim1").post(f"{address}/foto", data=data, files=files).status_code == 303
    assert shoot(web, jpeg(colour="blue"), diambil=(web.clock.now() + timedelta(days=9)).isoformat()).status_code == 303

    first, second = newest(web).photos
    assert (first.original_sha256, first.clock, first.device) == ("ab" * 32, "kamera", None)
    assert first.place is not None
    assert second.clock == "server"
    assert second.taken_at <= web.clock.now()


def test_a_photo_is_left_out_with_a_reason_and_stays_recorded(web: WebOffice) -> None:
    address = at_work(web)
    shoot(web, jpeg())
    (photo,) = newest(web).photos
    data = {"sha256": photo.sha256, "fase": "before", "perangkat": "sw-a1"}
    browser = web.browser("tim1")

    assert browser.post(f"{address}/foto/tidak-dipakai", data=data).status_code == 422
    assert browser.post(f"{address}/foto/tidak-dipakai", data={**data, "alasan": "Kabur"}).status_code == 303
    assert browser.post(f"{address}/foto/tidak-dipakai", data={**data, "alasan": "Kabur"}).status_code == 404

    assert newest(web).photos == ()
    assert newest(web).set_aside[0].reason == "Kabur"
    assert browser.get(f"{address}/foto/{photo.sha256}").status_code == 200


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 422),
        (b"MZ" + b"\0" * 500, 422),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", 422),
        (jpeg() + b"<script>alert(1)</script>", 422),
        (jpeg() + b"\0" * (16 << 20), 422),
        (jpeg() + b"\0" * (20 << 20), 413),
    ],
)
def test_what_is_no_photo_is_refused_with_a_sentence_and_nothing_is_kept(
    web: WebOffice, content: bytes, status: int
) -> None:
    at_work(web)
    began = time.process_time()

    answer = shoot(web, content)

    assert answer.status_code == status
    assert 'role="alert"' in answer.text or "terlalu besar" in answer.text
    assert time.process_time() - began < 3
    assert web.store.records.visit_version(web.round_id, HERE) == 0


def test_only_those_who_write_the_visit_add_photos_and_only_of_what_is_there(web: WebOffice) -> None:
    at_work(web)

    for user in ("tim2", "kabid", "auditor", "opd"):
        assert shoot(web, jpeg(), user).status_code == 403
    assert shoot(web, jpeg(), perangkat="sw-b1").status_code == 404
    assert shoot(web, jpeg(), fase="kemarin").status_code == 404
    assert newest(web).photos == ()


def test_a_scan_is_kept_under_its_hash_and_given_as_a_file(web: WebOffice) -> None:
    address = at_work(web)
    browser = web.browser("tim1")

    for _ in range(2):
        answer = browser.post(f"{address}/pindaian", data={"judul": "Formulir a"}, files={"berkas": ("x", PDF)})
        assert answer.status_code == 303
    assert browser.post(f"{address}/pindaian", files={"berkas": ("x", b"PK\3\4")}).status_code == 422

    (scan,) = newest(web).scans
    shown = browser.get(f"{address}/foto/{scan.sha256}")
    assert shown.content == PDF
    assert shown.headers["content-disposition"].startswith("attachment")
    assert verify_all(web.store._database, web.store._blobs).troubles == ()


def test_a_record_from_a_file_keeps_what_the_pages_recorded(web: WebOffice) -> None:
    at_work(web)
    shoot(web, jpeg(), kirim="satu")
    office, now = web.site.office, web.clock.now()
    copy = keep_photo(web.store, office, jpeg(colour="blue", exif=with_place()))
    written = VisitRecord(HERE, met="Camat", photos=(Photo(copy, "Rak", "after", now, "Andi"),))

    save_visit(web.store, office, web.round_id, written, "tim1", now)

    assert b"Exif" not in web.store.documents.content(copy)
    assert [photo.phase for photo in newest(web).photos] == ["before", "after"]
    assert shoot(web, jpeg(colour="green"), kirim="satu").status_code == 303, "an old sending that arrives once more"
    assert len(newest(web).photos) == 2
    with pytest.raises(DecisionNotAllowed, match="not appointed"):
        save_visit(web.store, office, web.round_id, written, "tim2", now)


def test_no_address_of_a_visit_leads_to_other_stored_bytes(web: WebOffice) -> None:
    address = at_work(web)
    secret = web.store._blobs.put(b"hostname rahasia")

    assert web.browser("kasi").get(f"{address}/foto/{secret}").status_code == 404
