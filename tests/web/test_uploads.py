"""Files made to harm, sent to a running server: each is refused with a sentence, for less than a photo costs."""

from __future__ import annotations

import io
import struct
import time
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import httpx2 as httpx
import pytest
from PIL import Image

from browsing import served
from netmaintd.web.visitor import COOKIE
from visiting import HERE, at_work, jpeg, newest
from web_office import WebOffice

LARGE = (4000, 3000)
"""What a phone's camera makes; what is refused must cost less than taking it."""
PDF = b"%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <<>>\n%%EOF\n"


def png(width: int, height: int, rows: bytes = b"") -> bytes:
    """Return a PNG that says it has a size; what it holds may be far less, or far more."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    written = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


def archive() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        made.writestr("x.html", "<script>alert(1)</script>")
    return written.getvalue()


def picture(kind: str) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (64, 64), "red").save(written, kind)
    return written.getvalue()


NO_PHOTOS = {
    "nothing": b"",
    "a program": b"\x7fELF" + b"\0" * 500,
    "a page": b"<!doctype html><script>alert(1)</script>",
    "a drawing": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "a paper": PDF,
    "GIF": picture("GIF"),
    "TIFF": picture("TIFF"),
    "BMP": picture("BMP"),
    "HEIC": b"\0\0\0\x18ftypheic" + b"\0" * 500,
    "a photo cut off": jpeg(LARGE)[:2000],
    "a photo and a page": jpeg() + b"<script>alert(1)</script>",
    "a photo and an archive": jpeg() + archive(),
    "a paper in a photo": b"\xff\xd8\xff\xfe\0\x40" + PDF + jpeg()[2:],
    "a bomb of lies": png(65_000, 65_000, b"\0" * 1000),
    "a bomb that unpacks to 100 MB": png(20_000, 5_000, b"\0" * 100_005_000),
    "16 MB": jpeg() + b"\0" * (16 << 20),
    "20 MB": jpeg() + b"\0" * (20 << 20),
}  # fmt: skip
NO_SCANS = {name: NO_PHOTOS[name] for name in ("nothing", "a program", "a page", "GIF", "16 MB", "20 MB")} | {
    "an archive": archive(),
    "a paper that is none": b"\n" * 2000 + PDF,
}


@dataclass
class Sender:
    """A technician's browser, and the visit that he writes."""

    client: httpx.Client
    address: str

    def send(self, place: str, content: bytes) -> tuple[httpx.Response, float]:
        """Send a file; returns the answer, and how many seconds of work it was for both sides."""
        field = {"foto": "foto", "pindaian": "berkas"}[place]
        began = time.process_time()
        answer = self.client.post(f"{self.address}/{place}", files={field: ("x.jpg", content)})
        return answer, time.process_time() - began


@pytest.fixture
def sender(web: WebOffice) -> Iterator[Sender]:
    address = at_work(web)
    web.account("tim1")
    cookie = f"{COOKIE}={web.store.logins.begin('tim1', web.clock.now())}"
    headers = {"Cookie": cookie, "Sec-Fetch-Site": "same-origin"}
    with served(web.site) as home, httpx.Client(base_url=home, headers=headers, timeout=60) as client:
        yield Sender(client, address)


def refused(answer: httpx.Response) -> bool:
    """Whether an answer says in a sentence why a file is not taken."""
    told = 'role="alert"' in answer.text or "terlalu besar" in answer.text
    return answer.status_code in (413, 422) and told and "Traceback" not in answer.text


def test_a_file_that_is_no_photo_is_refused_with_a_sentence_for_less_than_a_photo_costs(
    web: WebOffice, sender: Sender
) -> None:
    wrong = []
    took = 0.0
    for name, content in NO_PHOTOS.items():
        answer, cost = sender.send("foto", content)
        took = max(took, cost)
        if not refused(answer):
            wrong.append((name, answer.status_code))

    assert wrong == []
    assert web.store.records.visit_version(web.round_id, HERE) == 0
    answer, cost = sender.send("foto", jpeg(LARGE))
    assert answer.status_code == 303
    assert len(newest(web).photos) == 1
    assert took < 3 * cost


def test_of_a_picture_that_holds_more_than_its_size_no_more_is_unpacked(web: WebOffice, sender: Sender) -> None:
    _, usual = sender.send("foto", jpeg(LARGE))

    answer, cost = sender.send("foto", png(100, 100, b"\0" * 100_000_000))

    assert answer.status_code == 303
    assert cost < 3 * usual
    assert Image.open(io.BytesIO(web.store.documents.content(newest(web).photos[1].sha256))).size == (100, 100)


def test_a_file_that_is_no_scan_is_refused_with_a_sentence(web: WebOffice, sender: Sender) -> None:
    wrong = [name for name, content in NO_SCANS.items() if not refused(sender.send("pindaian", content)[0])]

    assert wrong == []
    assert sender.send("pindaian", PDF)[0].status_code == 303
    assert len(newest(web).scans) == 1
