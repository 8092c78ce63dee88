"""A Telnet connection (RFC 854) that is read and written like the channel of an SSH session.

Every option is refused but two: that the other side repeats what is typed (RFC 857), and that it sends without being
asked to go ahead (RFC 858).
"""

from __future__ import annotations

import select
import socket

_IAC, _DONT, _DO, _WONT, _WILL, _SB, _SE = 255, 254, 253, 252, 251, 250, 240
_ECHO, _GO_AHEAD = 1, 3
_MOST_PARAMETERS = 4096
"""Longer than any option's parameters; a device that sends more does not speak Telnet."""


class TelnetChannel:
    """Text to and from a device; the names are those that `WatchedChannel` asks for."""

    exit_status = -1

    def __init__(self, sock: socket.socket) -> None:
        """Take a connected socket."""
        self._sock = sock
        self._rest = b""
        self._text = bytearray()
        self._answered: set[tuple[int, int]] = set()
        self.eof_received = False
        self.closed = False

    def get_transport(self) -> TelnetChannel:
        """Return itself: there is no connection below."""
        return self

    def is_active(self) -> bool:
        """Whether the connection still stands, as far as is known."""
        return not self.closed and not self.eof_received

    def settimeout(self, seconds: float) -> None:
        """Set how long `recv` and `sendall` wait."""
        self._sock.settimeout(seconds)

    def sendall(self, data: bytes) -> None:
        """Send text; Enter is CR LF, and a byte that would be a command is doubled."""
        self._sock.sendall(data.replace(b"\xff", b"\xff\xff").replace(b"\n", b"\r\n"))

    def recv_ready(self) -> bool:
        """Whether text waits; negotiations are answered meanwhile."""
        while not self._text and self.is_active() and select.select([self._sock], [], [], 0)[0]:
            self._read(65536)
        return bool(self._text)

    def recv(self, size: int) -> bytes:
        """Return text, empty at the end of the stream; TimeoutError when none comes in time."""
        while not self._text and self.is_active():
            self._read(size)
        data = bytes(self._text[:size])
        del self._text[:size]
        return data

    def close(self) -> None:
        """Close the connection."""
        self.closed = True
        self._sock.close()

    def _read(self, size: int) -> None:
        try:
            data = self._sock.recv(size)
        except TimeoutError:
            raise
        except OSError:
            data = b""
        self.eof_received = not data
        self._take(self._rest + data)

    def _take(self, data: bytes) -> None:
        """Part text from commands; what is not whole yet waits for the rest."""
        at = 0
        while at < len(data):
            begin = data.find(_IAC, at)
            if begin < 0:
                begin = len(data)
            self._text += data[at:begin].replace(b"\r\x00", b"\r").replace(b"\x00", b"")
            length = self._command(data[begin : begin + _MOST_PARAMETERS]) if begin < len(data) else 0
            at = begin + length
            if begin < len(data) and not length:
                break
        self._rest = data[at:] if len(data) - at < _MOST_PARAMETERS else b""

    def _command(self, data: bytes) -> int:
        """Obey one command; returns its length, 0 while it is not whole."""
        if len(data) < 2:
            return 0
        if data[1] == _IAC:
            self._text.append(_IAC)
            return 2
        if data[1] == _SB:
            end = data.find(bytes((_IAC, _SE)))
            return end + 2 if end >= 0 else 0
        if data[1] not in (_DO, _DONT, _WILL, _WONT):
            return 2
        if len(data) < 3:
            return 0
        self._reply(data[1], data[2])
        return 3

    def _reply(self, asked: int, option: int) -> None:
        """Answer a negotiation, once: who answers an answer talks for ever."""
        if asked in (_DONT, _WONT) or (asked, option) in self._answered:
            return
        self._answered.add((asked, option))
        wanted = option in (_ECHO, _GO_AHEAD)
        reply = (_DO if wanted else _DONT) if asked == _WILL else (_WILL if option == _GO_AHEAD else _WONT)
        self._sock.sendall(bytes((_IAC, reply, option)))
