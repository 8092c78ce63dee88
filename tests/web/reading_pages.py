"""What a browser makes of a page: its elements and attributes, where it leads, and the text that is seen."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

Shape = list[tuple[str, tuple[str, ...]]]
LEADS = frozenset({"href", "src", "action", "formaction", "data", "srcdoc", "poster", "xlink:href"})


class Reader(HTMLParser):
    """Elements with the names of their attributes in order, addresses, and text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.shape: Shape = []
        self.addresses: list[str] = []
        self._texts: list[str] = []
        self.feed(page)
        self.close()

    @property
    def text(self) -> str:
        """What is seen, also in fields, every white space as one blank."""
        return squeezed(" ".join(self._texts))

    @property
    def kinds(self) -> set[tuple[str, tuple[str, ...]]]:
        """Which elements with which attributes there are at all."""
        return set(self.shape)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.shape.append((tag, tuple(sorted(name for name, _ in attrs))))
        self.addresses += [value or "" for name, value in attrs if name in LEADS]
        self._texts += [value or "" for name, value in attrs if name in ("value", "alt", "title", "aria-label")]

    def handle_comment(self, data: str) -> None:
        self.shape.append(("!--", (data[:20],)))

    def unknown_decl(self, data: str) -> None:
        self.shape.append(("![", (data[:20],)))

    def handle_data(self, data: str) -> None:
        self._texts.append(data)


def squeezed(text: str) -> str:
    """Return a text with every white space as one blank."""
    return re.sub(r"\s+", " ", text).strip()


def leads_within(address: str) -> bool:
    """Whether an address leads to this site, and to a page of it rather than to a script."""
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc and not address.startswith(("//", "\\", "/\\"))
