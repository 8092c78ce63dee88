"""Signing through BSrE's Esign Client Service in the office's own network, versions 1 and 2 of its interface.

What a person types (NIK, passphrase) goes into one request and nowhere else: no log, no address, no second try.
The service itself can only be reached where an office has it; its shapes are those of `documents.md`.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import httpx2 as httpx

from netmaintd.errors import SigningFailed, SigningRefused, SigningUnknown
from netmaintd.model.signatures import SignatureBox

CONNECT_S, ANSWER_S = 5, 90
MOST_BYTES = 64 * 1024 * 1024
_REFUSALS = {
    2011: "NIK itu tidak terdaftar di BSrE; periksa angkanya, atau daftarkan lewat verifikator instansi",
    2021: "NIK itu belum mempunyai sertifikat yang berlaku di BSrE; terbitkan atau perbarui dulu",
    2031: "kata sandi (passphrase) BSrE salah; tidak dicoba lagi",
}
_UNKNOWN = (
    "layanan BSrE berhenti menjawab setelah dokumen dikirim: hasil tidak diketahui; "
    "periksa di BSrE sebelum menandatangani lagi"
)


class BsreVersion(StrEnum):
    """Which interface the office's service speaks."""

    V1 = "v1"
    V2 = "v2"


@dataclass(frozen=True, slots=True)
class Person:
    """Who signs: typed by the person, kept for one request."""

    nik: str = field(repr=False)
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Bsre:
    """One service. `user` and `password` are the office's own, not those of who signs."""

    address: str
    version: BsreVersion
    user: str
    password: str = field(repr=False)
    answer_s: float = ANSWER_S

    def sign(self, pdf: bytes, person: Person, box: SignatureBox, image: bytes, reason: str) -> bytes:
        """Return the PDF as the service gives it back, with one signature more.

        Args:
            image: PNG of what is seen of the signature.

        Raises:
            SigningRefused: the service refuses the person; nothing was signed.
            SigningFailed: the service cannot be reached, or gives back no PDF.
            SigningUnknown: the service broke off after the document was sent.
        """
        place = {"page": box.page, "width": round(box.width), "height": round(box.height)}
        corner = (round(box.x), round(box.bottom))
        shaped = _v1 if self.version is BsreVersion.V1 else _v2
        answer = self._sent(*shaped(pdf, person, place, corner, image, reason))
        if answer.status_code != httpx.codes.OK:
            raise _refusal(answer)
        signed = answer.content if self.version is BsreVersion.V1 else _file_of(answer)
        if not signed.startswith(b"%PDF-"):
            raise SigningFailed("layanan BSrE tidak mengembalikan PDF; dokumen belum ditandatangani")
        return signed

    def _sent(self, path: str, asked: dict[str, Any]) -> httpx.Response:
        waits = httpx.Timeout(self.answer_s, connect=CONNECT_S)
        try:
            with httpx.Client(
                base_url=self.address, auth=(self.user, self.password), timeout=waits, trust_env=False
            ) as client:
                return client.post(path, **asked)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise SigningFailed("layanan BSrE tidak terjangkau; dokumen belum ditandatangani") from error
        except httpx.HTTPError as error:
            raise SigningUnknown(_UNKNOWN) from error


def _v1(
    pdf: bytes, person: Person, place: dict[str, int], corner: tuple[int, int], image: bytes, reason: str
) -> tuple[str, dict[str, Any]]:
    """Return the request of the first interface: a form with two files."""
    words = {
        "nik": person.nik, "passphrase": person.passphrase, "tampilan": "visible", "image": "true", "reason": reason,
        "xAxis": corner[0], "yAxis": corner[1], **place,
    }  # fmt: skip
    files = {"file": ("dokumen.pdf", pdf, "application/pdf"), "imageTTD": ("ttd.png", image, "image/png")}
    return "/api/sign/pdf", {"data": words, "files": files}


def _v2(
    pdf: bytes, person: Person, place: dict[str, int], corner: tuple[int, int], image: bytes, reason: str
) -> tuple[str, dict[str, Any]]:
    """Return the request of the second interface: JSON with everything in Base64."""
    seen = {
        "tampilan": "VISIBLE", "imageBase64": _base64(image), "originX": corner[0], "originY": corner[1],
        "reason": reason, **place,
    }  # fmt: skip
    asked = {
        "nik": person.nik, "passphrase": person.passphrase, "signatureProperties": [seen], "file": [_base64(pdf)],
    }  # fmt: skip
    return "/api/v2/sign/pdf", {"json": asked}


def _file_of(answer: httpx.Response) -> bytes:
    told = _json(answer)
    files = told.get("file")
    if not isinstance(files, list) or len(files) != 1 or not isinstance(files[0], str):
        return b""
    try:
        return base64.b64decode(files[0], validate=True)
    except (binascii.Error, ValueError):
        return b""


def _refusal(answer: httpx.Response) -> SigningRefused | SigningFailed | SigningUnknown:
    """Return what a refusal means. What the service says itself is left out: it may repeat what was typed."""
    code = _json(answer).get("status_code")
    if code in _REFUSALS:
        return SigningRefused(_REFUSALS[code])
    if answer.status_code == httpx.codes.UNAUTHORIZED:
        return SigningFailed("layanan BSrE menolak akun kantor; administrator memeriksa signing.bsre")
    if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
        return SigningUnknown(_UNKNOWN)
    return SigningFailed(f"layanan BSrE menolak permintaan (HTTP {answer.status_code}); dokumen belum ditandatangani")


def _json(answer: httpx.Response) -> dict[str, Any]:
    try:
        told = answer.json()
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()
