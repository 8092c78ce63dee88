"""One TCP port of a simulated device: open, closed, or dead so that a connect gets no answer at all."""

from __future__ import annotations

import socket
import threading
from typing import TYPE_CHECKING

from netmaintd.errors import LabNotStarted

if TYPE_CHECKING:
    from collections.abc import Callable

    Welcome = Callable[[socket.socket, str], None]

BACKLOG = 64
FILLERS = 4


class Port:
    """An address and port that changes its manners while the device goes on."""

    def __init__(self, device: str, address: str, port: int) -> None:
        """Nothing is taken yet."""
        self._device, self._where = device, (address, port)
        self._listener: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self._fillers: list[socket.socket] = []

    def listen(self, welcome: Welcome) -> None:
        """Take clients, each handed to `welcome` with its address. Nothing changes when it does already.

        Raises:
            LabNotStarted: address or port cannot be taken.
        """
        if self._thread is not None:
            return
        self.close()
        listener = self._listener = self._bound(BACKLOG)
        self._thread = threading.Thread(
            target=_take_clients, args=(listener, welcome), name=f"lab-ssh-{self._device}", daemon=True
        )
        self._thread.start()

    def play_dead(self) -> None:
        """Answer no SYN: a queue for one client that our own connections fill, and nobody takes from.

        Raises:
            LabNotStarted: address or port cannot be taken.
        """
        self.close()
        self._listener = self._bound(0)
        for _ in range(FILLERS):
            filler = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            filler.setblocking(False)
            filler.connect_ex(self._where)
            self._fillers.append(filler)

    def close(self) -> None:
        """Give the port back: a connect is refused from now on. Clients that are in stay in."""
        if self._listener is not None:
            if self._thread is not None:
                self._listener.shutdown(socket.SHUT_RDWR)  # wakes accept()
                self._thread.join()
            self._listener.close()
        for filler in self._fillers:
            filler.close()
        self._listener, self._thread, self._fillers = None, None, []

    def _bound(self, backlog: int) -> socket.socket:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(self._where)
            listener.listen(backlog)
        except OSError as error:
            listener.close()
            raise LabNotStarted(f"{self._device}: SSH cannot take {self._where}: {error}") from error
        return listener


def _take_clients(listener: socket.socket, welcome: Welcome) -> None:
    while True:
        try:
            client, peer = listener.accept()
        except OSError:
            return
        welcome(client, f"{peer[0]}:{peer[1]}")
