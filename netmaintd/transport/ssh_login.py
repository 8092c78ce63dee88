"""Log in with one credential: each of its secrets leaves once, and never again after it was refused.

The device is asked first which ways it takes. A password goes out as `password` or as the answer to the one
question of `keyboard-interactive`, never both; a second question is not answered.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from netmaintd.errors import ConnectionLost, LoginRefused
from netmaintd.model.credentials import SshCredential

logger = logging.getLogger(__name__)
Answer = Callable[[str, str, Sequence[tuple[str, bool]]], list[str]]


@dataclass(frozen=True, slots=True)
class AuthReply:
    """What a device says to one try. `lost` is why it said nothing; `methods` is what it takes."""

    accepted: bool = False
    partial: bool = False
    methods: tuple[str, ...] = ()
    lost: str = ""


class Authenticator(Protocol):
    """A connection that can be logged in to."""

    def attempt(
        self, method: str, username: str, *, password: str = "", key: Any = None, answer: Answer | None = None
    ) -> AuthReply:
        """Try one way and return what the device says."""
        ...


class _Questions:
    """The questions of `keyboard-interactive`; only the first, and only a single hidden one, is answered."""

    def __init__(self, password: str) -> None:
        self._password = password
        self.unanswered = ""

    def answer(self, _title: str, _instructions: str, prompts: Sequence[tuple[str, bool]]) -> list[str]:
        if not prompts:
            return []
        if len(prompts) > 1 or not self._password or (prompts[0][1] and "assword" not in prompts[0][0]):
            self.unanswered = prompts[-1][0].strip()
            raise EOFError  # ends the connection
        password, self._password = self._password, ""
        return [password]


def log_in(device: str, connection: Authenticator, credential: SshCredential, key: Any) -> None:
    """Log in by what the credential holds; `key` is its private key as the connection takes it.

    Raises:
        LoginRefused: a secret was refused; or the device wants what the credential does not hold.
        ConnectionLost: the device went away before a secret was sent.
        DeviceTimeout, Cancelled: by the connection's deadline.
    """
    reply = connection.attempt("none", credential.username)
    if reply.lost:
        raise ConnectionLost(device, f"the device cut the connection before the login: {reply.lost}")
    if reply.accepted:
        logger.warning("device lets everybody in", extra={"device": device})
    left = {"publickey": key is not None, "password": credential.password is not None}
    while not reply.accepted:
        method = _method(reply.methods, left)
        if method is None:
            raise LoginRefused(
                device,
                f"the device takes only {', '.join(reply.methods) or 'nothing'}, and credential "
                f'"{credential.name}" does not hold it',
                tried=False,
            )
        left["publickey" if method == "publickey" else "password"] = False
        reply = _try(device, connection, credential, key, method)


def _method(offered: tuple[str, ...], left: dict[str, bool]) -> str | None:
    """Return the next way to try: the key first, the password in the plainest form that is taken."""
    if left["publickey"] and "publickey" in offered:
        return "publickey"
    if left["password"]:
        return next((name for name in ("password", "keyboard-interactive") if name in offered), None)
    return None


def _try(device: str, connection: Authenticator, credential: SshCredential, key: Any, method: str) -> AuthReply:
    questions = _Questions(credential.password or "")
    if method == "publickey":
        reply = connection.attempt(method, credential.username, key=key)
    elif method == "password":
        reply = connection.attempt(method, credential.username, password=credential.password or "")
    else:
        reply = connection.attempt(method, credential.username, answer=questions.answer)
    if reply.accepted or reply.partial:
        return reply
    name = f'credential "{credential.name}"'
    if questions.unanswered:
        detail = f'{name} was not enough: the device asks "{questions.unanswered[:80]}"; is the password expired?'
    elif "info request" in reply.lost:
        detail = f"the device wants the password of {name} changed; log in by hand and change it"
    elif reply.lost:
        detail = f"the device closed the connection instead of an answer to {name}; taken as a refusal ({reply.lost})"
    else:
        detail = f"the device refused {name}; correct it, it is not tried again by itself"
    raise LoginRefused(device, detail)
