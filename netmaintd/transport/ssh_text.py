"""What a person at the terminal would read: escape sequences, backspaces and the pager's questions taken away.

Device text is hostile: each pattern here is linear in what it reads.
"""

from __future__ import annotations

import re

TAIL = 512
"""How much of the end of a stream is looked at for a prompt or a question."""
_ANSI = re.compile(
    rb"\x1b\[[0-9;?]{0,32}[ -/]?[@-~]|\x1b\][^\x07\x1b\r\n]{0,200}(?:\x07|\x1b\\)|\x1b[()][0-9A-Za-z]|\x1b[=>78DHMNOZc]"
    rb"|[\x00\x07]"
)
_NEXT_LINE = b"\x1bE"
_ERASED = re.compile(rb"(?:\x1b\[[0-9;?]{0,32}[A-Za-z]|\x08+|\r(?!\n)| {1,250}(?=[\x08\r\x1b]))+")
"""How a pager takes its question back: cursor left, backspaces, carriage return, and spaces between them."""
_CARRIAGE = re.compile(rb"\r+(?=\n)")
_COUNTED = re.compile(rb"\.\d+( ?[>#])\Z")
_ENDS_PROMPT = b">#$%]"
_LONGEST_PROMPT = 120


def plain(data: bytes) -> bytes:
    """Return bytes without what only moves the cursor or colours."""
    if b"\x1b" not in data and b"\x00" not in data and b"\x07" not in data:
        return data
    return _ANSI.sub(b"", data.replace(_NEXT_LINE, b"\n"))


def last_line(stream: bytes | bytearray) -> bytes:
    """Return what stands in the line of the cursor, without the spaces around it."""
    return re.split(rb"[\r\n]", plain(bytes(stream[-TAIL:])).rstrip(b" \t"))[-1].strip()


def looks_like_prompt(line: bytes, pattern: str = "") -> bool:
    """Whether a device that shows this line may be waiting for a command."""
    if pattern:
        return re.fullmatch(pattern.encode(), line) is not None
    named = len(line) <= 2 or re.search(rb"[A-Za-z0-9]", line) is not None
    return bool(line) and line[-1:] in _ENDS_PROMPT and len(line) <= _LONGEST_PROMPT and named


def prompt_pattern(prompt: bytes) -> re.Pattern[bytes]:
    """Return what fits a prompt whenever it is shown: EXOS counts commands in it, and marks what is not saved."""
    counted = _COUNTED.search(prompt)
    if counted is None:
        return re.compile(re.escape(prompt))
    name = prompt[: counted.start()].removeprefix(b"* ")
    return re.compile(rb"(?:\* )?" + re.escape(name) + rb"\.\d+" + re.escape(counted[1]))


def after_erasing(raw: bytes, begin: int) -> int:
    """Return where the text goes on after the pager took its question back."""
    erased = _ERASED.match(raw, begin)
    return erased.end() if erased else begin


def without(raw: bytes, cuts: list[tuple[int, int]]) -> bytes:
    """Return bytes without some stretches of them, which come in order."""
    kept, at = bytearray(), 0
    for begin, end in cuts:
        kept += raw[at:begin]
        at = max(at, end)
    return bytes(kept + raw[at:])


def readable(raw: bytes) -> bytes:
    """Return text as it stood on the screen; line ends stay as the device sent them."""
    text = plain(raw)
    if b"\r\r" in text:
        text = _CARRIAGE.sub(b"\r", text)
    if b"\x08" not in text and text.count(b"\r") == text.count(b"\r\n"):
        return text
    return b"\n".join(_typed(line) for line in text.split(b"\n"))


def _typed(line: bytes) -> bytes:
    """Return a line after its carriage returns and backspaces."""
    ends = b"\r" if line.endswith(b"\r") else b""
    shown = b""
    for part in line.removesuffix(b"\r").split(b"\r"):
        over = _backspaced(part) if b"\x08" in part else part
        shown = over if not shown.strip() else over + shown[len(over) :]
    return shown + ends


def _backspaced(part: bytes) -> bytes:
    cells, at = bytearray(), 0
    for value in part:
        if value == 0x08:
            at = max(0, at - 1)
        else:
            cells[at : at + 1] = bytes((value,))
            at += 1
    return bytes(cells[:at]) if not bytes(cells[at:]).strip() else bytes(cells)
