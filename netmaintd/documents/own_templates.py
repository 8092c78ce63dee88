"""An office's own templates: a folder of its administrator's, laid over the shipped ones. Pages never write there."""

from __future__ import annotations

from pathlib import Path

from netmaintd.errors import DocumentError

_KINDS = (".typ", ".docx", ".ttf", ".otf")
_MOST_BYTES = 8 * 1024 * 1024


def own_templates(folder: str | None) -> dict[str, bytes]:
    """Return name to content of the templates and fonts in a folder, none without one.

    Raises:
        DocumentError: the folder or a file in it cannot be read, or is larger than any template.
    """
    if folder is None:
        return {}
    try:
        files = sorted(file for file in Path(folder).iterdir() if file.suffix in _KINDS)
        large = [file.name for file in files if file.stat().st_size > _MOST_BYTES]
        if large:
            raise DocumentError(f"{folder}: {', '.join(large)} is larger than 8 MiB; that is no template and no font")
        return {file.name: file.read_bytes() for file in files}
    except OSError as error:
        raise DocumentError(f"office.templates {folder}: {error.strerror}; correct it in the settings") from error
