"""Write the bundle of a round that is through: one ZIP with everything, and a manifest of hashes.

The same round gives the same manifest, whenever it is written: two copies can be compared by one line.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import zipfile
from typing import TYPE_CHECKING, BinaryIO

from netmaintd.errors import DecisionNotAllowed
from netmaintd.model.bundle import AUDIT, MANIFEST, BundleFile, Manifest
from netmaintd.model.public import json_text
from netmaintd.model.rounds import RoundStatus
from netmaintd.usecases.bundle_content import WRITTEN, Masked, pieces

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.store.connect import Store

_THROUGH = (RoundStatus.DONE, RoundStatus.ENDED)


@dataclasses.dataclass(frozen=True, slots=True)
class Written:
    """A bundle that was written; `sha256` is of its manifest, which vouches for every file."""

    manifest: Manifest
    sha256: str


def write_bundle(store: Store, round_id: str, masked: Masked, target: BinaryIO, actor: str, at: datetime) -> Written:
    """Write the bundle of a round to a file that is open for bytes.

    Raises:
        DecisionNotAllowed: the round still goes on.
        NotFound: there is no such round.
    """
    dossier = store.dossiers.get(round_id)
    round_ = dossier.round
    if round_.status not in _THROUGH:
        raise DecisionNotAllowed(f"{round_id} masih di langkah {round_.step}; berkas lengkap dibuat setelah selesai")
    files: dict[str, BundleFile] = {}
    left_out, head = [], ""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as bundle:
        for piece in pieces(store, dossier, masked):
            if piece.content is None:
                left_out.append(piece.title)
            elif piece.path not in files:  # the same photo before and after, the same answer twice
                digest = hashlib.sha256(piece.content).hexdigest()
                files[piece.path] = BundleFile(
                    piece.path, digest, len(piece.content), piece.title, piece.recorded_sha256
                )
                _put(bundle, piece.path, piece.content)
            if piece.path == AUDIT and piece.content:
                head = json.loads(piece.content.splitlines()[-1])["hash"]
        manifest = Manifest(round_id, round_.title, head, tuple(files.values()), tuple(left_out))
        content = json_text(manifest).encode("utf-8", "backslashreplace")
        _put(bundle, MANIFEST, content)
    written = Written(manifest, hashlib.sha256(content).hexdigest())
    store.audit.note(at, actor, WRITTEN, round_id, manifest_sha256=written.sha256, files=len(files))
    return written


def _put(bundle: zipfile.ZipFile, path: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(path)  # without a time of its own, so that the same content gives the same file
    entry.compress_type = zipfile.ZIP_DEFLATED
    bundle.writestr(entry, content)
