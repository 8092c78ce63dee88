"""An office whose round stands at the work, and what a technician there sends."""

from __future__ import annotations

import io
import re
from typing import Any

import httpx2 as httpx
from PIL import ExifTags, Image

from web_office import WebOffice

HERE = "a"


def at_work(web: WebOffice, *officers: str) -> str:
    """Dispose the round and return the address of its first visit."""
    for user, verb in (("kasi", "submit"), ("kabid", "forward"), ("kadis", "dispose"), ("kabid", "dispose")):
        assert web.decide(user, verb, catatan="Laksanakan").status_code == 303
    assert web.decide("kasi", "appoint", petugas=list(officers or ("tim1",)), catatan="Ditunjuk").status_code == 303
    return f"/kunjungan/{web.round_id}/{HERE}"


def send(web: WebOffice, user: str, **fields: Any) -> httpx.Response:
    """Send the form of the visit as its page would, with the newest version unless another one is named."""
    seen = web.store.records.visit_version(web.round_id, HERE)
    data = {"versi": seen, "lokasi": "1", "kirim": "", **{name.replace("__", ":"): v for name, v in fields.items()}}
    answer: httpx.Response = web.browser(user).post(f"/kunjungan/{web.round_id}/{HERE}", data=data)
    return answer


def newest(web: WebOffice) -> Any:
    """Return what is recorded of the visit."""
    return web.store.records.visit(web.round_id, HERE).record


def value_of(page: str, name: str) -> str:
    """Return what stands in a field of a page."""
    found = re.search(rf'name="{re.escape(name)}"[^>]*value="([^"]*)"', page)
    return found.group(1) if found else ""


def jpeg(size: tuple[int, int] = (320, 240), colour: str = "red", **options: Any) -> bytes:
    """Return a small photo."""
    written = io.BytesIO()
    Image.new("RGB", size, colour).save(written, "JPEG", **options)
    return written.getvalue()


def with_place() -> Image.Exif:
    """Return what a camera writes that knows where it is."""
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:11:22 09:15:30"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {1: "N", 2: (1.0, 7.0, 30.0), 3: "E", 4: (104.0, 3.0, 0.0)}
    )  # fmt: skip
    return exif
