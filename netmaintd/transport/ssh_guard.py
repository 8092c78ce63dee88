"""What may leave while a session is prepared: nothing that changes a device, no secret unasked.

netmiko's drivers answer questions of their own accord: one says yes when a device offers to rewrite and save its
configuration, another sends its commands to whatever asks for a password. Here such a session ends instead.
"""

from __future__ import annotations

import re

from netmaintd.errors import Garbled, LoginRefused
from netmaintd.model.credentials import SshCredential
from netmaintd.transport.ssh_text import plain

_LINES = re.compile(
    r"|enable|[nN]|\x03"
    r"|(?:terminal|term) (?:length|width|pager|datadump) ?\d*|set (?:cli|terminal|length|width)[\w -]*"
    r"|screen-(?:length|width) (?:\d+( temporary)?|disable)|cli screen-length 0"
    r"|no (?:page|paging|pager|more|pagination)|no cli (?:session )?pag(?:er|ing)[\w ]*"
    r"|skip-page-display|environment no more|paginate false"
)
"""Return, the privilege, no or Ctrl-C to whatever is asked, and the pager and width of this one session."""
_ASKS_SECRET = re.compile(rb"\b(?:password|passwd|passcode|secret|pin)\b[^\r\n]{0,40}[:?] *\Z", re.IGNORECASE)
_ASKS_NAME = re.compile(rb"\b(?:user ?name|login(?: as)?|user) ?: *\Z", re.IGNORECASE)
_ASKS_KEY = re.compile(rb"\b(?:press|hit) (?:any|the any|a) key\b[^\r\n]{0,60}\s*\Z|-+ ?more ?-+\s*\Z", re.IGNORECASE)
_ASKS_CHANGE = re.compile(rb"\bchange\b[^\r\n]{0,60}[\[(]y(?:es)?/no?[\])] ?[:?]? *\Z", re.IGNORECASE)
_ASKS_YES = re.compile(rb"[\[(]y(?:es)?/no?(?:/[^\])\r\n]{1,20})?[\])] ?[:?]? *\Z", re.IGNORECASE)
_NO = ("n", "N", "\x03")


def asks_secret(heard: bytes) -> bool:
    """Whether the device waits for a password."""
    return _ASKS_SECRET.search(plain(heard)) is not None


def asks_name(heard: bytes) -> bool:
    """Whether the device waits for the name of a user."""
    return _ASKS_NAME.search(plain(heard)) is not None


def asks_key(heard: bytes) -> bool:
    """Whether the device waits for any key, to show its greeting to the end."""
    return _ASKS_KEY.search(plain(heard)) is not None


def asks_yes(heard: bytes) -> bool:
    """Whether the device waits for a yes or a no."""
    return _ASKS_YES.search(plain(heard)) is not None


def asks_change(heard: bytes) -> bool:
    """Whether the device offers to change something first, a password mostly, and takes a no."""
    return _ASKS_CHANGE.search(plain(heard)) is not None


class LoginGuard:
    """Watches what a driver sends, and what the device had said before."""

    def __init__(self, device: str, credential: SshCredential) -> None:
        """Know the secret that may be sent once; `lines` are what the platform's profile sends besides."""
        self._device, self._credential = device, credential
        self.lines: frozenset[str] = frozenset()
        self._secret = credential.enable_secret or ""
        self._enabling = False
        self.secret_sent = False

    def sending(self, data: bytes, heard: bytes) -> None:
        """Raise instead of letting something leave that must not.

        Raises:
            Garbled: the device asks something that a person must answer.
            LoginRefused: it asks for a secret that is not there, or again for one that was sent.
        """
        line = data.decode("latin-1").rstrip("\r\n")
        heard = plain(heard)
        if _ASKS_SECRET.search(heard) and line != "\x03":
            self._secret_wanted(line, heard)
            self.secret_sent = True
        elif _ASKS_NAME.search(heard) and not (self._enabling and line == self._credential.username):
            raise LoginRefused(
                self._device,
                f'the device asks "{_last(heard)}" inside the session; let its SSH ask for name and password',
                tried=False,
            )
        elif not _ASKS_NAME.search(heard) and not self._harmless(line, heard):
            raise Garbled(
                self._device,
                f'the device says "{_last(heard)}", and what would be sent is more than a no and may change it; '
                "nothing was sent, log in by hand and answer",
            )
        self._enabling = self._enabling or line == "enable"

    def _harmless(self, line: str, heard: bytes) -> bool:
        if _ASKS_YES.search(heard):
            return line in _NO
        return line in self.lines or _LINES.fullmatch(line) is not None or (line == " " and asks_key(heard))

    def waiting(self, heard: bytes) -> None:
        """Raise when a device waits for a secret that it was given already, or that nobody will send."""
        if asks_secret(heard) and (self.secret_sent or not self._enabling):
            self._secret_wanted("", heard)

    def refusal(self) -> LoginRefused:
        """Return what to raise when the privilege was not given for the secret."""
        return LoginRefused(
            self._device,
            f'the device refused the enable secret of credential "{self._credential.name}"; correct it, '
            "it is not tried again by itself",
        )

    def _secret_wanted(self, line: str, heard: bytes) -> None:
        if self.secret_sent:
            raise self.refusal()
        if not self._enabling or self._credential.enable_secret is None or line != self._secret:
            raise LoginRefused(
                self._device,
                f'the device asks "{_last(heard)}" inside the session and credential "{self._credential.name}" has no '
                "answer; is a password expired, is an enable secret missing?",
                tried=False,
            )


def _last(heard: bytes) -> str:
    return heard.decode("latin-1").strip().rpartition("\n")[2].strip()[-80:]
