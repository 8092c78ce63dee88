"""The drawing follows the table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from netmaintd.signoff.diagram import mermaid, quoted
from netmaintd.signoff.table import STEPS, TRANSITIONS, Effect

GOLDEN = Path(__file__).with_name("chain.mmd")


def test_the_drawing_is_the_golden_one() -> None:
    assert mermaid() == GOLDEN.read_text(encoding="utf-8")


def test_every_line_is_a_box_or_an_arrow_between_boxes_that_exist() -> None:
    first, *lines = mermaid().splitlines()
    box = re.compile(r'^    (\w+)(\["[^"]+"\]|\(\["[^"]+"\]\)|\{\{"[^"]+"\}\})$')
    arrow = re.compile(r'^    (\w+) (?:-->|-\.->)\|"[^"]+"\| (\w+)$')
    boxes = {found.group(1) for line in lines if (found := box.match(line))}
    arrows = [found.groups() for line in lines if (found := arrow.match(line))]

    assert first == "flowchart TD"
    assert len(boxes) + len(arrows) == len(lines)
    assert {end for pair in arrows for end in pair} <= boxes
    assert {f"s{number}" for number in STEPS} <= boxes


def test_every_decision_that_moves_something_is_drawn() -> None:
    drawn = mermaid()

    moving = [row for row in TRANSITIONS if row.effect not in (Effect.STAY, Effect.EXCUSE, Effect.OVERRIDE)]
    assert [row.verb for row in moving if f"{row.verb}: " not in drawn] == []


@pytest.mark.parametrize(
    ("text", "safe"),
    [('kata "siap"', "kata #34;siap#34;"), ("a|b", "a#124;b"), ("<b>", "#60;b#62;"), ("#1;", "#35;1;")],
)
def test_text_cannot_end_or_change_a_label(text: str, safe: str) -> None:
    assert quoted(text) == safe
