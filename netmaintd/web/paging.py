"""Long lists in pages: which part is shown, and the addresses of the parts beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query

Number = Annotated[int, Query(ge=1, le=100_000)]
"""Which part of a list is asked for, from 1."""
Words = Annotated[str, Query(max_length=200)]
"""What somebody typed into a box of a list."""


@dataclass(frozen=True, slots=True)
class Page:
    """One part of a list. `query` are the other choices of the list, for addresses."""

    number: int
    count: int
    most: int
    query: tuple[tuple[str, str], ...] = ()

    @property
    def last(self) -> int:
        """Number of the last part; 1 of an empty list."""
        return max(1, -(-self.count // self.most))

    @property
    def before(self) -> str:
        """Address of the part before, empty on the first."""
        return self._address(min(self.number, self.last + 1) - 1) if self.number > 1 else ""

    @property
    def after(self) -> str:
        """Address of the next part, empty on the last."""
        return self._address(self.number + 1) if self.number < self.last else ""

    def _address(self, number: int) -> str:
        return "?" + urlencode([*((name, value) for name, value in self.query if value), ("halaman", str(number))])
