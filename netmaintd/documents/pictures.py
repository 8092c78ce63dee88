"""Pictures on paper: photos of a visit, a drawn signature, the arms. Only JPEG, PNG and, for the arms, SVG."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from netmaintd.errors import DocumentError
from netmaintd.model.dossier import Photo
from netmaintd.model.rounds import Round

_STARTS = {b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}
_MOST_BYTES = 16 * 1024 * 1024


def picture_names(photos: Iterable[Photo], pictures: Mapping[str, bytes]) -> dict[str, str]:
    """Return sha256 to the name under which a template finds the picture; those without usable bytes are absent."""
    names = {}
    for place, photo in enumerate(photos, 1):
        kind = kind_of(pictures.get(photo.sha256, b""))
        if kind:
            names[photo.sha256] = f"photo-{place:03}.{kind}"
    return names


def picture_files(photos: Iterable[Photo], pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the same names to the bytes of the pictures."""
    return {name: pictures[sha256] for sha256, name in picture_names(photos, pictures).items()}


def drawing_files(round_: Round, site: str | None, pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return name and bytes of what the agency at a location drew as its signature; empty where it drew nothing."""
    drawn = next((v.signature.drawing_sha256 for v in round_.visits if v.site == site and v.signature), "")
    content = pictures.get(drawn, b"")
    return {"signature.png": content} if kind_of(content) == "png" else {}


def arms(path: str) -> dict[str, bytes]:
    """Return name and bytes of the arms; DocumentError names the file that cannot be used."""
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise DocumentError(f"logo {path}: {error.strerror}; correct office.logo in the settings") from error
    kind = "svg" if path.casefold().endswith(".svg") else kind_of(content)
    if not kind or len(content) > _MOST_BYTES:
        raise DocumentError(f"logo {path}: neither SVG nor PNG nor JPEG of at most 16 MiB")
    return {f"arms.{kind}": content}


def kind_of(content: bytes) -> str:
    """Return `jpg` or `png` by the first bytes; empty for anything else, and for more than 16 MiB."""
    if len(content) > _MOST_BYTES:
        return ""
    return next((kind for start, kind in _STARTS.items() if content.startswith(start)), "")
