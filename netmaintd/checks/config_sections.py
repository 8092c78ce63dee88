"""Configurations compared by section: another order of sections is no change, another order inside of one is.

A section is a line with deeper indented lines below it, as all command lines write it but RouterOS, where the
line that begins with `/` opens one. Inside of a section order counts, also that of sections in it: the terms of a
filter, the classes of a policy and the lines of an access list are tried one after another.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from netmaintd.checks.config_lines import Change, line_changes

Path = tuple[str, ...]
DEEPEST = 12
"""Sections inside sections; deeper lines count as lines of the last one."""
_CLOSERS = frozenset({"", "!", "#", "}", "};", "exit", "end", "return", "quit", "next"})
"""Lines that only close or part sections."""


@dataclass(frozen=True, slots=True)
class SectionChange:
    """What changed directly in one section; `path` is empty for lines outside of any.

    Attributes:
        whole: `+` where an outermost section is new, `-` where it is gone, else empty: the first line of a section
            inside of another is a line of that one.
        lines: sign and line, without the section's own first line.
    """

    path: Path
    whole: str
    lines: tuple[Change, ...]

    @property
    def added(self) -> int:
        """How many lines came, the section's own first line among them."""
        return (self.whole == "+") + sum(sign == "+" for sign, _ in self.lines)

    @property
    def removed(self) -> int:
        """How many lines went."""
        return (self.whole == "-") + sum(sign == "-" for sign, _ in self.lines)


def section_changes(before: str, after: str) -> tuple[SectionChange, ...]:
    """Return the sections that differ, in the order of the later text; those that are gone come last."""
    old, new = _sections(before), _sections(after)
    _agree(old, new)
    _agree(new, old)
    paths = (*new, *(path for path in old if path not in new))
    changes = (
        SectionChange(path, _whole(path, old, new), line_changes(old.get(path, ()), new.get(path, ())))
        for path in paths
    )
    return tuple(change for change in changes if change.whole or change.lines)


def counted(changes: Iterable[SectionChange]) -> tuple[int, int]:
    """Return how many lines came and how many went."""
    found = tuple(changes)
    return sum(change.added for change in found), sum(change.removed for change in found)


def told(changes: Iterable[SectionChange]) -> Iterator[str]:
    """Return the changes as lines: `@ section > section`, then what went and what came in it."""
    for change in changes:
        sign = f" ({_WHOLE[change.whole]})" if change.whole else ""
        yield f"@ {' > '.join(change.path) or 'di luar bagian'}{sign}"
        yield from (f"{sign}{line}" for sign, line in change.lines)


_WHOLE = {"+": "bagian baru", "-": "bagian dihapus"}


def _whole(path: Path, old: Container[Path], new: Container[Path]) -> str:
    if len(path) != 1 or (path in old and path in new):
        return ""
    return "+" if path in new else "-"


def _sections(text: str) -> dict[Path, list[str]]:
    """Return the lines of each section; sections that are opened twice are one."""
    lines = [(_indent(line), line.strip()) for line in text.splitlines() if line.strip() not in _CLOSERS]
    found: dict[Path, list[str]] = {(): []}
    open_at: list[tuple[int, str]] = []
    for (indent, line), (following, _) in zip(lines, [*lines[1:], (-1, "")], strict=False):
        while open_at and open_at[-1][0] >= indent:
            open_at.pop()
        path = tuple(name for _, name in open_at)
        opens = following > indent and len(path) < DEEPEST
        if path or not opens:
            found[path].append(line)
        if opens:
            open_at.append((indent, line))
            found.setdefault((*path, line), [])
    return found


def _indent(line: str) -> int:
    """Return how deep a line stands; RouterOS writes its sections and their lines at the same depth."""
    return -1 if line.startswith("/") else len(line) - len(line.lstrip())


def _agree(one: dict[Path, list[str]], other: dict[Path, list[str]]) -> None:
    """Make a line outside of any section an empty section where the other side has lines below it."""
    outside = set(one[()])
    opened = {path[0] for path in other if len(path) == 1 and path not in one and path[0] in outside}
    one[()] = [line for line in one[()] if line not in opened]
    one.update({(name,): [] for name in opened})
