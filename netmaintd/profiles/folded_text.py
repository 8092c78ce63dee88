"""Text without what a terminal or an export puts in the middle of its words, and back again after it was edited.

RouterOS breaks an export in the middle of a word; prompts hold colours. A name is found only where these are out
of the way, and a recording is true only where they are back at their place.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_FOLD = re.compile(r"\\\r?\n {4}|\r+(?=\n)|\x1b\[[0-9;?]{0,16}[A-Za-z]|\x1b[()=>][0-9A-Za-z]?")


@dataclass(frozen=True, slots=True)
class Edit:
    """What stands instead of a piece of text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text, what was taken out of it at which places, and what was put into it by edits."""

    text: str
    folds: tuple[tuple[int, str], ...] = ()
    done: tuple[tuple[int, int], ...] = ()
    """Where stand-ins are, in order; no later edit touches them."""

    def edited(self, edits: Iterable[Edit]) -> FoldedText:
        """Return the text after edits in order; one that overlaps an earlier one, or what is done, is left out."""
        taken = self._apart(edits)
        parts, moves, at, grown = [], [(0, 0, 0, 0)], 0, 0
        for edit in taken:
            parts += [self.text[at : edit.start], edit.text]
            moves.append((edit.start, edit.end, edit.start + grown, len(edit.text)))
            grown += len(edit.text) - (edit.end - edit.start)
            at = edit.end
        done = [(_moved(start, moves), _moved(end, moves)) for start, end in self.done]
        done += [(start, start + length) for _, _, start, length in moves[1:]]
        folds = tuple((_moved(place, moves), fold) for place, fold in self.folds)
        return FoldedText("".join((*parts, self.text[at:])), folds, tuple(sorted(done)))

    def _apart(self, edits: Iterable[Edit]) -> list[Edit]:
        taken: list[Edit] = []
        starts, at = [start for start, _ in self.done], 0
        for edit in edits:
            before = bisect_right(starts, edit.start) - 1
            inside = before >= 0 and edit.start < self.done[before][1]
            reaches = before + 1 < len(starts) and starts[before + 1] < edit.end
            if edit.start >= at and not inside and not reaches:
                taken.append(edit)
                at = edit.end
        return taken

    def gaps(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the parts of a stretch of the text that no stand-in covers."""
        for first, last in self.done[max(0, bisect_right(self.done, (start, 0)) - 1) :]:
            if first >= end:
                break
            if start < first:
                yield start, first
            start = max(start, last)
        if start < end:
            yield start, end

    def unfolded(self) -> str:
        """Return the text with everything back in it."""
        parts, at = [], 0
        for place, fold in self.folds:
            parts += [self.text[at:place], fold]
            at = place
        return "".join((*parts, self.text[at:]))


def _moved(place: int, moves: list[tuple[int, int, int, int]]) -> int:
    """Return where a place is after edits: each with its start, its end, its new start and its new length."""
    start, end, new, length = moves[bisect_right(moves, (place, sys.maxsize, 0, 0)) - 1]
    return new + length + place - end if place >= end else new + min(place - start, length)


def fold(text: str) -> FoldedText:
    """Take the folds out of a text."""
    parts: list[str] = []
    folds: list[tuple[int, str]] = []
    at = length = 0
    for found in _FOLD.finditer(text):
        parts.append(text[at : found.start()])
        length += found.start() - at
        folds.append((length, found.group()))
        at = found.end()
    return FoldedText("".join((*parts, text[at:])), tuple(folds))


def fitted(text: str, start: int, end: int, instead: str) -> Edit:
    """Return an edit that takes the difference in width from the blanks behind, as long as a column has some."""
    blanks = len(text) - end - len(text[end:].lstrip(" ")) if text[end : end + 2] == "  " else 0
    more = len(instead) - (end - start)
    if not blanks:
        return Edit(start, end, instead)
    if more > 0:
        return Edit(start, end + min(more, blanks - 1), instead)
    return Edit(start, end, instead + " " * -more)
