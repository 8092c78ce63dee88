"""One interactive session: echo, line editing, enable, pager, replies. Knows no SSH.

Plays a `Cli` over a `Wire` until the user leaves. Every command is told to `hear`; what is typed at the
password prompt of `enable` is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmaintd.lab.cli.wire import on_the_wire, send_reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from netmaintd.lab.cli.dialect import Cli
    from netmaintd.lab.cli.wire import Wire
    from netmaintd.lab.faults import Faults

PAGE_LINES = 24
ENABLE_TRIES = 3
RETURN, FEED, BACKSPACE, DELETE, CTRL_C, CTRL_U = b"\r", b"\n", b"\x08", b"\x7f", b"\x03", b"\x15"


class Keyboard:
    """Keys one by one; what is shown waits until the next key has to be waited for."""

    def __init__(self, wire: Wire) -> None:
        """Read from and write to the wire."""
        self._wire = wire
        self._typed = b""
        self._shown = b""
        self._after_return = False

    def key(self) -> bytes:
        """Return the next key; a line feed right after a return belongs to it."""
        while True:
            if not self._typed:
                self.flush()
                self._typed = self._wire.read()
            key, self._typed = self._typed[:1], self._typed[1:]
            swallowed = key == FEED and self._after_return
            self._after_return = key == RETURN
            if not swallowed:
                return key

    def show(self, data: bytes) -> None:
        """Show bytes, at the latest when the next key is awaited."""
        self._shown += data

    def flush(self) -> None:
        """Show now."""
        if self._shown:
            self._wire.write(self._shown)
            self._shown = b""

    def line(self, *, echo: bool = True) -> str | None:
        """Return a line without its end, None when it was given up with Ctrl-C."""
        line = b""
        while (key := self.key()) not in (RETURN, FEED):
            if key == CTRL_C:
                self.show(b"^C\r\n")
                return None
            if key in (BACKSPACE, DELETE):
                self.show(b"\b \b" if line and echo else b"")
                line = line[:-1]
            elif key == CTRL_U:
                self.show(b"\b \b" * len(line) if echo else b"")
                line = b""
            else:
                line += key
                self.show(key if echo else b"")
        self.show(b"\r\n")
        return line.decode("utf-8", "replace")


class Shell:
    """A session of one user on one device."""

    def __init__(
        self,
        cli: Cli,
        wire: Wire,
        faults: Callable[[], Faults],
        hear: Callable[[str], None],
        *,
        enable_secret: str | None = None,
    ) -> None:
        """With an `enable_secret` the session begins unprivileged."""
        self._cli, self._wire, self._faults, self._hear = cli, wire, faults, hear
        self._secret = enable_secret
        self._privileged = enable_secret is None
        self._paging = bool(cli.dialect.more)
        self._keys = Keyboard(wire)

    def run(self) -> None:
        """Serve commands until the user leaves."""
        self._keys.show(on_the_wire(self._cli.dialect.welcome))
        while True:
            self._keys.show(self._prompt.encode())
            command = (self._keys.line() or "").strip()
            if not command:
                continue
            self._keys.flush()
            self._hear(f"command {command}")
            if command in self._cli.dialect.leave:
                return
            self._obey(command)

    @property
    def _prompt(self) -> str:
        return self._cli.prompt(privileged=self._privileged)

    def _obey(self, command: str) -> None:
        if command == "enable" and self._cli.dialect.user_prompt:
            self._enable()
            return
        if self._cli.turns_paging_off(command):
            self._paging = False
        reply = on_the_wire(self._cli.answer(command, privileged=self._privileged))
        if self._paging and reply.count(b"\n") > PAGE_LINES:
            self._page(reply)
        else:
            send_reply(self._wire, reply, self._faults(), command, self._prompt)

    def _enable(self) -> None:
        for _ in range(ENABLE_TRIES if not self._privileged else 0):
            self._keys.show(b"Password: ")
            if self._keys.line(echo=False) == self._secret:
                self._privileged = True
                return
        if not self._privileged:
            self._keys.show(b"% Bad secrets\r\n\r\n")

    def _page(self, reply: bytes) -> None:
        more = self._cli.dialect.more.encode()
        lines = reply.splitlines(keepends=True)
        shown, room = 0, PAGE_LINES
        while True:
            self._keys.show(b"".join(lines[shown : shown + room]))
            shown += room
            if shown >= len(lines):
                return
            self._keys.show(more)
            key = self._keys.key()
            self._keys.show(b"\b" * len(more) + b" " * len(more) + b"\b" * len(more))
            if key in (b"q", b"Q", CTRL_C):
                return
            room = 1 if key in (RETURN, FEED) else PAGE_LINES
