"""Pages look as they did when somebody last looked at them: every kind, on both sizes, with little and much on it."""

from __future__ import annotations

import json
from functools import cache

import pytest

from golden_pages import ALIKE, KEPT, Pages, difference, names, pages_of, pdf_of
from netmaintd.documents.contexts import context
from netmaintd.documents.render import render
from netmaintd.model.documents import DocumentKind
from sample_dossier import OFFICE, sample_dossier, sample_issue

_REMEDY = "look at the pages: `python tests/documents/golden_pages.py` draws them and keeps the new ones"


@cache
def kept() -> dict[str, Pages]:
    found: dict[str, Pages] = json.loads(KEPT.read_text("utf-8"))
    return found


def unlike(one: Pages, other: Pages) -> list[str]:
    """Return what differs between the pages of two papers."""
    if one["count"] != other["count"]:
        return [f"{other['count']} pages, there were {one['count']}"]
    assert isinstance(one["shown"], list)
    assert isinstance(other["shown"], list)
    apart = [difference(a, b) for a, b in zip(one["shown"], other["shown"], strict=True)]
    return [f"page {number} of those kept: {by:.2f} steps" for number, by in enumerate(apart, 1) if by > ALIKE]


def test_every_paper_is_kept_and_nothing_else_in_a_small_file() -> None:
    assert sorted(kept()) == sorted(names())
    assert KEPT.stat().st_size < 300_000


@pytest.mark.parametrize("name", names())
def test_a_paper_looks_as_it_did(name: str) -> None:
    assert unlike(kept()[name], pages_of(pdf_of(name))) == [], _REMEDY


def test_a_row_that_is_gone_and_a_line_that_moved_are_seen() -> None:
    data = context(sample_issue(DocumentKind.BERITA_ACARA), sample_dossier(), OFFICE)
    shorter, longer = data | {"devices": data["devices"][:-1]}, data | {"opening": f"{data['opening']} {'kata ' * 20}"}
    whole, without, moved = (
        pages_of(render("berita-acara", one | {"photos": [], "qr": ""})) for one in (data, shorter, longer)
    )

    assert unlike(whole, without) != []
    assert unlike(whole, moved) != []
