"""Problems of files: place, what is wrong, and the remedy; all of them before anything stops."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One problem, printed as `file:line:column: where: what`."""

    file: str
    line: int
    column: int
    where: str
    what: str

    def __str__(self) -> str:
        """Return the line that is shown to an administrator; what cannot be printed is shown as an escape."""
        line = f"{self.file}:{self.line}:{self.column}: {self.where}: {self.what}"
        return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)


@dataclass
class Problems:
    """Collects; the same problem at the same place (a default of many devices) is told once."""

    found: list[Problem] = field(default_factory=list)

    def add(self, file: Path, place: tuple[int, int], where: str, what: str) -> None:
        """Add a problem at a line and column, both counted from 1."""
        self.found.append(Problem(str(file), *place, where, what))

    def told(self) -> tuple[Problem, ...]:
        """Return all problems by file and place, each place and sentence once."""
        first: dict[tuple[str, int, int, str], Problem] = {}
        for problem in self.found:
            first.setdefault((problem.file, problem.line, problem.column, problem.what), problem)
        return tuple(sorted(first.values()))
