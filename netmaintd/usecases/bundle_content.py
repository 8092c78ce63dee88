"""What goes into the bundle of a round, piece by piece: path, title, bytes. The same round gives the same pieces."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmaintd.errors import IntegrityBroken, NotFound
from netmaintd.model.bundle import AUDIT
from netmaintd.model.csv_cells import cell
from netmaintd.model.public import json_text

if TYPE_CHECKING:
    from netmaintd.model.audit_link import AuditLink
    from netmaintd.model.dossier import DeviceRecord, Dossier, VisitRecord
    from netmaintd.store.connect import Store

Masked = Callable[[str, str], str]
"""Platform and what a device sent to the same without secrets; KeyError where nothing is known of the platform."""
WRITTEN = "bundle.written"
"""The audit action of a bundle: no part of the next one, which would never be the same again."""
_COLUMNS = ("lokasi", "perangkat", "alamat", "pemeriksaan", "hasil", "uraian", "ukuran", "nilai", "satuan", "batas",
            "diperiksa")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """One file to be. `content` is None where it is missing, and `title` then says why."""

    path: str
    title: str
    content: bytes | None
    recorded_sha256: str = ""


def pieces(store: Store, dossier: Dossier, masked: Masked) -> Iterator[Piece]:
    """Give all pieces of a round."""
    round_id = dossier.round.id
    yield from _documents(store, round_id)
    yield Piece("putaran.json", "Rencana kerja, jejak langkah, keputusan", _json(dossier.round))
    yield Piece("hasil.json", "Hasil pemeriksaan tiap perangkat", _json(dossier.devices))
    yield Piece("hasil.csv", "Hasil pemeriksaan tiap perangkat, satu ukuran per baris", _table(dossier))
    yield Piece("temuan.json", "Temuan dan rujukan", _json({"temuan": dossier.findings, "rujukan": dossier.referrals}))
    yield Piece("kunjungan.json", "Catatan kunjungan tiap lokasi", _json(dossier.visits))
    for visit in dossier.visits:
        yield from _pictures(store, round_id, visit)
    yield from _drawings(store, dossier)
    for record in dossier.devices:
        yield from _evidence(store, record, masked)
        if record.config_change:
            changed = "\n".join(record.config_change.lines) + "\n"
            yield Piece(f"konfigurasi/{_safe(record.device)}.diff", "Perubahan konfigurasi", changed.encode())
    yield Piece(AUDIT, "Cuplikan jejak audit", b"".join(_line(row) for row in store.audit.extract(round_id, WRITTEN)))


def _documents(store: Store, round_id: str) -> Iterator[Piece]:
    for document in store.documents.list(round_id):
        title = f"{document.kind.heading}, versi {document.version}"
        yield _stored(f"dokumen/{document.file_name}", title, document.sha256, store.documents.content)
        for nth, copy in enumerate(store.signed_copies.of(document.sha256), 1):
            path = f"dokumen/{document.file_name.removesuffix('.pdf')}-ttd-{nth}"
            signed = f"{title}, {copy.signer}: {copy.method.word}"
            yield _stored(path, signed, copy.sha256, store.signed_copies.content)


def _pictures(store: Store, round_id: str, visit: VisitRecord) -> Iterator[Piece]:
    def read(sha256: str) -> bytes:
        return store.records.photo(round_id, visit.site, sha256)

    folder = f"foto/{_safe(visit.site)}"
    for photo in (*visit.photos, *(aside.photo for aside in visit.set_aside)):
        yield _stored(f"{folder}/{photo.sha256[:16]}", photo.caption or photo.phase, photo.sha256, read)
    for scan in visit.scans:
        yield _stored(f"{folder}/pindaian-{scan.sha256[:16]}", scan.title, scan.sha256, read)


def _drawings(store: Store, dossier: Dossier) -> Iterator[Piece]:
    for visit in dossier.round.visits:
        if visit.signature and visit.signature.drawing_sha256:
            path, sha256 = f"tanda-tangan/{_safe(visit.site)}", visit.signature.drawing_sha256
            yield _stored(path, f"Tanda tangan {visit.opd}", sha256, store.documents.content)


def _stored(path: str, title: str, sha256: str, read: Callable[[str], bytes]) -> Piece:
    try:
        content = read(sha256)
    except (NotFound, IntegrityBroken):
        return Piece(path, f"{path}: isinya hilang atau rusak di penyimpanan (sha256 {sha256})", None)
    return Piece(path if path.endswith(".pdf") else f"{path}.{_ending(content)}", title, content)


def _ending(content: bytes) -> str:
    if content.startswith(b"%PDF-"):
        return "pdf"
    return "png" if content.startswith(b"\x89PNG") else "jpg"


def _evidence(store: Store, record: DeviceRecord, masked: Masked) -> Iterator[Piece]:
    """Give what a device sent, its secrets masked: a bundle leaves the office."""
    for name, sha256 in record.evidence:
        path = f"bukti/{_safe(record.device)}/{_safe(name)[:60]}-{sha256[:16]}.txt"
        try:
            found = store.device_book.raw(record.device, sha256)
            if found is None:
                raise NotFound(sha256)
            text = masked(found[0], found[1].decode("utf-8", "backslashreplace"))
        except (NotFound, IntegrityBroken):
            yield Piece(path, f"{path}: isinya hilang atau rusak di penyimpanan (sha256 {sha256})", None)
        except KeyError:
            why = f"{path}: rahasianya tidak dapat disamarkan, platform {record.platform} tidak dikenal lagi"
            yield Piece(path, why, None)
        else:
            yield Piece(path, f"{record.device}: {name}", text.encode(), sha256)


def _table(dossier: Dossier) -> bytes:
    told = io.StringIO()
    rows = csv.writer(told, delimiter=";")
    rows.writerow(_COLUMNS)
    for record in dossier.devices:
        for result in record.results:
            head = (record.site, record.device, record.address, result.check, result.status.word, result.summary)
            at = record.examined_at.isoformat() if record.examined_at else ""
            for measured in result.measurements or (None,):
                values = (measured.name, measured.value, measured.unit, measured.threshold) if measured else ("",) * 4
                rows.writerow([cell(value) for value in (*head, *values, at)])
    return b"\xef\xbb\xbf" + told.getvalue().encode("utf-8", "backslashreplace")


def _line(row: AuditLink) -> bytes:
    told = {"seq": row.seq, "previous": row.previous, "hash": row.hash, "body": row.body.decode() if row.body else None}
    return json.dumps(told, sort_keys=True).encode() + b"\n"


def _json(value: object) -> bytes:
    return json_text(value).encode("utf-8", "backslashreplace")


def _safe(name: str) -> str:
    """Return a name that is one part of a path everywhere."""
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", name).strip(".-") or "tanpa-nama"
