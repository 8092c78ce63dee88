"""How one platform is talked to over SSH, and what an answer is: between profiles and the transport."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SshDialogue:
    """What the transport must know of a platform.

    Attributes:
        driver: netmiko device type, for example `cisco_ios`.
        commands: the exact commands that may be sent; nothing else leaves.
        enable: raise the privilege after login when the prompt is not privileged and a secret is there.
        refusals: regular expressions of lines by which the device refuses a command.
        end_of: command to the regular expression that the last non-empty line of its answer must match.
        pager: regular expressions of pager remnants that must not be in an answer.
        terminal: False where each command is a request of its own, without terminal, echo and prompt.
        prepare: the exact lines that are sent after the login; None where netmiko's driver prepares the session.
        prompt: regular expression of the platform's prompts, empty for the usual ones.
        question: the one command by which a platform is recognised that did not name itself; empty for none.
        enter: what the Enter key sends.
        more: regular expressions of what a pager asks at the end of a page, and `more_key` what it is answered.
    """

    driver: str
    commands: frozenset[str]
    enable: bool = False
    refusals: tuple[str, ...] = ()
    end_of: tuple[tuple[str, str], ...] = ()
    pager: tuple[str, ...] = ()
    terminal: bool = True
    prepare: tuple[str, ...] | None = None
    prompt: str = ""
    more: tuple[str, ...] = ()
    more_key: str = " "
    question: str = ""
    enter: str = "\n"


@dataclass(frozen=True, slots=True)
class Answer:
    """One command and the bytes that came back, without echo and final prompt.

    `complete` is False when the proof of the end is missing or the device refused; `doubt` says why (English).
    It took `elapsed_s` from question to answer, and was handed over `waited_s` after that.
    `shown` is `raw` as it stood on the screen, without escape sequences and a pager's questions; None for the same.
    """

    command: str
    raw: bytes
    complete: bool
    doubt: str = ""
    elapsed_s: float = 0.0
    waited_s: float = 0.0
    shown: bytes | None = None

    @property
    def content(self) -> bytes:
        """What the device meant to say, byte for byte."""
        return self.raw if self.shown is None else self.shown

    @property
    def text(self) -> str:
        """The answer as text: UTF-8, else Latin-1; carriage returns before line feeds removed."""
        try:
            decoded = self.content.decode("utf-8")
        except UnicodeDecodeError:
            decoded = self.content.decode("latin-1")
        return decoded.replace("\r\n", "\n")
