"""Verify a document: by the code that is printed on it, or byte for byte by its file.

What is told may be told to anybody: officials by post and name, of a location its title; no personal number, no
address and no serial number.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmaintd.documents.contexts.signers import standing
from netmaintd.errors import UploadRefused
from netmaintd.model.document_codes import read_code
from netmaintd.model.documents import DocumentKind, IssuedDocument
from netmaintd.model.rounds import Round, StepEntry
from netmaintd.signoff.papers import PAPERS
from netmaintd.signoff.table import label_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from netmaintd.model.signatures import SignedCopy
    from netmaintd.store.connect import Store

AGENCY = "Perangkat daerah di lokasi"
_SHEET = ((3, "dispose"), (4, "dispose"), (5, "appoint"))
"""Whose lines stand on the sheet that travels down, and on each later version of it."""
_END, _LINE_ENDS = b"%%EOF", (b"\n", b"\r\n")
_MOST_ENDS = 12
"""Of a PDF to which something was added: each addition has an end of its own."""


@dataclass(frozen=True, slots=True)
class PublicAct:
    """What was decided or signed on a document: in which post, by whom. `name` is empty for an agency's people."""

    post: str
    name: str
    what: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PublicRecord:
    """What anybody may know of a version of a document. `newest` is None while it was not replaced."""

    document: IssuedDocument
    round_title: str
    site_title: str
    newest: IssuedDocument | None
    acts: tuple[PublicAct, ...]

    @property
    def name(self) -> str:
        """Which document it is, in a few words."""
        site = f" ({self.site_title})" if self.site_title else ""
        return f"{self.document.kind.heading}{site}, versi {self.document.version}, putaran {self.document.round_id}"

    @property
    def sentence(self) -> str:
        """What is said to the one who asks by its code (Indonesian)."""
        replaced = f"sudah diganti dengan versi {self.newest.version}" if self.newest else "versi terbaru"
        return f"{self.name}: terdaftar, {replaced}. Cocokkan dengan kertas Anda, atau periksa berkas PDF-nya."


@dataclass(frozen=True, slots=True)
class DocumentVerdict:
    """Whether a file is a document that this office issued.

    Attributes:
        record: of the document; None for a file that is none.
        copy: the signed copy that the file is.
        added: the file begins with the document, or with a signed copy, and something unregistered follows.
    """

    sha256: str
    record: PublicRecord | None = None
    copy: SignedCopy | None = None
    added: bool = False

    @property
    def document(self) -> IssuedDocument | None:
        """The version that the file is; None for anything else, also for one to which something was added."""
        return self.record.document if self.record and not self.added else None

    @property
    def sentence(self) -> str:
        """What is said to the one who asks (Indonesian)."""
        if self.record is None:
            return "Berkas ini bukan dokumen yang terdaftar: isinya berubah atau tidak pernah diterbitkan."
        name = self.record.name
        if self.added:
            return (
                f"Berkas ini memuat {name}, tetapi ada yang ditambahkan sesudahnya dan belum terdaftar, misalnya "
                "tanda tangan elektronik; yang ditambahkan itu belum diperiksa."
            )
        what = "asli dan tidak berubah" + (f", salinan dengan {self.copy.method.word}" if self.copy else "")
        if self.record.newest is None:
            return f"{name}: {what}."
        return f"{name}: {what}, tetapi sudah diganti dengan versi {self.record.newest.version}."


def look_up(store: Store, typed: str) -> PublicRecord | None:
    """Return what anybody may know of the version with a code, however it was typed; None where there is none."""
    code = read_code(typed)
    document = store.documents.with_code(code) if code else None
    return public_record(store, document) if document else None


def verify_document(store: Store, content: bytes) -> DocumentVerdict:
    """Compare a file with the register, byte for byte.

    Raises:
        UploadRefused: it is no PDF.
    """
    if not content.startswith(b"%PDF-"):
        raise UploadRefused("Berkas ini bukan PDF; pilih berkas PDF dokumen, bukan foto atau pindaiannya.")
    digest = hashlib.sha256(content).hexdigest()
    for sha256, added in ((digest, False), *((begun, True) for begun in _beginnings(content))):
        copy = store.signed_copies.find(sha256)
        document = store.documents.find(copy.document_sha256 if copy else sha256)
        if document:
            return DocumentVerdict(digest, public_record(store, document), copy, added)
    return DocumentVerdict(digest)


def public_record(store: Store, document: IssuedDocument) -> PublicRecord:
    """Return what anybody may know of a version of a document."""
    round_ = store.rounds.get(document.round_id)
    newest = store.documents.latest(document.round_id, document.kind, document.site)
    titles = {site.site: site.title for site in round_.work_plan.sites}
    acts = [*_decided(round_, document), *_known_by_agency(round_, document)]
    acts += [PublicAct(c.post, c.signer, c.method.word, c.signed_at) for c in store.signed_copies.of(document.sha256)]
    return PublicRecord(
        document,
        round_.title,
        titles.get(document.site, document.site) if document.site else "",
        newest if newest and newest.version > document.version else None,
        tuple(sorted(acts, key=lambda act: act.at)),
    )


def _decided(round_: Round, document: IssuedDocument) -> Iterator[PublicAct]:
    lines = _lines_of_the_sheet(round_, document)
    for entry in round_.trail:
        if entry.by and entry.left_at and (entry in lines or _concerns(entry, document)):
            post = f"{entry.by.capacity.prefix}{entry.by.title}"
            yield PublicAct(post, entry.by.name, label_of(entry.step, entry.verb), entry.left_at)


def _lines_of_the_sheet(round_: Round, document: IssuedDocument) -> list[StepEntry]:
    if document.kind is not DocumentKind.LEMBAR_DISPOSISI:
        return []
    lines = (standing(round_, step, (verb,)) for step, verb in _SHEET)
    return [line for line in lines if line and line.left_at and line.left_at <= document.issued_at]


def _concerns(entry: StepEntry, document: IssuedDocument) -> bool:
    """Whether a decision was made on a version, or brought it forth."""
    if entry.document_sha256 == document.sha256:
        return True
    brought = document.kind in PAPERS.get((entry.step, entry.verb or ""), ())
    return brought and entry.left_at == document.issued_at and entry.site == document.site


def _known_by_agency(round_: Round, document: IssuedDocument) -> Iterator[PublicAct]:
    """Give the agency's acknowledgement that is printed on minutes, without the name of its person."""
    for visit in round_.visits:
        signature = visit.signature
        if signature is None or document.kind is not DocumentKind.BERITA_ACARA or visit.site != document.site:
            continue
        if signature.at <= document.issued_at:
            yield PublicAct(AGENCY, "", signature.method.value, signature.at)


def _beginnings(content: bytes) -> Iterator[str]:
    """Give the hashes of what a PDF was before each addition to its end, newest first; the file is read once."""
    found: list[str] = []
    hashed, read = hashlib.sha256(), 0
    for stop in _ends(content):
        hashed.update(memoryview(content)[read:stop])
        found.append(hashed.copy().hexdigest())
        read = stop
    yield from reversed(found)


def _ends(content: bytes) -> Iterator[int]:
    at = content.find(_END)
    for _ in range(_MOST_ENDS):
        if at < 0:
            return
        end = at + len(_END)
        stops = (end, *(end + len(line) for line in _LINE_ENDS if content[end : end + len(line)] == line))
        yield from (stop for stop in stops if stop < len(content))
        at = content.find(_END, end)
