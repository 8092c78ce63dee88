"""Where a command line that was typed is shown again, so that the answer begins behind it."""

from __future__ import annotations

import re

from netmaintd.transport.ssh_text import readable

HEAD = 4096
"""How far into a stream the repeated command is looked for."""
_MOST_STRANGE_LINES = 2
"""Lines before it that are neither empty nor a prompt: a message of the device, no more."""
_LINE_END = re.compile(rb"\n|\x1bE")
_PASTE_OFF = re.compile(rb"\A\x1b\[\?2004l\r?")
"""bash tells the terminal so, between the echo of a command and its answer."""


def find_echo(raw: bytearray, command: bytes, prompt: re.Pattern[bytes]) -> int | None:
    """Return where the line behind the repeated command begins; -1 where it is not repeated, None while unknown.

    Nothing of an answer stands before it: a far device still sends prompts that the login asked for.
    """
    head, at, strange = bytes(raw[: HEAD + len(command)]), 0, 0
    for stop in _LINE_END.finditer(head):
        line = readable(head[at : stop.start()]).strip()
        if line.endswith(command):
            return _behind_repeats(raw, stop.end(), command, prompt)
        if line and not prompt.fullmatch(line):
            strange += 1
        if strange > _MOST_STRANGE_LINES:
            return -1
        at = stop.end()
    return -1 if len(head) > HEAD else None


def _behind_repeats(raw: bytearray, at: int, command: bytes, prompt: re.Pattern[bytes]) -> int:
    """EOS repeats prompt and command when it falls behind; netmiko's Arista driver allows for it too."""
    head = bytes(raw[at : at + HEAD])
    paste = _PASTE_OFF.match(head)
    begin = paste.end() if paste else 0
    first, newline, _ = head[begin:].partition(b"\n")
    shown = readable(first).strip()
    if newline and shown.endswith(command) and prompt.fullmatch(shown.removesuffix(command).strip()):
        return at + begin + len(first) + 1
    return at + begin
