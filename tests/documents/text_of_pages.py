"""What poppler reads from a PDF: the text as one line, and where each word stands."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from html import unescape

import pytest

_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(r'<word xMin="(-?[\d.]+)" yMin="(-?[\d.]+)" xMax="(-?[\d.]+)" yMax="(-?[\d.]+)">([^<]*)</word>')


@dataclass(frozen=True, slots=True)
class Word:
    """One word; lengths in points from the left and the top edge."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page with its words."""

    width: float
    height: float
    words: tuple[Word, ...]


def poppler(program: str) -> str:
    """Return the path of one of poppler's programs; the test is left out where the machine has none."""
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"there is no {program} on this machine")
    return found


def text_of(pdf: bytes, *options: str) -> str:
    """Return all words in reading order, one space between them."""
    return " ".join(_asked(pdf, *options).split()).replace("\u200b", "")


def sheets_of(pdf: bytes) -> list[Sheet]:
    return [
        Sheet(float(width), float(height), tuple(_words(body)))
        for width, height, body in _PAGE.findall(_asked(pdf, "-bbox"))
    ]


def _words(body: str) -> list[Word]:
    return [
        Word(float(left), float(top), float(right), float(bottom), unescape(text))
        for left, top, right, bottom, text in _WORD.findall(body)
    ]


def _asked(pdf: bytes, *options: str) -> str:
    command = [poppler("pdftotext"), "-enc", "UTF-8", *options, "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True, timeout=60).stdout.decode()
