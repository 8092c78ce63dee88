"""Write the documents of a round into a folder, for printing and filing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from netmaintd.store.connect import Store


def export_documents(store: Store, round_id: str, folder: Path) -> tuple[Path, ...]:
    """Return the files written: the newest version of each document, byte for byte as it was issued."""
    newest = {(d.kind, d.site): d for d in sorted(store.documents.list(round_id), key=lambda d: d.version)}
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for document in newest.values():
        path = folder / document.file_name
        path.write_bytes(store.documents.content(document.sha256))
        written.append(path)
    return tuple(written)
