"""The manners of a command line, as data: prompts, refusals, pager, and which commands need no answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Answers = Mapping[str, Callable[[], str | bytes]]
"""Command to what it prints, with a line feed at the end of each line; as bytes what a real device printed."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one platform behaves.

    Attributes:
        prompt: with `{host}`.
        unknown: the answer to an unknown command, with `{command}`, `{word}` (its first) and `{pad}` (as wide as
            the prompt).
        user_prompt: before `enable`, where the platform has it.
        quiet: regular expression of commands that are accepted without a word.
        paging_off: regular expression of those that turn the pager off; they are quiet too.
        more: the pager's text, empty when the platform has none.
        privileged: regular expression of commands that are unknown before `enable`.
        abbreviates: whether `sh ver` means `show version`.
        server: what the SSH server calls itself behind `SSH-2.0-`.
        terminal: False where each command is a request of its own, without prompt and echo.
        console_suffix: whether `petugas+ct511w` means `petugas`, as on RouterOS.
    """

    prompt: str
    unknown: str
    user_prompt: str = ""
    quiet: str = r"(?!)"
    paging_off: str = r"(?!)"
    more: str = ""
    privileged: str = r"(?!)"
    leave: frozenset[str] = frozenset({"exit", "quit", "logout"})
    abbreviates: bool = False
    server: str = "OpenSSH_9.2p1"
    terminal: bool = True
    console_suffix: bool = False
    welcome: str | bytes = ""


@dataclass(frozen=True, slots=True)
class Cli:
    """The command line of one device."""

    host: str
    dialect: Dialect
    answers: Answers

    def prompt(self, *, privileged: bool) -> str:
        """Return the prompt."""
        shown = self.dialect.prompt if privileged else self.dialect.user_prompt
        return shown.format(host=self.host)

    def answer(self, command: str, *, privileged: bool) -> str | bytes:
        """Return what a command prints."""
        words = " ".join(command.split())
        if re.fullmatch(self.dialect.quiet, words) or self.turns_paging_off(words):
            return ""
        found = self._find(words)
        if found is None or (not privileged and re.match(self.dialect.privileged, found)):
            pad = " " * len(self.prompt(privileged=privileged))
            return self.dialect.unknown.format(command=words, word=words.split(" ", 1)[0], pad=pad)
        return self.answers[found]()

    def turns_paging_off(self, command: str) -> bool:
        """Whether the session pages no more after this command."""
        return re.fullmatch(self.dialect.paging_off, " ".join(command.split())) is not None

    def _find(self, words: str) -> str | None:
        if words in self.answers or not self.dialect.abbreviates:
            return words if words in self.answers else None
        typed = words.split(" ")
        return next((name for name in self.answers if _abbreviated(typed, name.split(" "))), None)


def _abbreviated(typed: list[str], full: list[str]) -> bool:
    return len(typed) == len(full) and all(b.startswith(a) for a, b in zip(typed, full, strict=True))
