"""Verify a bundle without any database: every file against the manifest, documents and rows against the audit chain.

Whoever rewrites a bundle can rewrite its manifest as well. What he cannot rewrite is paper: the manifest's hash is
in the office's own audit chain, and heads of that chain are printed on the documents.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import IO, Any

from pydantic import TypeAdapter, ValidationError

from netmaintd.model.audit_link import AuditLink
from netmaintd.model.bundle import AUDIT, FORMAT, MANIFEST, BundleFile, Manifest

_MOST_MANIFEST = 64 * 1024 * 1024
_CHUNK = 1024 * 1024
_UNREADABLE = (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError)
"""What the library raises on damaged files, on encrypted ones (RuntimeError) and on packings that it does not know."""
_MANIFEST = TypeAdapter(Manifest)


@dataclass(frozen=True, slots=True)
class BundleReport:
    """What was found; `troubles` (Indonesian) is empty when everything is as it was written."""

    files: int
    rows: int
    """Rows of the audit chain, those of other rounds between them included."""
    manifest_sha256: str
    audit_head: str
    troubles: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    title: str = ""


def verify_bundle(path: Path) -> BundleReport:
    """Return what there is to say of a file."""
    try:
        with zipfile.ZipFile(path) as bundle:
            return _verified(bundle)
    except (*_UNREADABLE, ValueError) as error:
        return BundleReport(0, 0, "", "", (f"{path.name} bukan berkas ZIP yang utuh: {error}",))


def _verified(bundle: zipfile.ZipFile) -> BundleReport:
    names = bundle.namelist()
    twice = [f"{name}: ada dua kali dalam berkas" for name in sorted({n for n in names if names.count(n) > 1})]
    if MANIFEST not in names:
        return BundleReport(0, 0, "", "", (*twice, f"{MANIFEST} tidak ada: ini bukan berkas putaran"))
    with bundle.open(MANIFEST) as file:
        content = file.read(_MOST_MANIFEST)
    digest = hashlib.sha256(content).hexdigest()
    try:
        manifest = _MANIFEST.validate_json(content)
    except ValidationError as error:
        return BundleReport(0, 0, digest, "", (*twice, f"{MANIFEST} tidak terbaca: {error.error_count()} kesalahan"))
    if manifest.format != FORMAT:
        return BundleReport(0, 0, digest, "", (f"bentuk {manifest.format} tidak dikenal; pakai netmaintd yang baru",))
    listed = {file.path: file for file in manifest.files}
    unlisted = sorted(set(names) - listed.keys() - {MANIFEST})
    troubles = [*twice, *(f"{name}: tidak ada dalam daftar" for name in unlisted)]
    troubles += [trouble for file in manifest.files if (trouble := _file_trouble(bundle, set(names), file))]
    rows, of_chain = _chain(bundle, manifest) if AUDIT in names else (0, [f"{AUDIT}: tidak ada"])
    return BundleReport(
        len(listed), rows, digest, manifest.audit_head, (*troubles, *of_chain), manifest.left_out, manifest.title
    )


def _file_trouble(bundle: zipfile.ZipFile, names: set[str], file: BundleFile) -> str:
    if file.path not in names:
        return f"{file.path}: hilang"
    try:
        with bundle.open(file.path) as content:
            found = _digest(content, file.size)
    except _UNREADABLE as error:
        return f"{file.path}: tidak terbaca ({error})"
    return "" if found == file.sha256 else f"{file.path}: isinya berubah"


def _digest(content: IO[bytes], size: int) -> str:
    """Return the hash of at most one byte more than there should be: a bomb is not unpacked."""
    digest, left = hashlib.sha256(), size + 1
    while left > 0 and (chunk := content.read(min(_CHUNK, left))):
        digest.update(chunk)
        left -= len(chunk)
    return digest.hexdigest()


def _chain(bundle: zipfile.ZipFile, manifest: Manifest) -> tuple[int, list[str]]:
    size = next((file.size for file in manifest.files if file.path == AUDIT), 0)
    with bundle.open(AUDIT) as file:
        lines = file.read(size).splitlines()
    try:
        rows = [_row(json.loads(line)) for line in lines]
        told = [json.loads(row.body) for row in rows if row.body is not None]
        return len(rows), [*_broken(rows, manifest.audit_head), *_unvouched(told, manifest)]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return 0, [f"{AUDIT}: tidak terbaca ({error})"]


def _row(told: dict[str, Any]) -> AuditLink:
    body = told["body"]
    return AuditLink(int(told["seq"]), str(told["previous"]), str(told["hash"]), body.encode() if body else None)


def _broken(rows: list[AuditLink], head: str) -> Iterator[str]:
    for row in rows:
        if not row.whole:
            yield f"jejak audit baris {row.seq}: isinya berubah"
    for before, row in pairwise(rows):
        if (row.seq, row.previous) != (before.seq + 1, before.hash):
            yield f"jejak audit baris {row.seq}: tidak menyambung dengan baris sebelumnya"
    if not rows or rows[-1].hash != head:
        yield "kepala jejak audit tidak sama dengan yang ada dalam manifest"


def _unvouched(told: list[dict[str, Any]], manifest: Manifest) -> Iterator[str]:
    """Name documents that the chain does not know, and those of the chain that are not there."""
    issued = {row["sha256"] for row in told if row["action"] in ("document.issued", "document.signed")}
    there = {file.sha256: file.path for file in manifest.files if file.path.startswith("dokumen/")}
    for sha256 in sorted(there.keys() - issued):
        yield f"{there[sha256]}: tidak pernah diterbitkan menurut jejak audit"
    if not manifest.left_out:
        for sha256 in sorted(issued - there.keys()):
            yield f"dokumen {sha256[:16]} menurut jejak audit diterbitkan, tetapi tidak ada dalam berkas"
