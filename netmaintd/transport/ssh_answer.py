"""Where an answer begins and ends in a stream of bytes, and what speaks against its being whole.

The end is the prompt at the end of the stream, proven by a moment of quiet or by what follows it
(`ssh_questions`), never its first sight: a banner or a configuration may hold the same text. What stands between
echo and prompt is kept byte for byte; `content` is the same as it stood on the screen.
"""

from __future__ import annotations

import re

from netmaintd.model.dialogue import SshDialogue
from netmaintd.transport.ssh_echo import HEAD, find_echo
from netmaintd.transport.ssh_text import (
    TAIL,
    after_erasing,
    last_line,
    looks_like_prompt,
    plain,
    prompt_pattern,
    readable,
    without,
)

QUIET_S = 0.2
"""How long nothing must follow the prompt. A slow device gets four times its longest pause so far."""
QUIET_AFTER_END_S = 0.05
"""The same where the end marker stands before the prompt: two proofs need less patience than one."""
MOST_QUIET_S = 2.0
NO_ECHO_S = 3.0
"""A device that does not repeat the command is believed after this long."""
_WEAK_PROMPT = 2
"""A prompt of so few letters may be the end of any line."""
_MEMBER = re.compile(rb"(?:\{(?:master|backup|primary|secondary|linecard)[^{}\r\n]{0,30}\}\r?\n)\Z")
"""Junos says above its prompt which member of a cluster speaks."""


class AnswerReader:
    """Reads the answer to one command."""

    def __init__(self, dialogue: SshDialogue, prompt: bytes, command: str, silence_s: float) -> None:
        """Know the session's prompt, what was asked, and after how much silence the session ends."""
        self._dialogue, self._prompt, self._command = dialogue, prompt, command.encode("ascii")
        self._pattern = prompt_pattern(prompt)
        self._end = dict(dialogue.end_of).get(command)
        self._more = re.compile("|".join(dialogue.more).encode() or rb"(?!)", re.IGNORECASE)
        self._no_echo_s, self._most_quiet_s = min(NO_ECHO_S, silence_s / 2), min(MOST_QUIET_S, silence_s / 2)
        self._raw = bytearray()
        self._cuts: list[tuple[int, int]] = []
        self._longest_pause_s = 0.0
        self._echo: int | None = None

    def feed(self, data: bytes, waited_s: float) -> None:
        """Take what came after a time."""
        if self._raw:
            self._longest_pause_s = max(self._longest_pause_s, waited_s)
        self._raw += data

    @property
    def at_prompt(self) -> bool:
        """Whether the prompt stands at the end of the stream."""
        return self._pattern.fullmatch(last_line(self._raw)) is not None

    @property
    def stranger(self) -> bytes:
        """What stands at the end of the stream and looks like the prompt of a device with another name, else empty."""
        line = last_line(self._raw)
        fits = looks_like_prompt(line, self._dialogue.prompt) and b"(conf" not in line and self._begins() > 0
        return line if fits and not self.at_prompt else b""

    def renamed(self, prompt: bytes) -> None:
        """Take another prompt for the session's own."""
        self._prompt, self._pattern = prompt, prompt_pattern(prompt)

    @property
    def at_once(self) -> bool:
        """Whether the answer seems to be at its end, so that what follows may prove it."""
        if len(self._prompt) <= _WEAK_PROMPT or not (self.at_prompt or self._glued) or self._begins() <= 0:
            return False
        return self._end is None or self._has_end() or bool(len(self._raw) < HEAD and self._refusal(self.content()))

    @property
    def _glued(self) -> bool:
        """Whether the prompt stands behind a last line that the answer did not end."""
        return len(self._prompt) > _WEAK_PROMPT and not self.at_prompt and last_line(self._raw).endswith(self._prompt)

    def ended(self, quiet_s: float) -> bool:
        """Whether the answer is at its end after this much quiet.

        A prompt without the end marker before it is believed only after the longest pause: the text of a
        prompt may stand in the middle of an answer just where the device takes a breath.
        """
        if self._glued:
            return quiet_s >= self._most_quiet_s
        if not self.at_prompt:
            return False
        if self._begins() <= 0:
            return quiet_s >= self._no_echo_s
        if self._end is not None and not self._has_end():
            return quiet_s >= self._most_quiet_s
        least_s = QUIET_S if self._end is None else QUIET_AFTER_END_S
        return quiet_s >= min(self._most_quiet_s, max(least_s, 4 * self._longest_pause_s))

    @property
    def at_pager(self) -> bool:
        """Whether the pager waits for a key that was not sent yet."""
        return self._question() is not None

    def paged(self) -> bool:
        """Whether the pager waits for a key; from here on its question is no part of the text."""
        asked = self._question()
        if asked is None:
            return False
        line = max(self._raw.rfind(b"\n"), self._raw.rfind(b"\r")) + 1
        begin = self._raw.rfind(asked, line)
        if begin < 0 or not plain(bytes(self._raw[line:begin])).strip():  # coloured letter by letter, or indented
            begin = line
        self._cuts.append((begin, len(self._raw)))
        return True

    def _question(self) -> bytes | None:
        if self._cuts and self._cuts[-1][1] >= len(self._raw):
            return None
        line = last_line(self._raw)
        asked = self._more.search(line)
        return asked[0] if asked and asked.end() == len(line) and not self.at_prompt else None

    def echoed(self, command: str) -> bool | None:
        """Whether a command, and nothing else, was repeated first; None while that cannot be told."""
        shown = plain(bytes(self._raw[:HEAD])).lstrip(b" \r\n")
        if shown.startswith(self._prompt):
            shown = shown.removeprefix(self._prompt).lstrip()
        wanted = command.encode("ascii")
        if len(shown) < len(wanted):
            return None if wanted.startswith(shown) else False
        return shown.startswith(wanted)

    def blank(self) -> bool | None:
        """Whether nothing but the prompt came behind a blank line; None while that cannot be told."""
        lines = plain(bytes(self._raw[:HEAD])).replace(b"\r", b"").split(b"\n")
        *above, last = [line.strip() for line in lines]
        if any(line and not _MEMBER.fullmatch(line + b"\n") for line in above):
            return False
        if above and self._pattern.fullmatch(last):
            return True
        return None if len(last) <= len(self._prompt) + 2 else False

    def repeated(self) -> bool:
        """Whether the command line was shown again deep in the answer: it was typed before its turn."""
        shown = plain(bytes(self._raw[max(0, self._begins()) :]))
        return any(self._prompt + space + self._command in shown for space in (b"", b" "))

    def body(self) -> bytes:
        """Return the answer without the repeated command and the prompt that ends it; all else byte for byte."""
        begin, end = self._span()
        return bytes(self._raw[begin:end])

    def content(self) -> bytes:
        """Return the answer as it stood on the screen, without what the pager asked."""
        begin, end = self._span()
        raw = bytes(self._raw[:end])
        cuts = [(start, after_erasing(raw, stop)) for start, stop in self._cuts if start >= begin]
        return readable(without(raw, [(0, begin), *cuts]))

    def doubt(self, text: bytes) -> str:
        """Return what speaks against the answer being whole, empty when nothing does."""
        refusal = self._refusal(text)
        if refusal:
            return f"refused: {refusal}"
        shown = text.decode("latin-1")
        if any(re.search(pattern, shown) for pattern in self._dialogue.pager):
            return "the pager left its mark in the answer"
        return "" if self._end is None or _ends_with(text, self._end) else "its end marker is missing"

    def _refusal(self, text: bytes) -> str:
        """Return the line among the first by which the device refused, empty for none."""
        first = text[:HEAD].decode("latin-1").replace("\r", "").split("\n")[:8]
        lines = (line for line in first if any(re.search(pattern, line) for pattern in self._dialogue.refusals))
        return next(lines, "").strip()[:120]

    def _span(self) -> tuple[int, int]:
        """Return where the answer begins behind the echo, and where the line of the prompt begins."""
        begin = max(0, self._begins())
        raw = bytes(self._raw)
        end = max(raw.rfind(b"\n"), raw.rfind(b"\r")) + 1 if self.at_prompt else len(raw)
        if self._glued:
            end = max(begin, raw.rfind(self._prompt))
        member = _MEMBER.search(raw, max(begin, end - 64), end)
        return begin, max(begin, member.start() if member else end)

    def _begins(self) -> int:
        """Return where the line after the echo begins; -1 where there is none, or it did not end yet."""
        if self._echo is None:
            self._echo = find_echo(self._raw, self._command, self._pattern)
        return -1 if self._echo is None else self._echo

    def _has_end(self) -> bool:
        if self._cuts:
            return _ends_with(self.content(), self._end or "")
        raw = bytes(self._raw[-2 * TAIL :])
        text = raw[: raw.rfind(self._prompt) if self._glued else max(raw.rfind(b"\n"), raw.rfind(b"\r")) + 1]
        return _ends_with(readable(text), self._end or "")


def _ends_with(text: bytes, marker: str) -> bool:
    lines = [line for line in text[-4 * TAIL :].decode("latin-1").replace("\r", "").split("\n") if line.strip()]
    return bool(lines) and re.search(marker, lines[-1].rstrip()) is not None
