"""Text of others in every field: it is only text, and however long it is it stays within the margins."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from netmaintd.documents.clean import clean
from netmaintd.documents.contexts import Issue, context
from netmaintd.documents.make import make
from netmaintd.model.documents import DocumentKind
from netmaintd.model.office import PageSize
from netmaintd.model.rounds import PlannedDevice, WorkPlanItem
from pages import pages
from sample_dossier import OFFICE, sample_dossier, sample_issue

HOSTILE = [
    "#import \"x\"", "#{panic()}", "</para>", "<script>alert(1)</script>", "*bold* _it_", "$x^2$", "\\", "\"'`",
    "@label", "a" * 300, "=heading", "//comment", "/* x", "[link](http://x)", "#sys.inputs", "\x00\x1b[31m",
    "\u202eabc", "🔥🔥",
    "{{7*7}}", "%s%n", "\n\n- list", "~nbsp~", "--- ", "1. x", "+ x", "/ term: x", "#let x = 1", "`raw`", "<label>",
    "é ñ ü", "Кириллица", "中文", "= = =", "#", "##", "\\u{1f600}", "$(reboot)",
    "'; DROP TABLE x;--", "../../etc/passwd", "",
]  # fmt: skip
LONG = {
    "letters": "a" * 300,
    "capitals": "W" * 300,
    "a port": "GigabitEthernet1/0/12:" * 14,
    "words": "perangkat " * 60,
}
_KEYS = {"site", "device", "id", "plan", "check", "checks", "kind", "item", "time_zone", "sha256"}
"""Fields by which one record finds another."""


def poisoned(value: Any, text: str) -> Any:
    """Return a value in which every free text is another one."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names_are_keys = isinstance(value, (PlannedDevice, WorkPlanItem))
        kept = _KEYS | ({"name"} if names_are_keys else set())
        free = [field.name for field in dataclasses.fields(value) if field.name not in kept]
        return dataclasses.replace(value, **{name: poisoned(getattr(value, name), text) for name in free})
    if isinstance(value, tuple):
        return tuple(poisoned(item, text) for item in value)
    return text if type(value) is str else value


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_in_every_field_is_only_text(text: str) -> None:
    hostile = poisoned(sample_dossier(), text)
    kind = list(DocumentKind)[HOSTILE.index(text) % len(DocumentKind)]

    assert make(sample_issue(kind), hostile, OFFICE).startswith(b"%PDF")
    data = clean(context(sample_issue(DocumentKind.LAPORAN_HASIL), hostile, OFFICE))
    assert data["findings"][0]["summary"] == clean(text)


@pytest.mark.parametrize("page", PageSize)
@pytest.mark.parametrize("kind", DocumentKind)
@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_long_word_in_every_field_stays_within_the_margins(text: str, kind: DocumentKind, page: PageSize) -> None:
    office = OFFICE.model_copy(update={"page": page})

    data = context(without_pictures(kind), poisoned(sample_dossier(), text), office)

    assert margins_with_ink(kind, data) == []


@pytest.mark.parametrize("page", PageSize)
@pytest.mark.parametrize("kind", DocumentKind)
def test_no_page_of_the_sample_is_empty_or_torn_off(kind: DocumentKind, page: PageSize) -> None:
    office = OFFICE.model_copy(update={"page": page})

    data = context(without_pictures(kind), sample_dossier(), office)

    assert margins_with_ink(kind, data) == []
    assert all(sheet.ink(25, 10, -20, -25) for sheet in pages(kind.value, data))


def without_pictures(kind: DocumentKind) -> Issue:
    return dataclasses.replace(sample_issue(kind), pictures={})


def margins_with_ink(kind: DocumentKind, data: Any) -> list[str]:
    edges = {"left": (0, 0, 24, -0.1), "right": (-19, 0, -0.1, -0.1), "bottom": (0, -8, -0.1, -0.1)}
    sheets = enumerate(pages(kind.value, data), 1)
    return [f"page {n}, {edge}" for n, sheet in sheets for edge, part in edges.items() if sheet.ink(*part)]
