"""Typst: a template, data and pictures become a PDF. Data go in as JSON, never as source.

The only file that imports typst. It sees one folder made for the occasion, our fonts, and no network.
"""

from __future__ import annotations

import json
import logging
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import resources
from multiprocessing import get_context
from pathlib import Path

import typst

from netmaintd.documents.clean import clean
from netmaintd.documents.contexts import Data
from netmaintd.errors import DocumentError
from netmaintd.model.signatures import SignatureBox

logger = logging.getLogger(__name__)
_LARGE = 400_000
"""So many characters of data are some 1,500 rows: two seconds, 250 MB."""
_PLACE = re.compile(r"┌─ (?:[^\n]*/)?([^/\n]+:\d+:\d+)")


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF, and where on it signatures go, in the order of the template.

    `trouble` says why an office's own templates were not used, with file and line; empty when they were, or are none.
    """

    pdf: bytes
    rooms: tuple[SignatureBox, ...]
    trouble: str = ""


def compose(
    template: str, data: Data, pictures: Mapping[str, bytes] | None = None, own: Mapping[str, bytes] | None = None
) -> Paper:
    """Return the PDF/A-2b of a template, and its rooms for signatures.

    Args:
        pictures: name to bytes; the template finds them beside itself.
        own: name to content of templates and fonts that take the place of the shipped ones, as long as they work.

    Raises:
        DocumentError: there is no such template, or something in it or in a picture cannot be set.
    """
    inputs, files = {"data": _json(data)}, pictures or {}
    if not own:
        return _compiled(template, inputs, files)
    try:
        return _compiled(template, inputs, {**own, **files})
    except DocumentError as error:
        logger.warning("own template not used", extra={"template": template, "why": str(error)})
        return replace(_compiled(template, inputs, files), trouble=str(error))


def render(
    template: str, data: Data, pictures: Mapping[str, bytes] | None = None, own: Mapping[str, bytes] | None = None
) -> bytes:
    """Return the PDF/A-2b of a template; as `compose`, for those who only want to read it."""
    return compose(template, data, pictures, own).pdf


def draw(template: str, data: Data, pictures: Mapping[str, bytes] | None = None, ppi: float = 300) -> bytes:
    """Return a template of one page as PNG; raises as `compose`."""
    with _compiler(template, {"data": _json(data)}, pictures or {}) as compiler:
        drawn = compiler.compile(format="png", ppi=ppi)
    if not isinstance(drawn, bytes):
        raise DocumentError(f"{template} gave no picture of one page")
    return drawn


def knows_font(family: str, own: Mapping[str, bytes]) -> bool:
    """Whether there is a family of letters: among the shipped ones, or in the office's own files."""
    with (
        resources.as_file(resources.files("netmaintd.documents")) as room,
        tempfile.TemporaryDirectory(prefix="netmaintd-") as folder,
    ):
        for name, content in own.items():
            (Path(folder) / name).write_bytes(content)
        found = typst.Fonts(include_system_fonts=False, font_paths=[Path(room) / "fonts", Path(folder)]).families()
    return family.casefold() in {known.casefold() for known in found}


def decodes(name: str, picture: bytes) -> bool:
    """Whether a picture can be drawn: asked of the one who draws it. `name` ends in its kind."""
    try:
        _compiled("picture", {"file": name}, {name: picture})
    except DocumentError:
        return False
    return True


def _json(data: Data) -> str:
    return json.dumps(clean(data), ensure_ascii=False, sort_keys=True)


def _compiled(template: str, inputs: dict[str, str], pictures: Mapping[str, bytes]) -> Paper:
    """Return a paper; one of much text is made by a process of its own, which gives its memory back.

    Typst keeps what it has set for the next time and typst-py never lets go of it (its issue 104): ten thousand rows
    would keep 900 MB for as long as the program runs.
    """
    if sum(map(len, inputs.values())) < _LARGE:
        return _compiled_here(template, inputs, pictures)
    try:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
            return apart.submit(_compiled_here, template, inputs, dict(pictures)).result()
    except BrokenProcessPool as error:
        raise DocumentError(
            f"{template} could not be rendered: the process that made it ended, perhaps for want of memory"
        ) from error


def _compiled_here(template: str, inputs: dict[str, str], pictures: Mapping[str, bytes]) -> Paper:
    with _compiler(template, inputs, pictures) as compiler:
        pdf = compiler.compile(pdf_standards=["a-2b"])
        rooms = json.loads(compiler.query("<signature-room>", field="value"))
    if not isinstance(pdf, bytes):
        raise DocumentError(f"{template} gave no PDF")
    return Paper(pdf, tuple(SignatureBox(**room) for room in rooms))


@contextmanager
def _compiler(template: str, inputs: dict[str, str], pictures: Mapping[str, bytes]) -> Iterator[typst.Compiler]:
    """Give a compiler that sees the templates and pictures; what fails inside is a DocumentError."""
    try:
        with (
            resources.as_file(resources.files("netmaintd.documents")) as room,
            tempfile.TemporaryDirectory(prefix="netmaintd-") as folder,
        ):
            root = Path(folder) / "paper"  # nobody else may read the folder above it: photos are evidence
            shutil.copytree(Path(room) / "templates", root)
            for name, content in pictures.items():
                (root / name).write_bytes(content)
            yield typst.Compiler(
                root / f"{template}.typ",
                root=root,
                font_paths=[Path(room) / "fonts", root],
                ignore_system_fonts=True,
                sys_inputs=inputs,
            )
    except (RuntimeError, OSError, ValueError) as error:
        raise DocumentError(f"{template} could not be rendered: {_where(error)}{error}") from error


def _where(error: Exception) -> str:
    """Return file, line and column of a fault in a template, where Typst names them."""
    found = _PLACE.search(getattr(error, "diagnostic", ""))
    return f"{found.group(1)}: " if found else ""
