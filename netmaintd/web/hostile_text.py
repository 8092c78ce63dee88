"""Characters that a page must not pass on as they are: what turns the direction of a line, and what controls.

Escaping keeps markup out; these do harm as text: one U+202E in the name of a device makes a browser show the rest
of the line backwards. They are shown as what they are instead.
"""

from __future__ import annotations

import re

_ODD = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
"""The joiners U+200C and U+200D are none of them: scripts and emoji need them."""
_PICTURES = 0x2400
"""Where Unicode has a picture for each control character."""


def visible(text: str) -> str:
    """Return a text, or a whole page, with every such character made visible."""
    return _ODD.sub(_shown, text) if _ODD.search(text) else text


def _shown(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(_PICTURES + code) if code < ord(" ") else f"[U+{code:04X}]"
