"""Where an answer begins and ends in a stream of bytes, and what speaks against its being whole.

The end is the prompt at the end of the stream after a moment of quiet, never its first sight: a banner or a
configuration may hold the same text. What stands between echo and prompt is kept byte for byte.
"""

from __future__ import annotations

import re

from netmaintd.model.dialogue import SshDialogue

QUIET_S = 0.2
"""How long nothing must follow the prompt. A slow device gets four times its longest pause so far."""
QUIET_AFTER_END_S = 0.05
"""The same where the end marker stands before the prompt: two proofs need less patience than one."""
MOST_QUIET_S = 2.0
NO_ECHO_S = 3.0
"""A device that does not repeat the command is believed after this long."""
_TAIL = 512
_ANSI = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()=>][0-9A-Za-z]?")

_PASTE_OFF = re.compile(rb"\A\x1b\[\?2004l\r?")
"""bash tells the terminal so, between the echo of a command and its answer."""


class AnswerReader:
    """Reads the answer to one command."""

    def __init__(self, dialogue: SshDialogue, prompt: bytes, command: str, silence_s: float) -> None:
        """Know the session's prompt, what was asked, and after how much silence the session ends."""
        self._dialogue, self._prompt, self._command = dialogue, prompt, command.encode("ascii")
        self._end = dict(dialogue.end_of).get(command)
        self._no_echo_s, self._most_quiet_s = min(NO_ECHO_S, silence_s / 2), min(MOST_QUIET_S, silence_s / 2)
        self._raw = bytearray()
        self._longest_pause_s = 0.0

    def feed(self, data: bytes, waited_s: float) -> None:
        """Take what came after a time."""
        if self._raw:
            self._longest_pause_s = max(self._longest_pause_s, waited_s)
        self._raw += data

    def ended(self, quiet_s: float) -> bool:
        """Whether the answer is at its end after this much quiet.

        A prompt without the end marker before it is believed only after the longest pause: the text of a
        prompt may stand in the middle of an answer just where the device takes a breath.
        """
        if not self._at_prompt():
            return False
        if self._command not in self._raw[: len(self._command) + 4096]:
            return quiet_s >= self._no_echo_s
        if self._end is not None and not self._has_end(self.body()):
            return quiet_s >= self._most_quiet_s
        least_s = QUIET_S if self._end is None else QUIET_AFTER_END_S
        return quiet_s >= min(self._most_quiet_s, max(least_s, 4 * self._longest_pause_s))

    def body(self) -> bytes:
        """Return the answer without the repeated command and the prompt that ends it; all else byte for byte."""
        raw = bytes(self._raw)
        head, found, rest = raw.partition(self._command)
        if found and self._before_echo(head):
            raw = _PASTE_OFF.sub(b"", rest.partition(b"\n")[2])
            first, newline, rest = raw.partition(b"\n")
            # EOS repeats prompt and command when it falls behind; netmiko's Arista driver allows for it too.
            if newline and _ANSI.sub(b"", first).strip() == self._prompt + self._command:
                raw = rest
        end = raw.rfind(self._prompt)
        line = max(raw.rfind(b"\n", 0, end), raw.rfind(b"\r", 0, end)) + 1
        return raw[:line] if end >= 0 else raw

    def _before_echo(self, head: bytes) -> bool:
        """Whether nothing of an answer stands there: a far device still sends prompts that the login asked for."""
        earlier = head.split(b"\n")[:-1]
        return len(earlier) <= 2 or all(_ANSI.sub(b"", line).strip() in (b"", self._prompt) for line in earlier)

    def doubt(self, body: bytes) -> str:
        """Return what speaks against the answer being whole, empty when nothing does."""
        text = body.decode("latin-1").replace("\r", "")
        for line in text.split("\n")[:8]:
            if any(re.search(pattern, line) for pattern in self._dialogue.refusals):
                return f"refused: {line.strip()[:120]}"
        if any(re.search(pattern, text) for pattern in self._dialogue.pager):
            return "the pager left its mark in the answer"
        return "" if self._end is None or self._has_end(body) else "its end marker is missing"

    def _has_end(self, body: bytes) -> bool:
        lines = [line for line in body.decode("latin-1").replace("\r", "").split("\n") if line.strip()]
        return bool(lines) and re.search(self._end or "", lines[-1].rstrip()) is not None

    def _at_prompt(self) -> bool:
        tail = _ANSI.sub(b"", bytes(self._raw[-_TAIL:])).replace(b"\x00", b"").rstrip()
        return re.split(rb"[\r\n]", tail)[-1].strip() == self._prompt
